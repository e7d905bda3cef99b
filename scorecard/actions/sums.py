"""Areas from the level right below them, many in a few statements.

Called under the locks of `compute`; reads no fact and no letter.
"""

from collections import defaultdict
from itertools import groupby

from django.db.models import Count, Q
from django.db.models.functions import Length, Substr
from django.utils import timezone

from households.models import Quarter
from scorecard import engine
from scorecard.models import AreaQuarter
from scorecard.models.area_quarter import COUNTS
from scorecard.rules import joint_name
from villages.codes import NATION
from villages.models import Village
from villages.quarters import Triwulan

STATES = [state.value for state in Quarter.State]
SUMMED = ["as_of", "computed", "computed_at", "rule_set", "state", "villages"]
SUMMED += COUNTS.values()


def sum_areas(rows: list[AreaQuarter]) -> None:
    """Sum locked areas of one level, and note the marks that were read."""
    for (year, number), group in groupby(sorted(rows, key=_at), key=_at):
        _sum_quarter(Triwulan(year, number), list(group))
    AreaQuarter.objects.bulk_update(rows, SUMMED, batch_size=100)


def _at(row: AreaQuarter):
    return row.year, row.number


def _sum_quarter(quarter: Triwulan, rows: list[AreaQuarter]) -> None:
    codes = [row.area_code for row in rows]
    engine.store_areas(codes, quarter)
    below, villages, now = _below(codes, quarter), _villages(codes), timezone.now()
    for row in rows:
        row.computed, row.computed_at = row.touched, now
        row.villages = villages.get(row.area_code, 0)
        _take_over(row, below[row.area_code])


def _take_over(row: AreaQuarter, below: list[dict]) -> None:
    """The state, as-of date and rule sets that hold for everything below."""
    found = {one["state"] for one in below}
    row.state = min(found, key=STATES.index, default=STATES[0])
    row.as_of = min((one["as_of"] for one in below if one["as_of"]), default=None)
    row.rule_set = joint_name(one["rule_set"] for one in below)
    for name in COUNTS.values():
        setattr(row, name, sum(one[name] for one in below))


def _below(codes: list[str], quarter: Triwulan) -> dict[str, list[dict]]:
    """What stands right below each area: state, as-of date, rules, counted villages."""
    is_district = len(codes[0]) == 6
    rows = (
        _villages_below(codes, quarter) if is_district else _areas_below(codes, quarter)
    )
    found = defaultdict(list)
    for row in rows:
        found[row["above"]].append(row)
    return found


def _villages_below(codes: list[str], quarter: Triwulan):
    is_current = Q(village__ended_on=None)
    rows = Quarter.objects.of(quarter).filter(village__district__code__in=codes)
    rows = rows.order_by().annotate(above=Substr("village__code", 1, 6))
    for row in rows.values("above", "state", "as_of", "rule_set").annotate(
        counted=Count("pk", filter=is_current)
    ):
        by_state = {
            name: row["counted"] * (row["state"] == state)
            for state, name in COUNTS.items()
        }
        yield row | by_state


def _areas_below(codes: list[str], quarter: Triwulan):
    rows = AreaQuarter.objects.filter(year=quarter.year, number=quarter.number)
    rows = rows.exclude(area_code=NATION).annotate(digits=Length("area_code"))
    names = ("area_code", "state", "as_of", "rule_set", *COUNTS.values())
    is_nation = codes == [NATION]
    rows = rows.filter(digits=2 if is_nation else len(codes[0]) + 2)
    for row in rows.values(*names):
        above = NATION if is_nation else row["area_code"][:-2]
        yield row | {"above": above}


def _villages(codes: list[str]) -> dict[str, int]:
    """Count the villages of each area that are still in the newest list."""
    villages = Village.objects.current().order_by()
    if codes == [NATION]:
        return {NATION: villages.count()}
    if len(codes[0]) == 6:
        villages = villages.filter(district__code__in=codes)
    above = villages.annotate(above=Substr("code", 1, len(codes[0])))
    return dict(above.values_list("above").annotate(count=Count("pk")))
