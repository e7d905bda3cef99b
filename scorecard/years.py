"""A village's year: its quarters, and what the yearly edition of Formulir 4 prints.

Whom the year counts (Tabel 1, 2 and the unvisited) is the state at its end: that of
its newest quarter with figures. What was received and due (Tabel 3 and 4) is the sum
of its quarters, so that the year is a ratio of sums like every other figure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from households.models import Quarter
from scorecard.convergence import Convergence, total
from scorecard.models import fingerprint
from scorecard.reading import scorecard_of
from scorecard.rules import joint_name
from scorecard.tables import COLOURS, POPULATION, Scorecard
from villages.models import Village
from villages.quarters import Triwulan

RISKS = ("risk_new_ibu", "risk_new_anak")
AT_THE_END = frozenset({"households", *POPULATION, *COLOURS, "unvisited", *RISKS})
STATES = list(Quarter.State)


@dataclass(frozen=True, slots=True)
class Year:
    """The scorecards of the quarters that have begun, and of the year as a whole."""

    year: int
    quarters: tuple[Scorecard, ...]
    whole: Scorecard

    def new_risks(self, measure: str) -> int:
        """Return a count of risks first found, over all quarters."""
        return sum(one.count(measure) for one in self.quarters)


def year_of(village: Village, year: int, today: date) -> Year:
    """Return a village's year; Raises ValueError before its first day."""
    quarters = [q for n in (1, 2, 3, 4) if (q := Triwulan(year, n)).first_day <= today]
    if not quarters:
        raise ValueError(f"{year} has not begun")
    found = tuple(scorecard_of(village, quarter) for quarter in quarters)
    return Year(year, found, _whole(found))


def _whole(quarters: tuple[Scorecard, ...]) -> Scorecard:
    """The year as one scorecard, with the quarters' seals under one of its own."""
    filled = [one for one in quarters if one.as_of] or [quarters[-1]]
    last = filled[-1]
    return Scorecard(
        code=last.code,
        quarter=last.quarter,
        as_of=last.as_of,
        rule_set=joint_name(one.rule_set for one in filled),
        state=_state(quarters, filled),
        figures=_figures(filled, last),
        is_current=all(one.is_current for one in quarters),
        sha256=fingerprint([[one.quarter.key, seal_of(one)] for one in quarters]),
        is_intact=all(one.is_intact for one in quarters),
        budget=last.budget,
    )


def seal_of(scorecard: Scorecard) -> str:
    """Return the seal of a final quarter, else the hash of the figures as they are."""
    return scorecard.sha256 or fingerprint(scorecard.as_json())


def _state(quarters, filled) -> str:
    """The state of the quarter that is behind; a year not at its end is running."""
    if len(quarters) < 4:
        return Quarter.State.RUNNING.value
    return min((one.state for one in filled), key=STATES.index)


def _figures(filled: Iterable[Scorecard], last: Scorecard) -> dict[str, Convergence]:
    measures = dict.fromkeys(name for one in filled for name in one.figures)
    return {
        name: last.figure(name)
        if name in AT_THE_END
        else total(one.figure(name) for one in filled)
        for name in measures
    }
