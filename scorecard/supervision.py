"""How far the places below an area are: villages by state, and what was entered.

Everything is stored for every level; nothing here sums villages.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Count
from django.db.models.functions import Substr

from households.models import Quarter
from scorecard.documents.area import names_below
from scorecard.models import AreaQuarter
from scorecard.models.area_quarter import COUNTS
from scorecard.monitoring import (
    VISITED,
    Entered,
    Kind,
    Months,
    entered_below,
    entered_of,
    of_kinds,
    whole,
)
from villages.codes import NATION
from villages.models import Area, Village
from villages.quarters import Triwulan

EMPTY = "kosong"
# name in the address → (label, groups)
GROUPS = {
    "semua": ("Ibu dan anak", VISITED),
    "ibu": ("Ibu hamil", (Kind.MOTHER,)),
    "anak": ("Anak 0–23 bulan", (Kind.CHILD,)),
    "paud": ("Anak > 2–6 tahun (PAUD)", (Kind.PRESCHOOL,)),
}
FIRST_GROUP = "semua"


@dataclass(frozen=True, slots=True)
class Line:
    """One place below, with the months of the quarter for a group, and their sum."""

    code: str
    title: str
    months: list[Entered]
    sum: Entered
    states: dict[str, int]  # of its villages; of a village its own state alone

    @property
    def villages(self) -> int:
        """All its villages, those without data included."""
        return sum(self.states.values())

    @property
    def is_village(self) -> bool:
        """Whether it is a village, which has one state."""
        return len(self.code) == 10

    @property
    def state(self) -> str:
        """The state of a village's quarter; "kosong" without data."""
        return next((name for name, count in self.states.items() if count), EMPTY)


def _share(of):
    """Sort by a share, the weakest first and those with nothing due last."""

    def key(line: Line):
        percent = of(line.sum).percent
        return percent is None, percent or 0, line.title

    return key


# name in the address → (label, how to sort)
ORDERS = {
    "rendah": ("paling sedikit dipantau", _share(attrgetter("complete"))),
    "terlambat": ("paling sedikit tepat waktu", _share(attrgetter("in_time"))),
    "belum": (
        "paling banyak belum dipantau",
        lambda line: (-line.sum.missing, line.title),
    ),
    "nama": ("nama", attrgetter("title")),
}
FIRST_ORDER = "rendah"


def lines_below(
    area: Area, quarter: Triwulan, kinds: Iterable[str] = VISITED
) -> list[Line]:
    """Return every place one level below; three queries, four where some are new."""
    kinds = tuple(kinds)
    names = names_below(area)
    entered = entered_below(area.code, quarter)
    states = _states_below(area, quarter, [code for code, _ in names])
    return [_line(*name, quarter, entered, kinds, states) for name in names]


def _line(code, title, quarter, entered, kinds, states) -> Line:
    found: Months = entered.get(code, {})
    months = [of_kinds(found.get(month, {}), kinds) for month in quarter.months]
    return Line(code, title, months, whole(found, kinds), states[code])


def _states_below(area: Area, quarter: Triwulan, codes: list[str]):
    if len(area.code) == 6:
        held = Quarter.objects.of(quarter).filter(village__district__code=area.code)
        own = dict(held.values_list("village__code", "state"))
        return {code: {own.get(code, EMPTY): 1} for code in codes}
    rows = AreaQuarter.objects.filter(
        area_code__in=codes, year=quarter.year, number=quarter.number
    ).exclude(villages=0)
    found = {row.area_code: counts_of(row) for row in rows}
    if len(found) < len(codes):
        every = _villages_by_area(area.code, len(codes[0]))
        found = {code: {EMPTY: every.get(code, 0)} for code in codes} | found
    return found


def counts_of(row: AreaQuarter) -> dict[str, int]:
    """Return an area's villages by state, and those with no data at all."""
    known = {state: getattr(row, name) for state, name in COUNTS.items()}
    return known | {EMPTY: max(row.villages - sum(known.values()), 0)}


def _villages_by_area(code: str, digits: int) -> dict[str, int]:
    """Count the villages of areas that nobody has recorded anything in yet."""
    rows = Village.objects.within(code).current().order_by()
    above = rows.annotate(above=Substr("code", 1, digits))
    return dict(above.values_list("above").annotate(count=Count("pk")))


# --- over the quarters ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Past:
    """One quarter of the trend: villages by state and what was entered."""

    quarter: Triwulan
    states: dict[str, int]
    entered: Entered

    @property
    def villages(self) -> int:
        """All villages as they were counted then; 0 before anything was."""
        return sum(self.states.values())

    @property
    def final(self) -> int:
        """Villages whose quarter is final."""
        return self.states.get("final", 0)


def trend(area: Area, quarter: Triwulan, count: int = 8) -> list[Past]:
    """Return the last quarters, oldest first, in two queries."""
    quarters = quarter.shift(1 - count).through(quarter)
    rows = AreaQuarter.objects.filter(
        area_code=area.code, year__gte=quarters[0].year, year__lte=quarter.year
    )
    states = {Triwulan(row.year, row.number): counts_of(row) for row in rows}
    first, last = quarters[0].months[0], quarter.months[-1]
    months = entered_of([area.code], first, last)[area.code]
    return [
        Past(one, states.get(one, {}), _entered_in(months, one)) for one in quarters
    ]


def _entered_in(months: Months, quarter: Triwulan) -> Entered:
    found = (of_kinds(months[one]) for one in quarter.months if one in months)
    return sum(found, Entered())


# --- finding a place by its name -----------------------------------------------------

FOUND = 25


def found_within(area: Area, words: str) -> list[Area | Village]:
    """Return areas and villages inside whose name has the words; one more than FOUND.

    Areas stand before villages. Two queries.
    """
    inside = Area.objects.current().exclude(code__in=(area.code, NATION))
    if area.code != NATION:
        inside = inside.filter(code__startswith=area.code)
    areas = inside.filter(name__icontains=words).select_related("parent")
    villages = Village.objects.within(area.code).current()
    named = villages.filter(name__icontains=words).select_related("district")
    rows = [*areas.order_by("level", "name")[: FOUND + 1]]
    return [*rows, *named.order_by("name", "code")[: FOUND + 1 - len(rows)]]
