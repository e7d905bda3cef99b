"""What dates and outcomes a pregnancy cannot have, and which are rare."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from villages.wording import long_date

from .ages import TERM_DAYS, last_of_month
from .plausible import Problem, future_problems

VIABLE_DAYS = 140  # 20 weeks: before, the end of a pregnancy is a miscarriage
LATEST_START_DAYS = TERM_DAYS + 14  # an HPL beyond it lies before any pregnancy
LIVE, STILLBIRTH, MISCARRIAGE = "lahir hidup", "lahir mati", "keguguran"
_LIVE_BIRTHS = 6  # more living children of one birth are not on record here
NIFAS_DAYS = 42  # end of nifas: Permenkes 21/2021


@dataclass(frozen=True, slots=True)
class PregnancyFacts:
    """The dates of one pregnancy as typed; `outcome` as on the form, "" while open."""

    due_on: date
    registered_on: date
    lmp_on: date | None = None
    ended_on: date | None = None
    outcome: str = ""
    live_births: int | None = None

    @property
    def began_on(self) -> date:
        """HPHT as stated, else 280 days before the HPL."""
        return self.lmp_on or self.due_on - timedelta(days=TERM_DAYS)


def pregnancy_problems(facts: PregnancyFacts, today: date) -> list[Problem]:
    """Refuse dates that no pregnancy can have; an end as delivery_problems()."""
    return [
        *future_problems("lmp_on", "HPHT", facts.lmp_on, today),
        *_lmp_after_due(facts),
        *_due_too_far(facts, today),
        *delivery_problems(facts, today),
    ]


def _lmp_after_due(facts: PregnancyFacts) -> Iterator[Problem]:
    if facts.lmp_on and facts.lmp_on >= facts.due_on:
        yield Problem(
            "due_on",
            f"HPL {long_date(facts.due_on)} tidak sesudah HPHT "
            f"{long_date(facts.lmp_on)}.",
            "HPL kira-kira 40 minggu sesudah HPHT. Perbaiki salah satunya.",
        )


def _due_too_far(facts: PregnancyFacts, today: date) -> Iterator[Problem]:
    if facts.due_on > today + timedelta(days=LATEST_START_DAYS):
        yield Problem(
            "due_on",
            f"HPL {long_date(facts.due_on)} lebih dari 42 minggu lagi, jadi kehamilan "
            "itu belum mulai.",
            "Periksa tahun dan bulannya pada buku KIA.",
        )


def delivery_problems(facts: PregnancyFacts, today: date) -> list[Problem]:
    """Refuse an end in the future, before the pregnancy, or without its outcome."""
    return [
        *future_problems("ended_on", "Tanggal melahirkan", facts.ended_on, today),
        *_ends_before_it_began(facts),
        *_outcome_alone(facts),
        *_live_births(facts),
    ]


def _ends_before_it_began(facts: PregnancyFacts) -> Iterator[Problem]:
    if facts.ended_on and facts.ended_on <= facts.began_on:
        yield Problem(
            "ended_on",
            f"Tanggal melahirkan {long_date(facts.ended_on)} mendahului kehamilan, "
            f"yang mulai sekitar {long_date(facts.began_on)}.",
            "Perbaiki tanggal melahirkan, atau HPL pada data kehamilan.",
        )


def _outcome_alone(facts: PregnancyFacts) -> Iterator[Problem]:
    if facts.outcome and facts.ended_on is None:
        yield Problem(
            "ended_on",
            f"Hasil “{facts.outcome}” diisi tanpa tanggal melahirkan.",
            "Isi tanggalnya, atau kosongkan hasilnya.",
        )


def _live_births(facts: PregnancyFacts) -> Iterator[Problem]:
    count, outcome = facts.live_births, facts.outcome or LIVE
    if count is None:
        return
    if count > _LIVE_BIRTHS:
        yield Problem(
            "live_births",
            f"Jumlah lahir hidup {count} tidak mungkin.",
            "Isi 1 untuk bayi tunggal, 2 untuk kembar.",
        )
    if (count > 0) != (outcome == LIVE):
        yield Problem(
            "live_births",
            f"Jumlah lahir hidup {count} tidak cocok dengan hasil “{outcome}”.",
            "Isi jumlah 1 atau lebih hanya bila hasilnya lahir hidup.",
        )


def pregnancy_doubts(facts: PregnancyFacts, today: date) -> list[Problem]:
    """Ask again about dates that are possible and rare."""
    return [
        *_lmp_and_due_differ(facts),
        *_registered_before_pregnancy(facts),
        *_long_overdue(facts, today),
        *_odd_outcome(facts),
    ]


def _lmp_and_due_differ(facts: PregnancyFacts) -> Iterator[Problem]:
    if not facts.lmp_on or facts.lmp_on >= facts.due_on:
        return
    days = (facts.due_on - facts.lmp_on).days
    if abs(days - TERM_DAYS) > 21:
        usual = long_date(facts.lmp_on + timedelta(days=TERM_DAYS))
        yield Problem(
            "due_on",
            f"Dari HPHT ke HPL {days} hari, biasanya {TERM_DAYS}.",
            f"Menurut HPHT, HPL sekitar {usual}. Periksa kembali keduanya.",
        )


def _registered_before_pregnancy(facts: PregnancyFacts) -> Iterator[Problem]:
    if facts.due_on > facts.registered_on + timedelta(days=LATEST_START_DAYS):
        yield Problem(
            "registered_on",
            f"Pada tanggal daftar {long_date(facts.registered_on)} ibu belum hamil "
            f"menurut HPL {long_date(facts.due_on)}.",
            "Periksa kembali HPL dan tanggal daftar.",
        )


def _long_overdue(facts: PregnancyFacts, today: date) -> Iterator[Problem]:
    if facts.ended_on is None and today > facts.due_on + timedelta(days=NIFAS_DAYS):
        yield Problem(
            "due_on",
            f"HPL {long_date(facts.due_on)} sudah lewat lebih dari 6 minggu.",
            "Bila ibu sudah melahirkan, catat persalinannya.",
        )


def _odd_outcome(facts: PregnancyFacts) -> Iterator[Problem]:
    if facts.ended_on is None or facts.ended_on <= facts.began_on:
        return
    weeks = (facts.ended_on - facts.began_on).days // 7
    is_early = weeks * 7 < VIABLE_DAYS
    if is_early != (facts.outcome == MISCARRIAGE):
        yield Problem(
            "outcome",
            f"Hasil “{facts.outcome or LIVE}” pada umur kehamilan {weeks} minggu tidak "
            "lazim.",
            "Sebelum 20 minggu disebut keguguran, sesudahnya persalinan. Periksa HPL "
            "dan hasilnya.",
        )


def record_doubts_of_mother(visited_on: date, facts: PregnancyFacts) -> list[Problem]:
    """Ask again about a 2A visit after the month in which nifas ended."""
    if facts.ended_on is None:
        return []
    is_nifas = facts.outcome != MISCARRIAGE
    last = facts.ended_on + timedelta(days=NIFAS_DAYS if is_nifas else 0)
    if visited_on <= last_of_month(last):
        return []
    return [
        Problem(
            "visited_on",
            f"Masa nifas ibu ini selesai {long_date(last)}, jadi catatan ini tidak "
            "dihitung.",
            "Periksa kembali tanggal periksa.",
        )
    ]
