"""Yang masih kurang: what an evaluation needs before it can be finished."""

from .models import Attendance
from .readiness import Missing

FIGURES = "angka"


def lacking_from(meeting) -> list[Missing]:
    """All that keeps the evaluation open, in the order of the page."""
    return [
        *_of_the_day(meeting),
        *_of_the_people(meeting),
        *_of_the_figures(meeting.quarter),
        *_of_the_end(meeting),
    ]


def _of_the_day(meeting):
    if meeting.held_on is None:
        yield Missing("Tanggal evaluasi belum diisi", "waktu")
    elif meeting.held_on > meeting.village.today():
        yield Missing("Tanggal evaluasi belum tiba", "waktu")
    elif meeting.held_on < meeting.quarter.triwulan.first_day:
        yield Missing("Tanggal evaluasi mendahului triwulan yang dibahas", "waktu")
    if meeting.starts_at is None:
        yield Missing("Pukul berapa evaluasi dimulai belum diisi", "waktu")
    if not meeting.place:
        yield Missing("Tempat evaluasi belum diisi", "waktu")
    if not meeting.leader:
        yield Missing("Pimpinan evaluasi belum diisi", "pimpinan")
    if not meeting.secretary:
        yield Missing("Notulis belum diisi", "pimpinan")


def _of_the_people(meeting):
    if not meeting.attendances.exists():
        yield Missing("Daftar hadir masih kosong", "hadir")
    elif not meeting.attendances.filter(element=Attendance.Element.RDS).exists():
        yield Missing("Belum ada wakil Rumah Desa Sehat dalam daftar hadir", "hadir")


def _of_the_figures(quarter):
    """Figures that facts have outrun would be kept wrong; the worker is at it."""
    if not quarter.is_final and quarter.touched != quarter.computed:
        yield Missing(
            f"Angka {quarter} sedang dihitung ulang; muat ulang halaman ini sebentar "
            "lagi",
            FIGURES,
        )


def _of_the_end(meeting):
    if not meeting.minutes.strip():
        yield Missing("Notulen belum ditulis", "notulen")
    if not meeting.promises.exists():
        yield Missing("Belum ada janji sampai evaluasi berikutnya", "janji-baru")
