"""The villages' own papers as files: SK, the recap of activities, one innovation.

Nothing here stores anything; `actions` keeps what must stand for good.
"""

from django.conf import settings
from django.urls import reverse

from . import letters, typeset
from .activities import Recap, Tally
from .appointments import content_of
from .kop import kop_images, kop_of
from .models import Activity, Official
from .officials import in_office, signature
from .typeset import Column, Sheet
from .wording import long_date, month_name

MONTHS = [month_name(number)[:3] for number in range(1, 13)]

# --- SK ------------------------------------------------------------------------------


def draft_decree_pdf(appointment) -> bytes:
    """DRAF on every page, from the rows as they are now."""
    return _decree(appointment, content_of(appointment), draft=True, sidik=None)


def decree_pdf(appointment) -> bytes:
    """The frozen content, to be rendered once and kept."""
    sidik = appointment.content_sha256
    return _decree(appointment, appointment.content, draft=False, sidik=sidik)


def verify_url(sha256) -> str:
    """The public page that says whether a document with this fingerprint is ours."""
    return f"{settings.PUBLIC_URL}{reverse('rembuk:document_check')}?sidik={sha256}"


def draft_decree_docx(appointment) -> bytes:
    """The draft for the office to adapt; says DRAF on every page."""
    content = content_of(appointment)
    data = content | {"document": _head(content, draft=True, sidik=None)}
    return letters.docx(letters.surat_keputusan, data, kop_images(appointment.village))


def _head(content, *, draft, sidik):
    return content["document"] | {"draft": draft, "fingerprint": sidik}


def _decree(appointment, content, *, draft, sidik):
    head = _head(content, draft=draft, sidik=sidik)
    images = kop_images(appointment.village)
    if sidik:
        images["qr"] = typeset.qr(verify_url(sidik))
    return typeset.pdf("surat_keputusan", content | {"document": head}, images)


# --- activities ----------------------------------------------------------------------


def innovation_pdf(activity) -> bytes:
    """One page about an innovation: problem, solution, result, contact, photo."""
    village = activity.village
    title = f"Inovasi {village.title}"
    data = _paper(village, title, title, activity.held_on) | {
        "name": activity.title,
        "pairs": _facts_of(activity),
        "parts": _parts_of(activity),
        "signatures": _signers(village, activity.held_on),
    }
    return typeset.pdf("inovasi", data, kop_images(village) | _photo(activity))


def _facts_of(activity):
    dusun = f", Dusun {activity.dusun}" if activity.dusun else ""
    pairs = [
        ("Tempat", f"{activity.place}{dusun}"),
        ("Tanggal", long_date(activity.held_on)),
        ("Orang yang dijangkau", _reached(activity)),
        ("Bersama", activity.partners),
        ("Kontak", activity.contact),
    ]
    return [pair for pair in pairs if pair[1]]


def _reached(activity):
    return f"{activity.men} laki-laki dan {activity.women} perempuan"


def _parts_of(activity):
    parts = [
        ("Masalah", activity.problem),
        ("Solusi", activity.solution),
        ("Hasil", activity.result),
    ]
    return [part for part in parts if part[1]]


def _photo(activity):
    if not activity.has_photo:
        return {}
    with activity.file.file.open("rb") as file:
        return {"foto": file.read()}


def recap_pdf(village, recap: Recap) -> bytes:
    """Kinds by month, with the people reached by sex."""
    name = f"Rekapitulasi Kegiatan KPM {recap.year}"
    today = village.today()
    data = _paper(village, f"{name} {village.title}", name, today) | {
        "village": village.title,
        "year": recap.year,
        "rows": [_recap_row(row) for row in (*recap.rows, recap.together)],
        "signatures": _signers(village, today),
    }
    return typeset.pdf("rekap_kegiatan", data, kop_images(village))


def _recap_row(row):
    return {"label": row.label, "cells": [_cell(c) for c in (*row.months, row.total)]}


def _cell(tally: Tally):
    return {"times": tally.times, "men": tally.men, "women": tally.women}


def recap_xlsx(village, recap: Recap, activities) -> bytes:
    """The recap, and every activity of the year on a second sheet."""
    return typeset.xlsx([_recap_sheet(village, recap), _log_sheet(village, activities)])


def _recap_sheet(village, recap):
    columns = [Column("Jenis kegiatan", width=32), Column("Hitungan", width=12)]
    columns += [Column(month, kind="number", width=8) for month in (*MONTHS, "Jumlah")]
    rows = [
        [row.label, label, *(pick(c) for c in (*row.months, row.total))]
        for row in (*recap.rows, recap.together)
        for label, pick in (
            ("Kegiatan", lambda c: c.times),
            ("Laki-laki", lambda c: c.men),
            ("Perempuan", lambda c: c.women),
        )
    ]
    title = f"Rekapitulasi kegiatan KPM {village.title} tahun {recap.year}"
    return Sheet("Rekap", columns, rows, titles=[title])


LOG = (
    Column("Tanggal", kind="date", width=12),
    Column("Jenis kegiatan", width=28),
    Column("Pokok kegiatan", width=40),
    Column("Tempat", width=28),
    Column("Dusun", width=16),
    Column("Laki-laki", kind="number", width=10),
    Column("Perempuan", kind="number", width=10),
    Column("Bersama", width=24),
    Column("Catatan", width=50),
)


def _log_sheet(village, activities):
    rows = (
        [
            one.held_on,
            one.get_kind_display(),
            one.title,
            one.place,
            one.dusun.name if one.dusun else "",
            one.men,
            one.women,
            one.partners,
            one.notes,
        ]
        for one in activities
    )
    return Sheet("Kegiatan", LOG, rows, titles=[f"Kegiatan KPM {village.title}"])


# --- letterhead ----------------------------------------------------------------------


def sample_pdf(village) -> bytes:
    """A page with the letterhead and the signature as they print now."""
    today = village.today()
    title = f"Contoh kop surat {village.title}"
    data = _paper(village, title, title, today)
    head = in_office(village, today).get(Official.Position.KADES)
    data["signatures"] = [signature(head, village.head_title)]
    return typeset.pdf("contoh_kop", data, kop_images(village))


# --- what they share -----------------------------------------------------------------


def _paper(village, title, name, day):
    document = {"title": title, "name": name, "date": day.isoformat()}
    return {
        "document": document | {"draft": False, "fingerprint": None},
        "kop": kop_of(village),
        "signed_at": {"place": village.name, "date": day.isoformat()},
    }


def _signers(village, day):
    there = in_office(village, day)
    head = there.get(Official.Position.KADES)
    kpm = there.get(Official.Position.KPM)
    return [
        signature(head, village.head_title, "Mengetahui,"),
        signature(kpm, "Kader Pembangunan Manusia", "Yang membuat,"),
    ]


def file_stem(activity: Activity) -> str:
    """A file name without the ending that any system takes."""
    return f"Inovasi {activity.village.name} {activity.held_on}"
