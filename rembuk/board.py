"""The stages of a planning year: which is open, who acts, until when, what lacks.

Stage 3 may be left out and stage 7 runs beside the others; of the rest the first that
is not done, after the last that is, is the open one.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from django.urls import reverse

from villages.models import Appointment
from villages.quarters import Triwulan
from villages.wording import long_date

from . import due
from .advocacy import STATE, in_force, standings_of
from .before import lacks_discussion, lacks_mad
from .discussion import discussion_in
from .evaluation import finished_quarters, known_quarters
from .ics import Event
from .models import Handover
from .readiness import missing_from

OPTIONAL, BESIDE = 3, 7


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage; `lacking` is empty once it is done. `until` None: no day is set."""

    number: int
    label: str
    who: str
    url: str
    act: str
    until: date | None = None
    lacking: list[str] = field(default_factory=list)
    state: str = "nanti"
    is_passed: bool = False  # a later one is done, so nothing waits for it

    @property
    def is_done(self) -> bool:
        return not self.lacking

    @property
    def text(self) -> str:
        """The words behind its name on the path."""
        if self.number == OPTIONAL and not self.is_done:
            return "boleh dilewati"
        if self.number == BESIDE and not self.is_done:
            return "berjalan di samping"
        if self.is_passed:
            return "tidak tercatat"
        return {"selesai": "selesai", "berjalan": "berikutnya"}.get(self.state, "nanti")

    def is_late(self, today) -> bool:
        """Whether its day has passed while something lacks."""
        return bool(self.lacking and self.until and today > self.until)


@dataclass(frozen=True, slots=True)
class Board:
    """The path of one planning year, and what the open stage waits for."""

    year: int
    stages: list[Stage]
    notices: list[due.Notice]

    @property
    def open(self) -> Stage | None:
        return next((s for s in self.stages if s.state == "berjalan"), None)


def board_of(village, year, today) -> Board:
    """The path of a year, reckoned from what the village has on record."""
    meeting, record = _rembuk_of(village, year)
    standings = standings_of([meeting]) if record else []
    by = due.rembuk_day(village, year)
    stages = _pathed(
        [
            _chosen(village, today),
            _mapped(village, year, by),
            _discussed(village, year, meeting, by),
            _joined(village, year, meeting),
            _agreed(village, year, meeting, record, by),
            _advocated(village, year, record, standings),
            _carried_out(village, year, standings, today),
            _monitored(village, year, today),
        ]
    )
    return Board(year, stages, _notices(village, year, stages, standings, today))


def _rembuk_of(village, year):
    """The year's rembuk and its berita acara in force; a settled rembuk goes first."""
    found = list(village.meetings.rembuks().filter(year=year))
    for meeting in found:
        meeting.village = village
        if record := in_force(meeting):
            return meeting, record
    return (found[0] if found else None), None


def _pathed(stages):
    """Mark what is behind and which stage is open."""
    road = [s for s in stages if s.number not in (OPTIONAL, BESIDE)]
    last = max((n for n, s in enumerate(road) if s.is_done), default=-1)
    after = next((s for s in road[last + 1 :] if not s.is_done), None)
    passed = [s for s in road[: last + 1] if not s.is_done]
    return [
        replace(s, state=_state(s, is_open=s is after), is_passed=s in passed)
        for s in stages
    ]


def _state(stage, *, is_open):
    if is_open:
        return "berjalan"
    return "selesai" if stage.is_done else "nanti"


def _notices(village, year, stages, standings, today):
    late = [
        due.Notice(
            f"{s.label}: batasnya {long_date(s.until)} sudah lewat. Lanjutkan "
            "secepatnya; pencatatannya tetap diterima.",
            s.until,
            True,
        )
        for s in stages
        if s.state == "berjalan" and s.number != 5 and s.is_late(today)
    ]
    late += due.notices(year, [s.state for s in standings], today)
    broken = village.promises.open().made_in(year).filter(due_on__lt=today).count()
    if broken:
        text = f"{broken} janji tahun {year} lewat waktunya tanpa hasil."
        late.append(due.Notice(text, today, True))
    known = known_quarters(village).intersection(quarters_of(year))
    held = due.evaluation_notice(known, finished_quarters(village), today)
    return [*late, held] if held else late


