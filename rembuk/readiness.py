"""Yang masih kurang: what a meeting needs before its berita acara can be settled."""

from dataclasses import dataclass

from .models import Attendance, Meeting
from .voting import too_many, votes_of


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is not there yet, and the part of the meeting to mend it in."""

    text: str
    section: str


class MeetingIncomplete(Exception):
    """The berita acara cannot be settled yet; `missing` says what is to be done."""

    def __init__(self, missing):
        self.missing = missing
        super().__init__(" ".join(f"{one.text}." for one in missing))


def missing_from(meeting) -> list[Missing]:
    """All that keeps the berita acara a draft, in the order of the page."""
    attendances = list(meeting.attendances.all())
    return [
        *_of_the_day(meeting),
        *_of_the_people(attendances),
        *_of_the_proposals(meeting),
        *_of_the_decision(meeting, attendances),
        *outrun(meeting.quarter),
    ]


def _of_the_day(meeting):
    if meeting.held_on is None:
        yield Missing("Tanggal rembuk belum diisi", "waktu")
    elif meeting.held_on > meeting.village.today():
        yield Missing("Tanggal rembuk belum tiba", "waktu")
    if meeting.starts_at is None:
        yield Missing("Pukul berapa rembuk dimulai belum diisi", "waktu")
    if not meeting.place:
        yield Missing("Tempat rembuk belum diisi", "waktu")
    if not meeting.leader:
        yield Missing("Pimpinan rembuk belum diisi", "pimpinan")
    if not meeting.secretary:
        yield Missing("Notulis belum diisi", "pimpinan")


def _of_the_people(attendances):
    there = {attendance.element for attendance in attendances}
    for name, elements in Attendance.PARTIES:
        if not there.intersection(elements):
            yield Missing(f"Belum ada wakil {name} dalam daftar hadir", "hadir")


def _of_the_proposals(meeting):
    if not meeting.problems.exists():
        yield Missing("Belum ada masalah yang dibahas", "masalah")
    if not meeting.proposals.exists():
        yield Missing("Belum ada usulan kegiatan", "usulan")
    for row in too_many(meeting):
        yield Missing(
            f"Suara untuk usulan “{row.activity}” melebihi peserta dalam daftar hadir",
            "usulan",
        )


def outrun(quarter):
    """Figures that facts have outrun would be frozen wrong; the worker is at it."""
    if not quarter.is_final and quarter.touched != quarter.computed:
        yield Missing(
            f"Angka {quarter} sedang dihitung ulang; muat ulang halaman ini sebentar "
            "lagi",
            "masalah",
        )


def _of_the_decision(meeting, attendances):
    if not meeting.agreement.strip():
        yield Missing("Hasil kesepakatan belum ditulis", "kesepakatan")
    if meeting.decision != Meeting.Decision.VOTE:
        return
    voters = sum(not attendance.is_guest for attendance in attendances)
    if meeting.votes_for is None:
        yield Missing("Jumlah suara setuju belum diisi", "kesepakatan")
    elif votes_of(meeting) > voters:
        yield Missing(
            f"Jumlah suara melebihi {voters} peserta dalam daftar hadir (tamu "
            "undangan tidak ikut memilih)",
            "kesepakatan",
        )
