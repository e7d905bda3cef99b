"""Whether a fingerprint is of a document of ours: of its content or a stored file."""

import hashlib
import re
from dataclasses import dataclass

from django.db.models import Q

from villages.models import Appointment, Attachment

from .models import BeritaAcara, Signature

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


class NotAFingerprint(ValueError):
    """The text is no SHA-256 in hex."""

    def __init__(self):
        super().__init__(
            "Sidik terdiri atas 64 angka dan huruf a sampai f. Salin seluruhnya dari "
            "halaman tanda tangan berita acara, atau pindai kode QR-nya."
        )


@dataclass(frozen=True, slots=True)
class Match:
    """A berita acara, and what of it the fingerprint is of."""

    berita_acara: BeritaAcara
    kind: str


def read_fingerprint(text) -> str:
    """The fingerprint somebody typed, spaces and capitals set right."""
    plain = "".join(text.split()).lower()
    if not _SHA256.fullmatch(plain):
        raise NotAFingerprint
    return plain


def fingerprint_of(upload) -> str:
    """SHA-256 of an uploaded file, which is read in pieces and not kept."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def find(sha256) -> Match | None:
    """What has this fingerprint; None when nothing of ours has. Indexes alone."""
    rows = BeritaAcara.objects.settled().select_related("village__district__parent")
    if row := rows.filter(content_sha256=sha256).first():
        return Match(row, "isi")
    files = list(Attachment.objects.filter(sha256=sha256).values_list("pk", flat=True))
    if not files:
        return None
    of_file = Q(unsigned_file__in=files) | Q(signed_file__in=files)
    if row := rows.filter(of_file).first():
        return Match(row, "bertanda" if row.signed_file_id in files else "berkas")
    ink = Signature.objects.filter(file__in=files, manner=Signature.Manner.INK).first()
    return Match(rows.get(pk=ink.berita_acara_id), "pindaian") if ink else None


@dataclass(frozen=True, slots=True)
class DecreeMatch:
    """An SK, what of it the fingerprint is of, and the SK that replaced it."""

    appointment: Appointment
    kind: str
    successor: Appointment | None


def find_decree(sha256) -> DecreeMatch | None:
    """The SK that has this fingerprint; None when no SK has. Indexes alone."""
    rows = Appointment.objects.settled().select_related("village__district__parent")
    if row := rows.filter(content_sha256=sha256).first():
        return _decree(row, "isi")
    files = list(Attachment.objects.filter(sha256=sha256).values_list("pk", flat=True))
    if not files:
        return None
    if row := rows.filter(Q(file__in=files) | Q(scan__in=files)).first():
        return _decree(row, "berkas" if row.file_id in files else "pindaian")
    return None


def _decree(row, kind):
    return DecreeMatch(row, kind, row.corrections.settled().first())
