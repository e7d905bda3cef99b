"""The places of an area side by side, by package; and villages like a village."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from django.db.models import Q, Sum

from households.packages import Package
from scorecard.convergence import Convergence
from scorecard.documents.area import names_below
from scorecard.models import Figure
from scorecard.reading import trend_of
from scorecard.rules import RULE_SETS, every_code
from villages.codes import Level, ancestor_at
from villages.models import Area, Village
from villages.quarters import Triwulan

WHOLE = "semua"
COLUMNS = (WHOLE, *(package.value for package in Package))
# A cell is shaded by the first bound its percent lies below; 5 is the darkest.
BOUNDS = (40, 60, 75, 90)
ALIKE = 10  # villages that a village is held against


@dataclass(frozen=True, slots=True)
class Compared:
    """One area with its figure for every column, WHOLE first."""

    code: str
    title: str
    figures: dict[str, Convergence]

    @property
    def whole(self) -> Convergence:
        """All packages together."""
        return self.figures[WHOLE]

    def order(self, column: str) -> tuple:
        """For sorting by a column, the weakest first and those without any last."""
        percent = self.figures[column].percent
        return percent is None, percent or 0, self.title


def shade(figure: Convergence) -> int:
    """Return 1 (below 40 percent) to 5 (90 and more); 0 when nothing was due."""
    if figure.percent is None:
        return 0
    return 1 + sum(figure.percent >= bound for bound in BOUNDS)


def compared(area: Area, quarter: Triwulan) -> list[Compared]:
    """Return every area or village one level below, in two queries."""
    figures = Figure.objects.filter(parent_code=area.code)
    sums = {row["area_code"]: row for row in _by_package(figures, quarter)}
    return [
        Compared(code, title, _figures(sums.get(code, {})))
        for code, title in names_below(area)
    ]


def _by_package(figures, quarter: Triwulan):
    of_quarter = figures.filter(year=quarter.year, number=quarter.number)
    columns = {WHOLE: every_code()} | {
        package.value: list(_codes(package)) for package in Package
    }
    sums = {
        f"{column}_{field}": Sum(field, filter=Q(measure__in=codes), default=0)
        for column, codes in columns.items()
        for field in ("received", "due")
    }
    return of_quarter.values("area_code").annotate(**sums)


def _codes(package: Package) -> Iterable[str]:
    """The indicators of a package in every rule set, each once."""
    found = (i for rules in RULE_SETS.values() for i in rules.indicators)
    return dict.fromkeys(one.code for one in found if one.package is package)


def _figures(sums: dict) -> dict[str, Convergence]:
    return {
        column: Convergence(
            sums.get(f"{column}_received", 0), sums.get(f"{column}_due", 0)
        )
        for column in COLUMNS
    }


# --- villages like a village ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Alike:
    """A village among those of its regency with about as many children."""

    rank: int  # 1 is the highest percent
    count: int  # of villages, itself included
    middle: Decimal  # the median percent, 1 place
    others: list[Compared]


def alike(village: Village, quarter: Triwulan) -> Alike | None:
    """Return how a village stands among villages like it; None without figures.

    Alike are the ALIKE villages of the same kabupaten/kota whose number of children
    of 0–23 months is nearest. Three queries.
    """
    regency = ancestor_at(village.code, Level.REGENCY)
    figures = Figure.objects.filter(
        area_code__startswith=regency, parent_code__startswith=regency
    ).exclude(parent_code=regency)
    rows = {row["area_code"]: row for row in _with_children(figures, quarter)}
    mine = rows.pop(village.code, None)
    if mine is None or not mine["semua_due"]:
        return None
    near = sorted(
        (row for row in rows.values() if row["semua_due"]),
        key=lambda row: (abs(row["children"] - mine["children"]), row["area_code"]),
    )[:ALIKE]
    return _placed(mine, near) if near else None


def _with_children(figures, quarter: Triwulan):
    return _by_package(figures, quarter).annotate(
        children=Sum("due", filter=Q(measure="anak"), default=0)
    )


def _placed(mine: dict, near: list[dict]) -> Alike:
    titles = dict(_titles([row["area_code"] for row in near]))
    others = [
        Compared(row["area_code"], titles.get(row["area_code"], ""), _figures(row))
        for row in near
    ]
    others.sort(key=lambda one: -one.whole.percent)
    own = _figures(mine)[WHOLE].percent
    percents = [own, *(one.whole.percent for one in others)]
    return Alike(
        rank=1 + sum(percent > own for percent in percents),
        count=len(percents),
        middle=median(percents).quantize(Decimal("0.1"), ROUND_HALF_UP),
        others=others,
    )


def _titles(codes: list[str]) -> Iterable[tuple[str, str]]:
    for village in Village.objects.filter(code__in=codes):
        yield village.code, village.title


def change_of(code: str, quarter: Triwulan) -> tuple[Convergence, Convergence]:
    """Return (now, the quarter before) of a place, in one query."""
    trend = dict(trend_of(code, quarter, 2))
    return trend[quarter], trend[quarter.previous]
