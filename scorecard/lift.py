"""What would lift a village's convergence most, and by how many points."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from scorecard.convergence import Convergence
from scorecard.tables import Scorecard

# One latrine serves mother and child alike: services that one action mends.
TOGETHER = {
    "air_ibu": "air",
    "air_anak": "air",
    "jamban_ibu": "jamban",
    "jamban_anak": "jamban",
    "jaminan_ibu": "jaminan",
    "jaminan_anak": "jaminan",
}
NAMES = {
    "air": "Air minum yang aman",
    "jamban": "Jamban yang layak",
    "jaminan": "Jaminan kesehatan",
    "kunjungan_ibu": "Kunjungan rumah ibu KEK/RISTI",
    "kunjungan_anak": "Kunjungan rumah anak bermasalah gizi",
}


@dataclass(frozen=True, slots=True)
class Lift:
    """One action: how many letters T it mends, and the points the village gains."""

    label: str
    codes: tuple[str, ...]  # the indicators it stands in, the worst first
    missed: int
    points: Decimal


def lifts_of(scorecard: Scorecard) -> list[Lift]:
    """Return every action that would mend something, the greatest gain first.

    The gain is the village's percent if each letter the action mends became Y,
    minus today's, so missed ÷ due of the village.
    """
    actions = defaultdict(list)
    for indicator in scorecard.rules.indicators:
        actions[TOGETHER.get(indicator.code, indicator.code)].append(indicator)
    due = scorecard.village.due
    found = [
        _lift(name, indicators, scorecard, due) for name, indicators in actions.items()
    ]
    return sorted((one for one in found if one.missed), key=lambda one: -one.missed)


def _lift(name: str, indicators, scorecard: Scorecard, due: int) -> Lift:
    def gap(indicator) -> int:
        return scorecard.figure(indicator.code).missed

    missed = sum(map(gap, indicators))
    ordered = sorted(indicators, key=gap, reverse=True)
    label = NAMES.get(name, ordered[0].service.label)
    codes = tuple(indicator.code for indicator in ordered)
    return Lift(label, codes, missed, points(missed, due))


def points(missed: int, due: int) -> Decimal:
    """Return 100 · missed ÷ due, half up to 1 place; 0 when nothing was due."""
    if not due:
        return Decimal(0)
    return (Decimal(100 * missed) / due).quantize(Decimal("0.1"), ROUND_HALF_UP)


def change(now: Convergence, before: Convergence) -> Decimal | None:
    """Return the points between two quarters, 1 place; None when one is unknown."""
    if now.percent is None or before.percent is None:
        return None
    return (now.percent - before.percent).quantize(Decimal("0.1"), ROUND_HALF_UP)


def shown(lifts: Iterable[Lift], count: int = 3) -> list[Lift]:
    """Return the first lifts that are worth a line."""
    return [lift for lift in lifts if lift.points][:count]
