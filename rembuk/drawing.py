"""A signature drawn with a finger: read from the page, checked, made small."""

import base64
import io

from PIL import Image

PREFIX = "data:image/png;base64,"
MOST_LETTERS = 400_000  # of base64, about 300 kB
MOST_PIXELS = 4_000_000
SIDE = (900, 400)


# What the reader of a PNG may raise; binascii.Error is a ValueError.
UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)


class UnreadableDrawing(ValueError):
    """The drawing cannot be read; the message says what to do."""

    def __init__(self):
        super().__init__(
            "Gambar tanda tangan tidak terbaca. Hapus gambarnya, lalu coba lagi; "
            "nama yang diketik saja sudah cukup."
        )


def png_of(data_url: str) -> bytes:
    """The drawing as PNG on white; b"" when nothing was drawn."""
    if not data_url:
        return b""
    if not data_url.startswith(PREFIX) or len(data_url) > MOST_LETTERS:
        raise UnreadableDrawing
    try:
        raw = base64.b64decode(data_url.removeprefix(PREFIX), validate=True)
        drawn = Image.open(io.BytesIO(raw), formats=("PNG",))
        if drawn.width * drawn.height > MOST_PIXELS:
            raise ValueError("too large")
        drawn = drawn.convert("RGBA")
        if drawn.getchannel("A").getbbox() is None:
            return b""
    except UNREADABLE as error:
        raise UnreadableDrawing from error
    return _on_white(drawn)


def _on_white(drawn):
    drawn = drawn.crop(drawn.getchannel("A").getbbox())  # what was drawn, no more
    drawn.thumbnail(SIDE)
    paper = Image.new("RGB", drawn.size, "white")
    paper.paste(drawn, mask=drawn.getchannel("A"))
    written = io.BytesIO()
    paper.save(written, "PNG", optimize=True)
    return written.getvalue()
