"""Only here are letters and figures written, under the row that guards them.

One transaction claims touched rows, computes in new statements, and notes the mark
it had read. A kill rolls all of it back and the mark stays. No transaction computes
two levels: a village's only touches its district, which is claimed later.
"""

from itertools import groupby

from django.db import connection, transaction
from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from households.models import Quarter
from scorecard import engine
from scorecard.models import AreaQuarter
from scorecard.models.area_quarter import COUNTS
from scorecard.rules import joint_name, rules_for
from villages.codes import NATION, parent_of, zone_of
from villages.models import Village
from villages.quarters import QuarterNotBegun, Triwulan, as_of

MARKS = ["as_of", "computed", "computed_at", "rule_set"]
COUNTED = ["villages", *COUNTS.values()]
BATCH = 200  # villages a transaction; more would hold their rows too long
AREA_BATCH = 50
LEVELS = (6, 4, 2, 0)  # digits of the code: districts first, the nation last

TOUCH_AREA = """
INSERT INTO scorecard_areaquarter (area_code, year, number, touched, computed)
VALUES (%s, %s, %s, 1, 0)
ON CONFLICT (area_code, year, number) DO UPDATE
SET touched = scorecard_areaquarter.touched + 1
"""


def drain(area: str = NATION, quarter: Triwulan | None = None, *, wait=False) -> int:
    """Compute until nothing of the area is touched any more; return how many rows.

    With `wait`, also wait for rows that somebody else is computing or saving.
    """
    done = 0
    while count := compute_villages(area, quarter, wait=wait):
        done += count
    while count := compute_areas(area, quarter, wait=wait):
        done += count
    return done


# --- villages ------------------------------------------------------------------------


def compute_villages(
    area: str = NATION, quarter: Triwulan | None = None, *, wait=False, limit=BATCH
) -> int:
    """Claim touched village-quarters of the area and compute them; return how many."""
    if not touched_villages(area, quarter).exists():
        return 0  # a sweep that finds nothing must not take SQLite's only write lock
    with transaction.atomic():
        rows = claim_villages(area, quarter, wait=wait, limit=limit)
        compute_claimed(rows)
    return len(rows)


def touched_villages(area: str, quarter: Triwulan | None):
    """The village-quarters of an area whose facts have changed since."""
    touched = Quarter.objects.stale()
    if quarter is not None:
        touched = touched.of(quarter)
    if area != NATION:
        touched = touched.filter(village__code__startswith=area)
    return touched


def claim_villages(area, quarter, *, wait, limit) -> list[Quarter]:
    """Lock touched rows, in the order in which everybody takes them."""
    touched = touched_villages(area, quarter)
    touched = touched.order_by("village_id", "year", "number")
    rows = list(locked(touched, wait=wait)[:limit])
    codes = dict(
        Quarter.objects.filter(pk__in=[row.pk for row in rows]).values_list(
            "pk", "village__code"
        )
    )
    for row in rows:
        row.code = codes[row.pk]
    return rows


def locked(rows, *, wait):
    """Lock rows until the transaction ends; without `wait` leave held ones out.

    SQLite needs no such words: its writer is alone from the transaction's beginning.
    """
    if not connection.features.has_select_for_update:
        return rows
    return rows.select_for_update(of=("self",), skip_locked=not wait)


def compute_claimed(rows: list[Quarter]) -> None:
    """Facts → letters → figures of locked village-quarters, and their marks."""
    now = timezone.now()
    for row in rows:
        row.as_of, row.computed, row.computed_at = _as_of(row, now), row.touched, now
        row.rule_set = rules_for(row.triwulan).name
    for (quarter, day), group in groupby(sorted(rows, key=_run), key=_run):
        if day is not None:
            engine.store_villages([row.village_id for row in group], quarter, day)
    Quarter.objects.bulk_update(rows, MARKS)
    touch_areas({(parent_of(row.code), row.year, row.number) for row in rows})


