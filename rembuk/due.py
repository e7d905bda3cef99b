"""Until when: the days of a planning year by which a rembuk's proposals must move on.

RKP Desa is drafted from July and fixed by the end of September (Permendagri 114/2014,
pasal 29), APB Desa by 31 December of the year before it holds (Permendagri 20/2018,
pasal 38). The day of the rembuk itself is set per kabupaten.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from villages.quarters import Triwulan
from villages.wording import long_date

from .models import Deadline, Step
from .models.deadline import DEFAULT

STATE = Step.State
# plan → its first and last day, and the states of proposals that still wait for it
PLANS = {
    "RKP Desa": ((7, 1), (9, 30), ("", STATE.RPJM)),
    "APB Desa": ((10, 1), (12, 31), (STATE.RKP,)),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to be done, its last day, and whether that day has passed."""

    text: str
    until: date
    is_late: bool


def rembuk_day(village, year) -> date:
    """The last day for the rembuk of a year: the kabupaten's, else 30 June."""
    regency = village.district.parent_id
    row = Deadline.objects.filter(area=regency).first()
    return row.of(year) if row else date(year, *DEFAULT)


def first_day(plan, year) -> date:
    """When the drafting of a plan begins in the year of the rembuk."""
    return date(year, *PLANS[plan][0])


def last_day(plan, year) -> date:
    """Until when a plan is fixed in the year of the rembuk."""
    return date(year, *PLANS[plan][1])


def evaluation_day(quarter: Triwulan) -> date:
    """Until when the RDS evaluates a quarter: the last day of the month after it."""
    return quarter.next.months[1] - timedelta(days=1)


def evaluation_notice(known, finished, today) -> Notice | None:
    """Of some quarters the last that ended, when nobody evaluated it.

    `finished` are the quarters with a finished evaluation.
    """
    ended = sorted(quarter for quarter in known if quarter.last_day < today)
    if not ended or ended[-1] in finished:
        return None
    quarter, until = ended[-1], evaluation_day(ended[-1])
    if today > until:
        text = (
            f"Evaluasi RDS {quarter} belum diselesaikan, padahal batasnya "
            f"{long_date(until)} sudah lewat. Adakan secepatnya; tetap dapat dicatat."
        )
    else:
        text = (
            f"{quarter} sudah berakhir: adakan evaluasi RDS paling lambat "
            f"{long_date(until)}."
        )
    return Notice(text, until, today > until)


def notices(year, states, today) -> list[Notice]:
    """What proposals in these states wait for; plans that nobody waits for are left
    out."""
    found = [_notice(plan, year, states, today) for plan in PLANS]
    return [notice for notice in found if notice]


def _notice(plan, year, states, today):
    waiting = sum(state in PLANS[plan][2] for state in states)
    if not waiting:
        return None
    since, until = first_day(plan, year), last_day(plan, year)
    name, last = f"{plan} {year + 1}", long_date(until)
    if today < since:
        text = f"{name} disusun mulai {long_date(since)}: kawal {waiting} usulan."
    elif today <= until:
        text = (
            f"{name} sedang disusun, ditetapkan paling lambat {last}: {waiting} usulan "
            "belum masuk."
        )
    else:
        text = (
            f"Batas penetapan {name} ({last}) sudah lewat: {waiting} usulan belum "
            "tercatat. Catat sudah masuk, atau ditolak dengan alasannya."
        )
    return Notice(text, until, today > until)
