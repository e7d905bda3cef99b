"""Scorecards as they are stored; a final quarter from its snapshot.

Nothing here computes from facts: pages read letters and figures, in a number of
queries that does not depend on the rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Count, FilteredRelation, Q

from households.models import Quarter
from scorecard.convergence import Convergence, of_masks
from scorecard.models import AreaQuarter, Figure, Snapshot
from scorecard.models.area_quarter import COUNTS
from scorecard.rules import RuleSet, every_code, rules_for, rules_named
from scorecard.tables import Scorecard
from villages.budget import FieldTotal, table_5
from villages.codes import Level, level_of
from villages.models import Village
from villages.quarters import Triwulan

RUNNING = Quarter.State.RUNNING.value
STATES = [state.value for state in Quarter.State]


# --- one village ---------------------------------------------------------------------


def scorecard_of(village: Village, quarter: Triwulan) -> Scorecard:
    """Return a village's scorecard of a quarter, in at most three queries."""
    row = village.quarters.of(quarter).first()
    if row is not None and row.is_final:
        return snapshot_scorecard(row.snapshots.latest("pk"))
    dusun, posyandu = _parts_of(village, quarter)
    return Scorecard(
        code=village.code,
        quarter=quarter,
        as_of=row.as_of if row else None,
        rule_set=rules_of(row, quarter).name,
        state=row.state if row else RUNNING,
        figures=figures_of([village.code], quarter)[village.code],
        dusun=dusun,
        posyandu=posyandu,
        is_current=row is None or row.touched == row.computed,
    )


def rules_of(row: Quarter | AreaQuarter | None, quarter: Triwulan) -> RuleSet:
    """Return the rules that made what is stored, or will make what is not yet."""
    if row is not None and row.rule_set:
        return rules_named(row.rule_set)
    return rules_for(quarter)


def snapshot_scorecard(snapshot: Snapshot) -> Scorecard:
    """Return the scorecard that a final quarter printed."""
    content = snapshot.content
    return Scorecard(
        code=content["code"],
        quarter=Triwulan(content["year"], content["number"]),
        as_of=snapshot.as_of,
        rule_set=snapshot.rule_set,
        state=Quarter.State.FINAL.value,
        figures=_ratios(content["figures"]),
        dusun=_ratios(content["dusun"]),
        posyandu=_ratios(content["posyandu"]),
        sha256=snapshot.sha256,
        is_intact=snapshot.is_intact,
        budget=tuple(FieldTotal(*row) for row in content["budget"]),
    )


def _ratios(stored: Mapping[str, list[int]]) -> dict[str, Convergence]:
    return {name: Convergence(*pair) for name, pair in stored.items()}


def budget_of(village: Village, scorecard: Scorecard) -> list[FieldTotal]:
    """Return Tabel 5 of a village's quarter: frozen with a final one."""
    if scorecard.budget is not None:
        return list(scorecard.budget)
    return table_5(village, scorecard.quarter.year)


def figures_of(
    codes: Iterable[str], quarter: Triwulan
) -> dict[str, dict[str, Convergence]]:
    """Return the stored figures of places by code and measure, in one query."""
    found: dict[str, dict[str, Convergence]] = {code: {} for code in codes}
    rows = Figure.objects.filter(
        area_code__in=found, year=quarter.year, number=quarter.number
    ).values_list("area_code", "measure", "received", "due")
    for code, measure, received, due in rows:
        found[code][measure] = Convergence(received, due)
    return found


def _parts_of(village: Village, quarter: Triwulan):
    """The convergence of each dusun and posyandu, from the letters, in one query."""
    dusun: dict[str, Convergence] = defaultdict(Convergence)
    posyandu: dict[str, Convergence] = defaultdict(Convergence)
    rows = letters_in(village, quarter).values_list(
        "dusun__name", "posyandu__name", "due", "received"
    )
    for dusun_name, posyandu_name, due, received in rows:
        one = of_masks(due, received)
        dusun[dusun_name] += one
        posyandu[posyandu_name or ""] += one
    return dict(dusun), dict(posyandu)


