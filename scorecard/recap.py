"""The recap of an area, the kecamatan first: each area below, and their sum.

Only figures and budgets are read, never a person. Tabel 5 is added up from what each
village's own Formulir 4 prints: from the snapshot of a final quarter, from the budget
lines of any other. Above the kabupaten there is none: that would be read from as many
snapshots as there are villages.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, Sum
from django.db.models.functions import Substr

from households.models import Quarter
from scorecard.models import Figure, Snapshot
from scorecard.reading import area_scorecard, areas_below
from scorecard.tables import Scorecard
from villages.budget import FIELDS, FieldTotal
from villages.models import Area, BudgetLine
from villages.quarters import Triwulan

KABUPATEN, KECAMATAN, DESA = 4, 6, 10  # digits of a code
NOTHING = (0, 0)


@dataclass(frozen=True, slots=True)
class Line:
    """One area of the recap: its name, figures and Tabel 5 (() above a kabupaten)."""

    title: str
    scorecard: Scorecard
    budget: tuple[FieldTotal, ...]


@dataclass(frozen=True, slots=True)
class Recap:
    """An area's quarter with a line for each area one level below, by code."""

    area: Area
    quarter: Triwulan
    lines: tuple[Line, ...]
    whole: Line


def recap_of(area: Area, quarter: Triwulan) -> Recap:
    """Return the recap of an area's quarter, in a fixed number of queries."""
    titles = _below(area, quarter)
    budgets = _tables_5(area, quarter, titles)
    below = areas_below(area.code, quarter, titles) if titles else []
    lines = tuple(Line(titles[one.code], one, budgets[one.code]) for one in below)
    whole = Line("Jumlah", area_scorecard(area.code, quarter), _together(lines))
    return Recap(area, quarter, lines, whole)


def _below(area: Area, quarter: Triwulan) -> dict[str, str]:
    """The areas below by code: those of today, and those that have figures."""
    rows = area.villages if len(area.code) == KECAMATAN else area.children
    counted = Figure.objects.filter(
        parent_code=area.code, year=quarter.year, number=quarter.number
    )
    found = rows.filter(Q(ended_on=None) | Q(code__in=counted.values_list("area_code")))
    return {row.code: row.title for row in found.order_by("code")}


# --- Tabel 5 -------------------------------------------------------------------------


def _tables_5(area: Area, quarter: Triwulan, codes: Iterable[str]) -> dict[str, tuple]:
    if len(area.code) not in (KABUPATEN, KECAMATAN):
        return dict.fromkeys(codes, ())
    digits = DESA if len(area.code) == KECAMATAN else KECAMATAN
    sums = _budgets(area, quarter, digits)
    return {code: _fields(sums[code]) for code in codes}


def _budgets(area: Area, quarter: Triwulan, digits: int) -> dict[str, dict]:
    """By code of so many digits and bidang: (all Dana Desa, what is for stunting)."""
    found: dict[str, dict] = defaultdict(lambda: dict.fromkeys(FIELDS, NOTHING))
    frozen = _frozen(area, quarter)
    for code, rows in frozen.items():
        names = {name: key for key, name in FIELDS.items()}
        for name, every, stunting in rows:
            _add(found[code[:digits]], names.get(name), every, stunting)
    for code, bidang, every, stunting in _lines(area, quarter.year, frozen):
        _add(found[code[:digits]], bidang, every, stunting)
    return found


def _add(sums: dict, bidang: str | None, every: int, stunting: int) -> None:
    if bidang in sums:
        before = sums[bidang]
        sums[bidang] = (before[0] + every, before[1] + stunting)


def _frozen(area: Area, quarter: Triwulan) -> dict[str, list]:
    """Tabel 5 by village as its final quarter froze it; the newest copy holds."""
    rows = Snapshot.objects.filter(
        quarter__state=Quarter.State.FINAL,
        quarter__year=quarter.year,
        quarter__number=quarter.number,
        quarter__village__code__startswith=area.code,
    ).order_by("pk")
    return dict(rows.values_list("quarter__village__code", "content__budget"))


def _lines(area: Area, year: int, frozen):
    """(village, bidang, all, for stunting) of the budget lines not frozen."""
    rows = BudgetLine.objects.filter(
        village__code__startswith=area.code, year=year, source=BudgetLine.Source.DD
    ).exclude(village__code__in=list(frozen))
    sums = (
        rows.annotate(bidang=Substr("activity_code", 1, 1))
        .values("village__code", "bidang")
        .annotate(
            every=Sum("amount_rupiah"),
            stunting=Sum("amount_rupiah", filter=Q(is_stunting=True), default=0),
        )
        .order_by()
    )
    return sums.values_list("village__code", "bidang", "every", "stunting")


def _fields(sums: dict) -> tuple[FieldTotal, ...]:
    return tuple(FieldTotal(name, *sums[key]) for key, name in FIELDS.items())


def _together(lines: tuple[Line, ...]) -> tuple[FieldTotal, ...]:
    return tuple(
        FieldTotal(
            fields[0].name,
            sum(row.total_rupiah for row in fields),
            sum(row.stunting_rupiah for row in fields),
        )
        for fields in zip(*(line.budget for line in lines), strict=True)
    )
