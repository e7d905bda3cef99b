"""What an SK says, as plain values: drawn up from rows, then frozen.

The keys are those of templates/documents/surat_keputusan.typ; `images` names the logo
by the SHA-256 of its bytes.
"""

import hashlib
from dataclasses import dataclass

from . import legal
from .kop import kop_images, kop_of
from .models import Appointee, Appointment, Official, Rds, RdsMember
from .officials import in_office, under
from .wording import long_date


class AppointmentIncomplete(Exception):
    """Something an SK cannot do without is missing; `missing` says what."""

    def __init__(self, missing):
        super().__init__(" ".join(one.text for one in missing))
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing, and the part of the SK where it is filled in."""

    text: str
    part: str


def lines(text) -> list[str]:
    """The lines somebody typed, without blank ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def holder_of_office(village, position, day) -> str:
    """Who holds an office of the village on a day; "" when nobody is written down."""
    held = village.officials.order_by("-starts_on").filter(position=position)
    names = [one.name for one in held if _covers(one, day)]
    return names[0] if names else ""


def _covers(official, day):
    return official.starts_on <= day and (official.ends_on or day) >= day


def vacant_offices(village, day) -> list[str]:
    """Offices that sign documents and in which nobody is written down on a day."""
    held = {one.position for one in village.officials.all() if _covers(one, day)}
    return [one.label for one in Official.Position if one not in held]


def rds_of(village) -> Rds | None:
    """The RDS of a village, or None before it was written down."""
    return Rds.objects.filter(village=village).first()


# --- what is missing -----------------------------------------------------------------


def missing_from(appointment) -> list[Missing]:
    """What must be filled in before the SK is settled."""
    found = [Missing(text, "kepala") for text in _missing_head(appointment)]
    if not appointment.is_paper:
        found += [Missing(text, "isi") for text in _missing_text(appointment)]
    if not people_of(appointment):
        found.append(Missing("Belum ada orang yang ditetapkan.", "orang"))
    if appointment.is_paper and not appointment.scan_id:
        found.append(Missing("Pindaian SK belum diunggah.", "pindaian"))
    return found


def _missing_head(appointment):
    number = appointment.number
    if not number:
        yield "Nomor SK belum diisi."
    elif _number_is_taken(appointment):
        yield f"Nomor {number} sudah dipakai SK lain desa ini."
    if not appointment.settled_on:
        yield "Tanggal penetapan belum diisi."
    if not appointment.starts_on:
        yield "Tanggal mulai berlaku belum diisi."
    if not appointment.signer:
        yield "Nama yang menetapkan belum diisi."


def _number_is_taken(appointment):
    others = appointment.village.appointments.settled().exclude(pk=appointment.pk)
    return others.filter(number=appointment.number).exists()


def _missing_text(appointment):
    for field, label in (
        ("considering", "Menimbang"),
        ("legal_basis", "Mengingat"),
        ("decisions", "Diktum"),
    ):
        if not lines(getattr(appointment, field)):
            yield f"{label} masih kosong."


# --- people --------------------------------------------------------------------------


def people_of(appointment) -> list[dict]:
    """Who stands in the annex: {name, sex, first, second} in its order.

    Of an SK KPM its own people; of an SK RDS the members on the day it takes effect.
    """
    if appointment.kind == Appointment.Kind.KPM:
        return [
            _person(one, one.address, one.duty)
            for one in appointment.appointees.filter(removed_at=None)
        ]
    rds = rds_of(appointment.village)
    if rds is None:
        return []
    day = appointment.starts_on or appointment.village.today()
    return [
        _person(one, one.get_element_display(), one.get_office_display())
        for one in rds.members.current(day)
    ]


def _person(row, first, second):
    return {"name": row.name, "sex": row.sex, "first": first, "second": second}


def unrepresented(members) -> list[str]:
    """Unsur of the ten for whom no member stands."""
    there = {member.element for member in members}
    return [one.label for one in RdsMember.Element if one not in there]


def decrees_of(postings) -> dict[int, Appointment]:
    """The SK in force behind postings, by the posting's id; in one query."""
    in_force = Appointment.objects.in_force()
    people = Appointee.objects.filter(removed_at=None, posting__in=postings)
    people = people.filter(appointment__in=in_force).select_related("appointment")
    return {person.posting_id: person.appointment for person in people}


# --- content -------------------------------------------------------------------------

COLUMNS = {
    Appointment.Kind.KPM: ("Alamat", "Wilayah tugas"),
    Appointment.Kind.RDS: ("Unsur", "Jabatan"),
}


def content_of(appointment) -> dict:
    """The whole content of an SK, from the rows as they are now."""
    village = appointment.village
    about = legal.about(appointment.kind, village)
    day = appointment.settled_on
    return {
        "document": {
            "title": f"Keputusan Kepala Desa tentang {about}",
            "name": str(appointment),
            "date": day.isoformat() if day else None,
        },
        "kop": kop_of(village),
        "authority": village.head_title,
        "number": appointment.number or None,
        "about": about,
        "considering": lines(appointment.considering),
        "legal_basis": lines(appointment.legal_basis),
        "noticing": _noticing(appointment),
        "decisions": [*lines(appointment.decisions), *_dated(appointment)],
        "settled": {
            "place": appointment.settled_in or village.name,
            "date": day.isoformat() if day else None,
        },
        "signature": _signature(appointment),
        "copies": lines(appointment.copies),
        "annex": _annex(appointment),
        "images": _images(village),
    }


def _noticing(appointment):
    if not appointment.meeting_on:
        return []
    day = long_date(appointment.meeting_on)
    return [f"Hasil musyawarah {appointment.village.title} tanggal {day}."]


def _dated(appointment):
    """The diktums that the dates and the replaced SK decide."""
    if old := appointment.corrects:
        day = long_date(old.settled_on)
        yield (
            f"Keputusan Kepala Desa Nomor {old.number} tanggal {day} dicabut dan "
            "dinyatakan tidak berlaku."
        )
    yield f"Keputusan ini berlaku {_term(appointment)}."


def _term(appointment) -> str:
    if not appointment.starts_on:
        return "mulai tanggal ditetapkan"
    start = f"mulai tanggal {long_date(appointment.starts_on)}"
    end = appointment.ends_on
    return f"{start} sampai dengan tanggal {long_date(end)}" if end else start


def _signature(appointment):
    village, signer = appointment.village, appointment.signer
    role = f"{appointment.get_signer_role_display()} {village.name}"
    if appointment.signer_role == Appointment.Signer.KADES:
        role = village.head_title
    day = appointment.settled_on or village.today()
    there = in_office(village, day).values()
    known = next((one for one in there if one.name == signer), None)
    return {"intro": "", "role": role, "name": signer or None, **under(known)}


def _annex(appointment):
    titles = {
        Appointment.Kind.KPM: "Daftar Kader Pembangunan Manusia",
        Appointment.Kind.RDS: "Susunan Pengurus Harian dan Anggota Rumah Desa Sehat",
    }
    return {
        "title": titles[appointment.kind],
        "columns": list(COLUMNS[appointment.kind]),
        "people": people_of(appointment),
    }


def _images(village):
    logo = kop_images(village)
    return {name: hashlib.sha256(raw).hexdigest() for name, raw in logo.items()}
