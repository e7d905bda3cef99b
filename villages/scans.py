"""Scans of signed paper: checked to be what they say, pictures written anew."""

import re

from villages.pictures import PHOTO_PIXELS, UnreadablePicture, photo_from

LIMIT_BYTES = 10 * 1024 * 1024
# What a scanner never writes and a stranger might.
_ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)\b"
)


class UnusableScan(ValueError):
    """The upload cannot be kept as a scan; the message says what to do."""


def checked(upload, pixels=PHOTO_PIXELS) -> tuple[bytes, str, str]:
    """Content, type and name of a scan: a PDF as it came, a picture as a new JPEG.

    Raises UnusableScan.
    """
    if upload.size > LIMIT_BYTES:
        raise UnusableScan(
            "Berkas lebih besar dari 10 MB. Pindai dengan mutu lebih rendah (150 dpi "
            "cukup), lalu pilih lagi."
        )
    head = upload.read(1024)
    upload.seek(0)
    if b"%PDF-" in head:
        return _pdf(upload.read()), "application/pdf", "pindaian.pdf"
    try:
        return photo_from(upload, pixels), "image/jpeg", "pindaian.jpg"
    except UnreadablePicture as error:
        raise UnusableScan(
            "Berkas ini bukan PDF, JPG atau PNG yang dapat dibaca. Foto atau pindai "
            "lembarnya, lalu pilih berkasnya."
        ) from error


def _pdf(content):
    if b"%%EOF" not in content[-2048:]:
        raise UnusableScan("Berkas PDF ini tidak utuh. Pindai sekali lagi.")
    if _ACTIVE.search(content) or b"/Encrypt" in content:
        raise UnusableScan(
            "Berkas PDF ini terkunci atau memuat program, jadi tidak diterima. Simpan "
            "hasil pindaian sebagai JPG atau PDF biasa."
        )
    return content
