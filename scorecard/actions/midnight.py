"""After midnight of each zone the as-of date of running quarters has moved."""

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from households.models import Quarter
from scorecard.actions.compute import locked
from villages.codes import zone_of
from villages.models import Village
from villages.quarters import Triwulan

BATCH = 500

# A village that has any quarter has every later one, up to the running quarter.
BEGIN = """
INSERT INTO households_quarter (village_id, year, number, state, touched, computed)
SELECT DISTINCT q.village_id, {year}, {number}, 'berjalan', 1, 0
FROM households_quarter q JOIN villages_village v ON v.id = q.village_id
WHERE v.code >= %s AND v.code < %s
  AND (q.year < {year} OR (q.year = {year} AND q.number < {number}))
ON CONFLICT (village_id, year, number) DO NOTHING
"""


def touch_moved(now=None) -> int:
    """Touch what midnight moved and begin the quarter that began; return how many.

    Safe at any time and as often as one likes: what was computed up to today is left
    alone. Rows that somebody holds are touched by him, or by the next round.
    """
    now = now or timezone.now()
    moved = 0
    for province in _provinces():
        today = now.astimezone(zone_of(province)).date()
        _begin(province, Triwulan.of(today))
        while count := _touch_batch(province, today):
            moved += count
    return moved


def _provinces() -> list[str]:
    codes = Quarter.objects.order_by().values_list("village__code", flat=True)
    return sorted({code[:2] for code in codes.distinct()})


def _begin(province: str, quarter: Triwulan) -> None:
    text = BEGIN.format(year=quarter.year, number=quarter.number)
    with connection.cursor() as cursor:
        cursor.execute(text, [province, f"{province}a"])


@transaction.atomic
def _touch_batch(province: str, today) -> int:
    """Touch some rows, taken in the same order in which savers take them."""
    villages = Village.objects.within(province)
    rows = Quarter.objects.filter(village__in=villages, touched=F("computed"))
    rows = rows.exclude(state=Quarter.State.FINAL)
    behind = rows.filter(_is_behind(rows, today))
    behind = behind.order_by("village_id", "year", "number")
    keys = [row.pk for row in locked(behind, wait=False)[:BATCH]]
    return Quarter.objects.filter(pk__in=keys).update(touched=F("touched") + 1)


def _is_behind(rows, today) -> Q:
    """Quarters that have begun and are not counted up to today, or to their end."""
    begun = Q(pk__in=[])
    for year, number in rows.order_by().values_list("year", "number").distinct():
        quarter = Triwulan(year, number)
        if quarter.first_day <= today:
            last = min(quarter.last_day, today)
            is_behind = Q(as_of=None) | Q(as_of__lt=last)
            begun |= Q(year=year, number=number) & is_behind
    return begun