def _as_of(row: Quarter, now):
    """The day up to which the quarter counts in its village; None before it begins."""
    today = now.astimezone(zone_of(row.code)).date()
    try:
        return as_of(row.triwulan, today)
    except QuarterNotBegun:
        return None


def _run(row: Quarter):
    return row.triwulan, row.as_of


def touch_areas(keys) -> None:
    """Mark areas, (code, year, number), whose sums no longer hold."""
    with connection.cursor() as cursor:
        for key in sorted(keys):
            cursor.execute(TOUCH_AREA, key)


# --- areas ---------------------------------------------------------------------------


def compute_areas(
    area: str = NATION, quarter: Triwulan | None = None, *, wait=False
) -> int:
    """Claim touched areas of the deepest level that has any, and compute them.

    The areas above `area` are its to compute too: their sums hold its figures.
    """
    for digits in LEVELS:
        if count := _compute_level(digits, area, quarter, wait):
            return count
    return 0


def _compute_level(digits: int, area: str, quarter, wait) -> int:
    touched = touched_areas(digits, area, quarter)
    if not touched.exists():
        return 0
    with transaction.atomic():
        touched = touched.order_by("area_code", "year", "number")
        rows = list(locked(touched, wait=wait)[:AREA_BATCH])
        for row in rows:
            compute_area(row)
        above = {(parent_of(row.area_code), row.year, row.number) for row in rows}
        touch_areas(key for key in above if key[0] is not None)
    return len(rows)


def touched_areas(digits: int, area: str, quarter: Triwulan | None):
    """The area-quarters of one level whose level below has changed since."""
    touched = AreaQuarter.objects.of_level(digits).exclude(touched=F("computed"))
    if quarter is not None:
        touched = touched.filter(year=quarter.year, number=quarter.number)
    return touched.filter(_inside_or_above(area, digits))


def _inside_or_above(area: str, digits: int) -> Q:
    if area == NATION or not digits:
        return Q()
    return Q(area_code__startswith=area) | Q(area_code=area[:digits])


def compute_area(row: AreaQuarter) -> None:
    """Sum one locked area from the level below, and note the mark that was read."""
    quarter = Triwulan(row.year, row.number)
    engine.store_area(row.area_code, quarter)
    row.computed, row.computed_at = row.touched, timezone.now()
    row.state, row.as_of, row.rule_set = _least_advanced(row.area_code, quarter)
    for name, count in villages_by_state(row.area_code, quarter).items():
        setattr(row, name, count)
    row.save(update_fields=[*MARKS, "state", *COUNTED])


def villages_by_state(code: str, quarter: Triwulan) -> dict[str, int]:
    """Count the villages of an area and, from the level below, those by state."""
    villages = Village.objects.within(code).current()
    if len(code) == 6:
        held = Quarter.objects.of(quarter).filter(village__in=villages).order_by()
        by_state = dict(held.values_list("state").annotate(villages=Count("pk")))
        found = {name: by_state.get(state, 0) for state, name in COUNTS.items()}
    else:
        below = AreaQuarter.objects.right_below(code, quarter)
        found = below.aggregate(
            **{name: Sum(name, default=0) for name in COUNTS.values()}
        )
    return found | {"villages": villages.count()}


def _least_advanced(code: str, quarter: Triwulan):
    """The state, as-of date and rule sets that hold for everything below."""
    if len(code) == 6:
        below = Quarter.objects.of(quarter).filter(village__code__startswith=code)
    else:
        below = AreaQuarter.objects.right_below(code, quarter)
    found = list(below.order_by().values_list("state", "as_of", "rule_set").distinct())
    states = [state.value for state in Quarter.State]
    state = min((s for s, _, _ in found), key=states.index, default=states[0])
    day = min((day for _, day, _ in found if day), default=None)
    return state, day, joint_name(name for _, _, name in found)