# --- each stage ----------------------------------------------------------------------


def _chosen(village, today):
    rows = village.appointments.in_force().filter(kind=Appointment.Kind.KPM)
    holds = any(row.ends_on is None or row.ends_on >= today for row in rows)
    return Stage(
        0,
        "KPM dipilih",
        "Kepala Desa dan admin desa",
        reverse("villages:appointment_list", args=[village.code]),
        "Buka Surat Keputusan",
        lacking=[] if holds else ["SK KPM yang berlaku belum ada"],
    )


def _mapped(village, year, by):
    frozen = village.social_mappings.in_force().filter(year=year).exists()
    lacking = []
    if not frozen:
        every = village.dusuns.count()
        done = village.dusun_mappings.filter(year=year).count()
        if done < every:
            lacking.append(f"{every - done} dari {every} dusun belum selesai dipetakan")
        lacking.append(f"Formulir 1 tahun {year} belum dibekukan")
    return Stage(
        1,
        "Pemetaan sosial",
        "KPM bersama kepala dusun",
        reverse("scorecard:mapping", args=[village.code, year]),
        "Buka pemetaan sosial",
        until=by,
        lacking=lacking,
    )


def _discussed(village, year, meeting, by):
    row = discussion_in(village, year)
    keys = [village.code, year, row.meeting_id] if row else [village.code]
    name = "rembuk:discussion" if row else "rembuk:discussion_list"
    return Stage(
        2,
        "Diskusi RDS",
        "Rumah Desa Sehat dan KPM",
        reverse(name, args=keys),
        "Buka diskusi RDS",
        until=by,
        lacking=lacks_discussion(village, row, meeting),
    )


def _joined(village, year, meeting):
    return Stage(
        OPTIONAL,
        "Musyawarah antar desa",
        "BKAD",
        reverse("rembuk:village_mad", args=[village.code, year]),
        "Buka hasil MAD",
        lacking=lacks_mad(village, year, meeting),
    )


def _agreed(village, year, meeting, record, by):
    keys = [village.code, year, meeting.pk] if meeting else [village.code]
    name = "rembuk:meeting" if meeting else "rembuk:meeting_list"
    return Stage(
        4,
        "Rembuk stunting desa",
        "RDS, masyarakat dan pemerintah desa",
        reverse(name, args=keys),
        "Buka rembuk",
        until=by,
        lacking=_lacks_agreement(meeting, record),
    )


def _lacks_agreement(meeting, record):
    if meeting is None:
        return ["Rembuk belum dibuka dari scorecard"]
    if record is None:
        found = [one.text for one in missing_from(meeting)]
        return [*found, "Berita acara belum ditetapkan"]
    if record.state == record.State.RATIFIED:
        return []
    waiting = [f"Belum ada tanda tangan {p.label}" for p in record.unsigned_parties()]
    return [*waiting, "Berita acara belum disahkan"]


def _advocated(village, year, record, standings):
    lacking = ["Berita acara belum ditetapkan"]
    if record is not None:
        given = set(record.handovers.values_list("receiver", flat=True))
        lacking = [
            f"Berita acara belum diserahkan kepada {one.label}"
            for one in Handover.Receiver
            if one not in given
        ]
        lacking += _waiting(standings, ("", STATE.RPJM), "belum masuk RKP Desa")
        lacking += _waiting(standings, (STATE.RKP,), "belum masuk APB Desa")
    is_planned = all(s.state not in ("", STATE.RPJM) for s in standings)
    return Stage(
        5,
        "Advokasi",
        "RDS menyerahkan; Kepala Desa dan perangkat mencatat",
        reverse("rembuk:advocacy_of_year", args=[village.code, year]),
        "Buka advokasi",
        until=due.last_day("APB Desa" if record and is_planned else "RKP Desa", year),
        lacking=lacking,
    )


