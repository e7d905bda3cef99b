"""A signature drawn with a finger."""

import base64
import io

import pytest
from PIL import Image, ImageDraw

from rembuk.drawing import MOST_LETTERS, UnreadableDrawing, png_of
from tests.rembuk.test_rows import bomb


def data_url(image):
    out = io.BytesIO()
    image.save(out, "PNG")
    return f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}"


def sheet(size=(900, 400)):
    return Image.new("RGBA", size, (0, 0, 0, 0))


def test_nothing_drawn_is_no_picture():
    assert png_of("") == b""
    assert png_of(data_url(sheet())) == b""


def test_only_what_was_drawn_is_kept_on_white():
    paper = sheet()
    ImageDraw.Draw(paper).rectangle((100, 50, 299, 149), fill=(0, 0, 0, 255))
    ImageDraw.Draw(paper).rectangle((110, 60, 120, 70), fill=(0, 0, 0, 0))

    kept = Image.open(io.BytesIO(png_of(data_url(paper))))

    assert (kept.format, kept.mode, kept.size) == ("PNG", "RGB", (200, 100))
    assert kept.getpixel((15, 15)) == (255, 255, 255)


@pytest.mark.parametrize(
    "typed",
    [
        "gambar",
        "data:image/png;base64,bukan base64!",
        "data:image/png;base64,QUJD",
        "data:image/png;base64," + "A" * MOST_LETTERS,
        data_url(sheet((2500, 2000))),
        f"data:image/png;base64,{base64.b64encode(bomb()).decode()}",
    ],
)
def test_what_is_no_drawing_is_refused(typed):
    with pytest.raises(UnreadableDrawing):
        png_of(typed)
