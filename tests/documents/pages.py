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


def overprinted(pdf):
    """Pages on which a letter stands on another one, as text out of its cell would."""
    document = pypdfium2.PdfDocument(pdf)
    return [number for number, page in enumerate(document, start=1) if _collides(page)]


CELL = 12  # points; wider than a letter of the tables


def _collides(page):
    nearby = {}
    for box in _letter_boxes(page):
        column, row = int(box[0] // CELL), int(box[1] // CELL)
        around = [(column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
        if any(_covers(box, other) for key in around for other in nearby.get(key, ())):
            return True
        nearby.setdefault((column, row), []).append(box)
    return False


def _letter_boxes(page):
    words = page.get_textpage()
    text = words.get_text_range()
    assert len(text) == words.count_chars()
    for index, sign in enumerate(text):
        if not sign.isspace() and sign != "\u200b":
            left, bottom, right, top = words.get_charbox(index)
            if right > left and top > bottom:
                yield left, bottom, right, top


def _covers(one, other):
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0 or one == other:  # equal: the parts of a ligature
        return False
    smaller = min((b[2] - b[0]) * (b[3] - b[1]) for b in (one, other))
    return width * height > 0.5 * smaller
