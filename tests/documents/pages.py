"""What a reader of our PDFs sees: the words, and the ink on each page."""

import re

import pypdfium2

MILLIMETRES_PER_INCH = 25.4
DPI = 100
PAPER = 250  # anything darker of 255 is ink


def text(pdf):
    """All words of the document in reading order, white space made single."""
    document = pypdfium2.PdfDocument(pdf)
    words = " ".join(page_text(page) for page in document)
    return re.sub(r"\s+", " ", words)


def page_texts(pdf):
    return [page_text(page) for page in pypdfium2.PdfDocument(pdf)]


def page_text(page):
    # The end of a line inside a broken word and the hyphen PDFium makes of it go.
    words = page.get_textpage().get_text_range()
    return words.replace("\ufffe\r\n", "").replace("\u200b", "").replace("\ufffe", "")


def images(pdf, dpi=DPI):
    scale = dpi / 72
    return [
        page.render(scale=scale).to_pil().convert("L")
        for page in pypdfium2.PdfDocument(pdf)
    ]


def ink_outside(pdf, *, left=14, right=14, top=14, bottom=14):
    """Where ink stands nearer to an edge than so many millimetres; [] when nowhere.

    Also names a page without any ink, which would pass otherwise.
    """
    allowed = {"left": left, "right": right, "top": top, "bottom": bottom}
    found = []
    for number, image in enumerate(images(pdf), start=1):
        distances = ink_distances(image)
        if distances is None:
            found.append(f"page {number} is empty")
            continue
        for side, millimetres in distances.items():
            if millimetres < allowed[side] - 0.3:  # one dot of the image
                found.append(f"page {number}: ink {millimetres:.1f} mm from {side}")
    return found


def ink_distances(image):
    """Millimetres from each edge of the page to its first ink; None without ink."""
    box = image.point(lambda light: 255 if light < PAPER else 0).getbbox()
    if box is None:
        return None
    x0, y0, x1, y1 = box
    dots = {
        "left": x0,
        "right": image.width - x1,
        "top": y0,
        "bottom": image.height - y1,
    }
    return {side: n * MILLIMETRES_PER_INCH / DPI for side, n in dots.items()}
