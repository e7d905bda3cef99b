"""The yearly social mapping: the counts of Formulir 1, and which houses were visited.

Every count is derived from the register on a day; this is the only place that says
how.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from households import known
from households.models import (
    ChildRecord,
    Household,
    PregnancyRecord,
    Statement,
)
from scorecard import engine
from scorecard.models import DusunMapping, TargetQuarter
from villages.models import Dusun, Village
from villages.quarters import Triwulan

CHILDREN = "ANAK 0-23 BULAN"
COUNTS = {
    "rumah_tangga": "TOTAL RUMAH TANGGA SASARAN",
    "rentan": "RUMAH TANGGA KATEGORI RENTAN",
    "ibu_hamil": "IBU HAMIL",
    "ibu_hamil_resti": "IBU HAMIL RESTI",
    "anak": CHILDREN,
    "gizi_kurang": f"{CHILDREN} KONDISI GIZI KURANG",
    "gizi_buruk": f"{CHILDREN} KONDISI GIZI BURUK",
    "stunting": f"{CHILDREN} TERINDIKASI STUNTING",
    "tanpa_air": "RUMAH TANGGA TIDAK MEMILIKI SUMBER AIR BERSIH LAYAK MINUM",
    "tanpa_jamban": "RUMAH TANGGA TIDAK MEMPUNYAI JAMBAN",
    "hamil_tanpa_jaminan": "IBU HAMIL TIDAK MEMPUNYAI JAMINAN KESEHATAN",
    "anak_tanpa_jaminan": f"{CHILDREN} TIDAK MEMPUNYAI JAMINAN KESEHATAN",
    "anak_tanpa_akta": f"{CHILDREN} TIDAK MEMPUNYAI AKTA KELAHIRAN",
}
WASTED = {"GK", "GK+S"}
SEVERE = {"GB", "GB+S"}
STUNTED = {"S", "GK+S", "GB+S"}
AT_RISK = {"R", "K"}


# --- counts --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of one dusun, or of the village under "JUMLAH"."""

    dusun: str
    values: Counter

    def row(self) -> dict:
        """Return every column by its key."""
        return {key: self.values[key] for key in COUNTS}


def total_of(counts: Iterable[Counts]) -> Counts:
    """Return the village's sum of its dusun."""
    return Counts("JUMLAH", sum((one.values for one in counts), Counter()))


def targets_on(village: Village, day: date) -> list[TargetQuarter]:
    """Return the register's mothers and children under two on a day, not stored."""
    rows = engine.read_letters([village.pk], Triwulan.of(day), day)
    preschool = TargetQuarter.Kind.PRESCHOOL
    return [TargetQuarter(**row) for row in rows if row["kind"] != preschool]


def counts_of(village: Village, targets, day: date | None) -> list[Counts]:
    """Return the counts of every dusun over targets as they stood on a day."""
    answers = known.answers_of(
        households={row.household_id for row in targets},
        pregnancies=[row.pregnancy_id for row in targets if row.pregnancy_id],
        children=[row.child_id for row in targets if row.child_id],
    )
    names = dict(village.dusuns.values_list("pk", "name"))
    found = {name: Counter() for name in names.values()}
    households = set()
    for row in targets:
        of_dusun = found[names[row.dusun_id]]
        of_dusun.update(_target(row, answers, day))
        if row.household_id not in households:
            households.add(row.household_id)
            of_dusun.update(_household(row.household_id, answers, day))
    return [Counts(name, values) for name, values in sorted(found.items())]


def _household(household_id, answers, day) -> dict:
    def said(column):
        return answers.value(("household", household_id), column, day)

    return {
        "rumah_tangga": 1,
        "rentan": int(said(Statement.Column.VULNERABLE) == "v"),
        "tanpa_air": int(said(Statement.Column.WATER) != "v"),
        "tanpa_jamban": int(said(Statement.Column.LATRINE) != "v"),
    }


def _target(row, answers, day) -> dict:
    if row.kind == TargetQuarter.Kind.CHILD:
        return _child(row, answers, day)
    if row.is_delivered:  # no longer pregnant: she counts with her household
        return {}
    insurance = Statement.Column.INSURANCE
    said = answers.value(("pregnancy", row.pregnancy_id), insurance, day)
    return {
        "ibu_hamil": 1,
        "ibu_hamil_resti": int(row.status in AT_RISK),
        "hamil_tanpa_jaminan": int(said != "v"),
    }


def _child(row, answers, day) -> dict:
    def lacks(column):
        return int(answers.value(("child", row.child_id), column, day) != "v")

    return {
        "anak": 1,
        "gizi_kurang": int(row.status in WASTED),
        "gizi_buruk": int(row.status in SEVERE),
        "stunting": int(row.status in STUNTED),
        "anak_tanpa_jaminan": lacks(Statement.Column.INSURANCE),
        "anak_tanpa_akta": lacks(Statement.Column.CERTIFICATE),
    }


# --- progress ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the mapping of one dusun has come, and what the KPM said of it."""

    dusun: Dusun
    households: frozenset[int]
    visited: frozenset[int]
    mark: DusunMapping | None = None

    @property
    def unvisited(self) -> frozenset[int]:
        """Households that nothing was asked about yet this year."""
        return self.households - self.visited

    @property
    def came_since(self) -> int:
        """How many more (or, negative, fewer) there are than when it was marked."""
        return len(self.households) - self.mark.households if self.mark else 0


def last_day(village: Village, year: int) -> date:
    """Return the day a year's mapping is read on: today, or the year's last day."""
    return min(village.today(), date(year, 12, 31))


def progress_of(village: Village, year: int, targets, day: date) -> list[Progress]:
    """Return every dusun with its households and those visited in the year so far."""
    found: dict[int, set[int]] = {}
    for row in targets:
        found.setdefault(row.dusun_id, set()).add(row.household_id)
    every = set().union(*found.values())
    seen = _visited(every, date(year, 1, 1), day)
    marks = {row.dusun_id: row for row in _marks(village, year)}
    return [
        Progress(
            dusun,
            frozenset(found.get(dusun.pk, ())),
            frozenset(found.get(dusun.pk, set()) & seen),
            marks.get(dusun.pk),
        )
        for dusun in village.dusuns.all()
    ]


def _marks(village, year):
    return village.dusun_mappings.filter(year=year).select_related("recorded_by")


def _visited(households: set[int], first: date, last: date) -> set[int]:
    """Return those registered, recorded or asked about between two days."""
    days = first, last
    here = {"household__in": households}
    rows = [
        Household.objects.filter(pk__in=households, registered_on__range=days).values(
            "pk"
        ),
        PregnancyRecord.objects.filter(visited_on__range=days, **here),
        ChildRecord.objects.filter(visited_on__range=days, **here),
        Statement.objects.filter(stated_on__range=days, **here),
    ]
    first_ids = set(rows[0].values_list("pk", flat=True))
    return first_ids.union(
        *(found.values_list("household_id", flat=True) for found in rows[1:])
    )