def letters_in(village: Village, quarter: Triwulan):
    """Return the stored letters of a village's quarter."""
    return village.target_quarters.filter(year=quarter.year, number=quarter.number)


def scorecard_at(code: str, quarter: Triwulan) -> Scorecard:
    """Return the stored scorecard of a village or an area, by its code."""
    if level_of(code) is Level.VILLAGE:
        return scorecard_of(Village.objects.get(code=code), quarter)
    return area_scorecard(code, quarter)


# --- areas ---------------------------------------------------------------------------


def area_scorecard(code: str, quarter: Triwulan) -> Scorecard:
    """Return the figures of any place above the village; never a person."""
    return _area_scorecards([code], quarter)[0]


def areas_below(code: str, quarter: Triwulan, codes: Iterable[str]) -> list[Scorecard]:
    """Return the scorecards of some areas or villages below, for a page of a list."""
    codes = list(codes)
    if all(len(below) == 10 for below in codes):
        return _village_scorecards(codes, quarter)
    return _area_scorecards(codes, quarter)


def _area_scorecards(codes: list[str], quarter: Triwulan) -> list[Scorecard]:
    figures = figures_of(codes, quarter)
    rows = AreaQuarter.objects.filter(
        area_code__in=codes, year=quarter.year, number=quarter.number
    )
    marks = {row.area_code: row for row in rows}
    return [
        Scorecard(
            code=code,
            quarter=quarter,
            as_of=marks[code].as_of if code in marks else None,
            rule_set=rules_of(marks.get(code), quarter).name,
            state=marks[code].state if code in marks else RUNNING,
            figures=figures[code],
            is_current=code not in marks or marks[code].touched == marks[code].computed,
        )
        for code in codes
    ]


def _village_scorecards(codes: list[str], quarter: Triwulan) -> list[Scorecard]:
    figures = figures_of(codes, quarter)
    rows = Quarter.objects.of(quarter).filter(village__code__in=codes)
    marks = {row.village.code: row for row in rows.select_related("village")}
    return [
        _village_line(code, quarter, marks.get(code), figures[code]) for code in codes
    ]


def _village_line(code: str, quarter: Triwulan, row, figures) -> Scorecard:
    return Scorecard(
        code=code,
        quarter=quarter,
        as_of=row.as_of if row else None,
        rule_set=rules_of(row, quarter).name,
        state=row.state if row else RUNNING,
        figures=figures,
        is_current=row is None or row.touched == row.computed,
    )


def completeness(code: str, quarter: Triwulan) -> dict[str, int]:
    """Return the area's villages by state, and those with no data at all ("kosong").

    As they are stored with its figures; counted here only before any are.
    """
    row = AreaQuarter.objects.filter(
        area_code=code, year=quarter.year, number=quarter.number
    ).first()
    if row is not None and row.villages:
        counted = {state: getattr(row, name) for state, name in COUNTS.items()}
        empty = max(row.villages - sum(counted.values()), 0)
        return counted | {"semua": row.villages, "kosong": empty}
    of_quarter = Q(quarters__year=quarter.year, quarters__number=quarter.number)
    own = FilteredRelation("quarters", condition=of_quarter)
    villages = Village.objects.within(code).current().order_by().annotate(own=own)
    by_state = dict(villages.values_list("own__state").annotate(count=Count("pk")))
    counted = {state: by_state.get(state, 0) for state in STATES}
    every, empty = sum(by_state.values()), by_state.get(None, 0)
    return counted | {"semua": every, "kosong": empty}


# --- trend ---------------------------------------------------------------------------


def trend_of(
    code: str, quarter: Triwulan, count: int = 8
) -> list[tuple[Triwulan, Convergence]]:
    """Return the convergence of the last quarters, oldest first, in one query."""
    quarters = quarter.shift(1 - count).through(quarter)
    sums = dict.fromkeys(quarters, Convergence())
    rows = Figure.objects.filter(
        area_code=code, measure__in=every_code(), year__gte=quarters[0].year
    ).values_list("year", "number", "received", "due")
    for year, number, received, due in rows:
        if (at := Triwulan(year, number)) in sums:
            sums[at] += Convergence(received, due)
    return list(sums.items())
