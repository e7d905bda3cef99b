"""What was monitored of what was due, as it is stored: by month, group and place.

One definition for a village's own page, for Kinerja and for Kelengkapan above it.
Nothing here computes from facts, and no page sums villages.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from scorecard.convergence import Convergence
from scorecard.models import Performance, Snapshot, TargetQuarter
from villages.quarters import Triwulan

MONITORED = ("month", "kind", "due", "recorded", "timely")
Kind = TargetQuarter.Kind
# What completeness of entry means (spec 3): visited targets; PAUD stands beside it.
VISITED = (Kind.MOTHER, Kind.CHILD)


@dataclass(frozen=True, slots=True)
class Entered:
    """Targets with a record, those recorded in time, and those due one."""

    recorded: int = 0
    timely: int = 0
    due: int = 0

    def __add__(self, other: "Entered") -> "Entered":
        return Entered(
            self.recorded + other.recorded,
            self.timely + other.timely,
            self.due + other.due,
        )

    @property
    def complete(self) -> Convergence:
        """Recorded of due."""
        return Convergence(self.recorded, self.due)

    @property
    def in_time(self) -> Convergence:
        """Recorded by the 5th of the following month, of due."""
        return Convergence(self.timely, self.due)

    @property
    def late(self) -> int:
        """Recorded, but after the 5th of the following month."""
        return self.recorded - self.timely

    @property
    def missing(self) -> int:
        """Due and not recorded."""
        return self.due - self.recorded


# month (its first day) → group → counts
Months = dict[date, dict[str, Entered]]


def entered_of(codes: Iterable[str], first: date, last: date) -> dict[str, Months]:
    """Return the months of places between two first days of months, in one query."""
    found: dict[str, Months] = {code: defaultdict(dict) for code in codes}
    rows = Performance.objects.filter(
        area_code__in=found, year__gte=first.year, year__lte=last.year
    ).values_list("area_code", "year", *MONITORED)
    for code, year, month, kind, due, recorded, timely in rows:
        if first <= (at := date(year, month, 1)) <= last:
            found[code][at][kind] = Entered(recorded, timely, due)
    return found


def entered_at(code: str, quarter: Triwulan) -> Months:
    """Return the months of a quarter of one place, in one query."""
    return entered_of([code], quarter.months[0], quarter.months[-1])[code]


def entered_below(code: str, quarter: Triwulan) -> dict[str, Months]:
    """Return the months of every place one level below an area, in one query."""
    found: dict[str, Months] = defaultdict(lambda: defaultdict(dict))
    rows = Performance.objects.of(quarter).filter(parent_code=code)
    for place, *row in rows.values_list("area_code", *MONITORED):
        month, kind, due, recorded, timely = row
        at = date(quarter.year, month, 1)
        found[place][at][kind] = Entered(recorded, timely, due)
    return found


def of_kinds(groups: dict[str, Entered], kinds: Iterable[str] = VISITED) -> Entered:
    """Return some groups of a month added up."""
    return sum((groups[kind] for kind in kinds if kind in groups), Entered())


def whole(months: Months, kinds: Iterable[str] = VISITED) -> Entered:
    """Return all months added up: a ratio of sums, never a mean."""
    kinds = tuple(kinds)
    return sum((of_kinds(groups, kinds) for groups in months.values()), Entered())


def as_json(months: Months) -> list[dict]:
    """Return months and groups as plain values, for programs."""
    return [
        {
            "month": f"{month:%Y-%m}",
            "group": str(Kind(kind).value),
            "recorded": one.recorded,
            "timely": one.timely,
            "due": one.due,
        }
        for month in sorted(months)
        for kind, one in sorted(months[month].items())
    ]


@dataclass(frozen=True, slots=True)
class Table:
    """Months as columns, groups as rows; the last column is their sum."""

    months: list[date]
    rows: list[tuple[str, list[Entered]]]
    timely: list[Entered]  # of the visited groups, for the row on time

    @property
    def sum(self) -> Entered:
        """The visited groups over all months."""
        return self.timely[-1]


ROWS = (
    ("Ibu hamil", (Kind.MOTHER,)),
    ("Anak 0–23 bulan", (Kind.CHILD,)),
    ("Ibu dan anak", VISITED),
    ("Anak > 2–6 tahun (PAUD)", (Kind.PRESCHOOL,)),
)


def table_of(months: Months) -> Table:
    """Lay the months of one place out as a table."""
    listed = sorted(months)

    def row(kinds):
        return [of_kinds(months[one], kinds) for one in listed] + [whole(months, kinds)]

    return Table(listed, [(name, row(kinds)) for name, kinds in ROWS], row(VISITED))


def rows_of(codes: Iterable[str], quarter: Triwulan) -> dict[str, set[tuple]]:
    """Return the stored rows of places as plain tuples, to compare them."""
    found: dict[str, set[tuple]] = {code: set() for code in codes}
    rows = Performance.objects.of(quarter).filter(area_code__in=found)
    for code, *row in rows.values_list("area_code", *MONITORED):
        found[code].add(tuple(row))
    return found


def frozen_rows(snapshot: Snapshot) -> set[tuple] | None:
    """Return the rows a final quarter froze; None before they were frozen at all."""
    rows = snapshot.content.get("monitored")
    return None if rows is None else set(map(tuple, rows))