def _waiting(standings, states, words):
    count = sum(s.state in states for s in standings)
    return [f"{count} usulan {words}"] if count else []


def _carried_out(village, year, standings, today):
    has_budget = village.budget_lines.filter(year=year + 1).exists()
    lacking = [] if has_budget else [f"Baris APB Desa {year + 1} belum dicatat"]
    lacking += _waiting(standings, (STATE.APB,), "belum direalisasi")
    if not standings:
        lacking.append("Belum ada usulan yang disepakati")
    elif any(s.state in ("", STATE.RPJM, STATE.RKP) for s in standings):
        lacking.append("Masih ada usulan di luar APB Desa")
    waiting = _unevaluated(village, year + 1, today)
    lacking += [f"Evaluasi RDS {quarter} belum diselesaikan" for quarter in waiting]
    page, act = "rembuk:delivery_list", "Buka pelaksanaan"
    keys = [village.code]
    if not has_budget:
        page, act, keys = "villages:budget_of_year", "Buka anggaran", [*keys, year + 1]
    elif waiting:
        page, act = "rembuk:evaluation_list", "Buka evaluasi"
    return Stage(
        6,
        "Pelaksanaan dan evaluasi",
        "Pemerintah desa; RDS mengevaluasi tiap triwulan",
        reverse(page, args=keys),
        act,
        until=date(year + 1, 12, 31),
        lacking=lacking,
    )


def _unevaluated(village, year, today):
    """Quarters of a year that ended without a finished evaluation."""
    ended = [q for q in quarters_of(year) if q.last_day < today]
    return [q for q in ended if q not in finished_quarters(village)] if ended else []


def quarters_of(year):
    """The four quarters of a year."""
    return [Triwulan(year, number) for number in (1, 2, 3, 4)]


def _monitored(village, year, today):
    states = {q.number: q.state for q in village.quarters.filter(year=year)}
    lacking = [
        f"Triwulan {number} belum final"
        for number in range(1, 5)
        if states.get(number) != "final"
    ]
    return Stage(
        BESIDE,
        "Pemantauan lima paket",
        "KPM setiap bulan; admin desa memfinalkan",
        reverse("scorecard:scorecard_now", args=[village.code]),
        "Buka scorecard",
        lacking=lacking,
    )


# --- calendar ------------------------------------------------------------------------


def events_of(village, year) -> list[Event]:
    """The days of a planning year; only what is set for every village, no person."""
    code, by = village.code, due.rembuk_day(village, year)
    rkp, apb = "RKP Desa", "APB Desa"
    return [
        Event(f"{code}-{year}-rembuk", by, f"Batas rembuk stunting {year}"),
        Event(
            f"{code}-{year}-rkp-mulai",
            due.first_day(rkp, year),
            f"RKP Desa {year + 1} mulai disusun",
            "Kawal usulan rembuk agar masuk.",
        ),
        Event(
            f"{code}-{year}-rkp",
            due.last_day(rkp, year),
            f"Batas penetapan RKP Desa {year + 1}",
        ),
        Event(
            f"{code}-{year}-apb",
            due.last_day(apb, year),
            f"Batas penetapan APB Desa {year + 1}",
        ),
        *[
            Event(
                f"{code}-{year}-tw{quarter.number}",
                quarter.last_day,
                f"Batas laporan triwulan {quarter.number} tahun {year}",
                "Lalu RDS mengevaluasi bersama KPM.",
            )
            for quarter in quarters_of(year)
        ],
        *[
            Event(
                f"{code}-{year}-evaluasi{quarter.number}",
                due.evaluation_day(quarter),
                f"Batas evaluasi RDS {quarter}",
                "Dibuka dengan janji yang lalu, ditutup dengan janji baru.",
            )
            for quarter in quarters_of(year)
        ],
    ]
