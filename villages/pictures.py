"""Pictures that people upload: opened, made small, and written anew.

Writing them anew drops the place and the camera that a phone puts into a photo, and
whatever else a file may carry behind its picture.
"""

import hashlib
import io

from django.core.files.base import ContentFile
from PIL import Image, ImageOps

from .models import Attachment

LIMIT_BYTES = 2 * 1024 * 1024
LIMIT_PIXELS = 40_000_000
LOGO_PIXELS = (600, 600)
PHOTO_PIXELS = (2000, 2000)  # a page of A4 at 170 dots per inch
SCREEN_PIXELS = (1280, 1280)  # fills a desk's screen; light on a weak signal


class UnreadablePicture(ValueError):
    """The file is no picture that can be used; the message says what to do."""


def logo_from(upload) -> bytes:
    """A logo as PNG of at most 600 × 600 pixels. Raises UnreadablePicture."""
    if upload.size > LIMIT_BYTES:
        raise UnreadablePicture(
            "Berkas lebih besar dari 2 MB. Kecilkan gambarnya, lalu pilih lagi."
        )
    picture = _opened(upload)
    picture.thumbnail(LOGO_PIXELS)
    written = io.BytesIO()
    picture.convert("RGBA").save(written, "PNG", optimize=True)
    return written.getvalue()


def photo_from(upload, pixels=PHOTO_PIXELS) -> bytes:
    """A photo or scan, upright, as JPEG of at most so many pixels.

    Raises UnreadablePicture. The caller says how many bytes are too many.
    """
    picture = ImageOps.exif_transpose(_opened(upload)).convert("RGBA")
    picture.thumbnail(pixels)
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    written = io.BytesIO()
    paper.save(written, "JPEG", quality=85)
    return written.getvalue()


def _opened(upload):
    try:
        picture = Image.open(upload, formats=("PNG", "JPEG"))
        if picture.width * picture.height > LIMIT_PIXELS:
            raise UnreadablePicture(
                "Gambar terlalu besar. Kecilkan sampai 4000 × 4000 titik, lalu pilih "
                "lagi."
            )
        picture.load()
    except UnreadablePicture:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadablePicture(
            "Berkas ini bukan gambar PNG atau JPG. Pilih berkas gambar."
        ) from error
    return picture


def keep(content: bytes, *, village, name, content_type, by) -> Attachment:
    """Store a file of a village under an opaque name, with its fingerprint."""
    attachment = Attachment(
        village=village,
        name=name,
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        created_by=by,
    )
    attachment.file.save(name, ContentFile(content), save=False)
    attachment.save()
    return attachment
