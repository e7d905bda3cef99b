"""Only here are letters and figures written, under the row that guards them.

One transaction claims touched rows, computes in new statements, and notes the mark
it had read. A kill rolls all of it back and the mark stays. No transaction computes
two levels: a village's only touches its district, which is claimed later.
"""

from itertools import groupby

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from households.models import Quarter
from scorecard import engine
from scorecard.actions.sums import sum_areas
from scorecard.models import AreaQuarter
from scorecard.rules import rules_for
from villages.codes import NATION, parent_of, zone_of
from villages.quarters import QuarterNotBegun, Triwulan, as_of

BATCH = 200  # villages a transaction; more would hold their rows too long
AREA_BATCH = 200
LEVELS = (6, 4, 2, 0)  # digits of the code: districts first, the nation last

TOUCH_AREAS = """
INSERT INTO scorecard_areaquarter (area_code, year, number, touched, computed)
VALUES {rows}
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
        group = list(group)
        if day is not None:
            engine.store_villages([row.village_id for row in group], quarter, day)
        _mark(group)
    touch_areas({(parent_of(row.code), row.year, row.number) for row in rows})


def _mark(rows: list[Quarter]) -> None:
    """Note the marks of locked rows of one run: as they were read, so they stand."""
    Quarter.objects.filter(pk__in=[row.pk for row in rows]).update(
        computed=F("touched"),
        as_of=rows[0].as_of,
        computed_at=rows[0].computed_at,
        rule_set=rows[0].rule_set,
    )


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
    keys = sorted(keys)
    with connection.cursor() as cursor:
        for start in range(0, len(keys), AREA_BATCH):
            some = keys[start : start + AREA_BATCH]
            text = TOUCH_AREAS.format(
                rows=", ".join(["(%s, %s, %s, 1, 0)"] * len(some))
            )
            cursor.execute(text, [value for key in some for value in key])


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
        if rows:
            sum_areas(rows)
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
