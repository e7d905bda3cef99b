"""Susunan acara: what happens when, reckoned from how long each part takes."""

from dataclasses import dataclass

from scorecard.summary import spoken

DAY = 24 * 60
# (minutes, what, who); `quarter` and `plan_year` are filled in.
USUAL = (
    (10, "Pengisian daftar hadir dan pembukaan", "Pimpinan rembuk"),
    (10, "Sambutan Kepala Desa", "Kepala Desa"),
    (25, "Pemaparan hasil pemantauan {quarter}", "KPM"),
    (15, "Janji tahun lalu: apa yang ditepati dan apa yang belum", "Ketua RDS"),
    (45, "Pembahasan masalah prioritas dan pilihan kegiatan", "Ketua RDS"),
    (30, "Kesepakatan usulan untuk RKP Desa Tahun {plan_year}", "Pimpinan rembuk"),
    (15, "Pembacaan berita acara dan penandatanganan", "Notulis"),
    (5, "Penutup", "Pimpinan rembuk"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is printed; `time` is "09.00–09.10", or "" while no hour is set.

    `row` is None where nobody wrote an agenda yet and the usual one stands in.
    """

    time: str
    minutes: int
    text: str
    owner: str
    row: object = None

    def as_json(self) -> dict:
        """Return what documents print."""
        return {"time": self.time, "text": self.text, "owner": self.owner}


def agenda_of(meeting) -> list[Line]:
    """The agenda as it was written; of a rembuk without one the usual agenda."""
    rows = list(meeting.agenda_items.all())
    if rows:
        parts = [(row.minutes, row.text, row.owner, row) for row in rows]
    elif meeting.is_rembuk:
        parts = [(*one, None) for one in usual_agenda(meeting)]
    else:
        parts = []
    return list(_timed(meeting.starts_at, parts))


def usual_agenda(meeting) -> list[tuple[int, str, str]]:
    """(minutes, what, who) of a rembuk, in order."""
    words = {
        "quarter": spoken(meeting.quarter.triwulan),
        "plan_year": meeting.year + 1,
    }
    return [(minutes, text.format(**words), owner) for minutes, text, owner in USUAL]


def _timed(starts_at, parts):
    at = starts_at.hour * 60 + starts_at.minute if starts_at else None
    for minutes, text, owner, row in parts:
        time = ""
        if at is not None:
            time = f"{_clock(at)}–{_clock(at + minutes)}"
            at += minutes
        yield Line(time, minutes, text, owner, row)


def _clock(minutes):
    hour, minute = divmod(minutes % DAY, 60)
    return f"{hour:02}.{minute:02}"
