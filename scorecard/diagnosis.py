"""What the RDS looks into: growth, dusun by package, and who is not counted.

Read beside the stored figures: z-scores from the quarter's own records, and the
children expected by births against those known.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q

from households.ages import born_on_or_before
from households.growth import Flag, Growth
from households.growth_batch import grow_all
from households.measured import measurement_of
from households.models import ChildRecord
from households.packages import Package
from scorecard.convergence import Convergence, of_masks
from scorecard.models import TargetQuarter
from scorecard.reading import letters_in
from scorecard.rules import RuleSet
from villages.models import Village
from villages.quarters import Triwulan

# --- growth --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Prevalence:
    """How many of the measured children lie below −2 SD of one index.

    `flagged` are implausible scores: to be measured again, and in neither number.
    """

    name: str
    index: str
    affected: int
    measured: int
    flagged: int

    @property
    def percent(self) -> Decimal | None:
        """0.0 to 100.0, half up to 1 place; None when nobody was measured."""
        if not self.measured:
            return None
        share = Decimal(100 * self.affected) / self.measured
        return share.quantize(Decimal("0.1"), ROUND_HALF_UP)


# name, index, the score, and the flag that leaves it out (Permenkes 2/2020)
_INDICES = (
    ("Stunting (pendek)", "PB/U atau TB/U", "z_tbu", Flag.TBU),
    ("Wasting (gizi kurang atau buruk)", "BB/PB atau BB/TB", "z_bbtb", Flag.BBTB),
    ("Berat badan kurang", "BB/U", "z_bbu", Flag.BBU),
)
_BELOW = Decimal(-2)


def prevalences_of(village: Village, quarter: Triwulan) -> list[Prevalence]:
    """Return stunting, wasting and underweight of the quarter's children, two queries.

    Of each child the newest score of the quarter counts, index by index.
    """
    growths = _growths(village, quarter)
    return [_prevalence(growths, *one) for one in _INDICES]


def _growths(village: Village, quarter: Triwulan) -> list[list[Growth]]:
    """The scores of each child, the newest first."""
    rows = letters_in(village, quarter).filter(kind=TargetQuarter.Kind.CHILD)
    last_days = dict(rows.values_list("child_id", "as_of"))
    records = ChildRecord.objects.filter(
        Q(weight_kg__isnull=False) | Q(height_cm__isnull=False),
        child_id__in=last_days,
        visited_on__gte=quarter.first_day,
        visited_on__lte=quarter.last_day,
    ).select_related("child")
    measured = [
        (record.child_id, measurement)
        for record in records.order_by("child_id", "-visited_on")
        if record.visited_on <= last_days[record.child_id]
        and (measurement := measurement_of(record.child, vars(record)))
    ]
    found: dict[int, list[Growth]] = defaultdict(list)
    scores = grow_all(measurement for _, measurement in measured)
    for (child_id, _), growth in zip(measured, scores, strict=True):
        found[child_id].append(growth)
    return list(found.values())


def _prevalence(growths, name: str, index: str, score: str, flag: Flag) -> Prevalence:
    newest = [
        next((g for g in child if getattr(g, score) is not None), None)
        for child in growths
    ]
    known = [growth for growth in newest if growth is not None]
    sound = [growth for growth in known if flag not in growth.flags]
    affected = sum(getattr(growth, score) < _BELOW for growth in sound)
    return Prevalence(name, index, affected, len(sound), len(known) - len(sound))


# --- dusun by package ----------------------------------------------------------------


def packages_by_dusun(
    village: Village, quarter: Triwulan, rules: RuleSet
) -> dict[str, dict[Package, Convergence]]:
    """Return the five packages of each dusun; they add up to the village. One query."""
    masks = {package: _mask(rules, package) for package in Package}
    found: dict[str, dict[Package, Convergence]] = {}
    rows = letters_in(village, quarter).values_list("dusun__name", "due", "received")
    for name, due, received in rows:
        sums = found.setdefault(name, dict.fromkeys(Package, Convergence()))
        for package, mask in masks.items():
            sums[package] += of_masks(due & mask, received & mask)
    return dict(sorted(found.items()))


def _mask(rules: RuleSet, package: Package) -> int:
    return sum(rules.bit(i.code) for i in rules.indicators if i.package is package)


# --- who may be missing from the register --------------------------------------------


@dataclass(frozen=True, slots=True)
class Denominator:
    """Registered children of 0–11 months against those that births let expect."""

    registered: int
    expected: int | None  # None: population or birth rate not entered yet
    source: str

    @property
    def percent(self) -> int | None:
        """Whole percent; may exceed 100. None when nothing was entered."""
        if not self.expected:
            return None
        share = Decimal(100 * self.registered) / self.expected
        return int(share.quantize(Decimal(1), ROUND_HALF_UP))


def denominator_of(village: Village, quarter: Triwulan, as_of: date) -> Denominator:
    """Return whether about as many infants are registered as are born; two queries."""
    rows = letters_in(village, quarter).filter(kind=TargetQuarter.Kind.CHILD)
    infants = rows.filter(child__born_on__gt=born_on_or_before(as_of, 12)).count()
    year = village.years.filter(year__lte=quarter.year).first()
    if year is None:
        return Denominator(infants, None, "")
    sources = dict.fromkeys((year.population_source, year.birth_rate_source))
    told = f"{year.year}: {', '.join(sources)}"
    return Denominator(infants, year.expected_infants, told)


def weakest(shares: Iterable[Convergence]) -> Decimal | None:
    """Return the lowest percent of some shares; None when nothing was due."""
    known = [one.percent for one in shares if one.percent is not None]
    return min(known, default=None)
