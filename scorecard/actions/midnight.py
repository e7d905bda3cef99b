"""After midnight of each zone the as-of date of running quarters has moved."""

from collections import defaultdict

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from households.models import Quarter
from scorecard.actions.compute import locked
from scorecard.rules import rules_for
from villages.codes import zone_of
from villages.models import Village
from villages.quarters import Triwulan

BATCH = 500


def touch_moved(now=None) -> int:
    """Touch what midnight moved and begin the quarter that began; return how many.

    Safe at any time and as often as one likes: what was computed up to today is left
    alone. Rows that somebody holds are touched by him, or by the next round.
    """
    now = now or timezone.now()
    moved = 0
    for province in _provinces():
        today = now.astimezone(zone_of(province)).date()
        _begin(province, today)
        while count := _touch_batch(province, today):
            moved += count
    return moved


def _provinces() -> list[str]:
    codes = Quarter.objects.order_by().values_list("village__code", flat=True)
    return sorted({code[:2] for code in codes.distinct()})


def _begin(province: str, today) -> None:
    """A village that has any quarter has every later one, up to the running one."""
    newest = F("year") * 4 + F("number")
    rows = Quarter.objects.filter(village__in=Village.objects.within(province))
    newest_of = rows.order_by().values_list("village").annotate(last=Max(newest))
    current = Triwulan.of(today)
    behind = defaultdict(list)
    for village_id, last in newest_of.filter(
        last__lt=4 * current.year + current.number
    ):
        behind[Triwulan(*_year_and_number(last)).next].append(village_id)
    for first, ids in behind.items():
        for start in range(0, len(ids), BATCH):
            _begin_some(ids[start : start + BATCH], first, today)


def _year_and_number(last: int) -> tuple[int, int]:
    year, index = divmod(last - 1, 4)
    return year, index + 1


@transaction.atomic
def _begin_some(villages, first: Triwulan, today) -> None:
    Quarter.objects.touch(villages, since=first.first_day, today=today)


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
    """Quarters that have begun and are not counted up to today, or to their end.

    Nor those that another rule set made than the one that holds now: a new one reaches
    every running quarter within minutes, and no final one.
    """
    begun = Q(pk__in=[])
    for year, number in rows.order_by().values_list("year", "number").distinct():
        quarter = Triwulan(year, number)
        if quarter.first_day <= today:
            last = min(quarter.last_day, today)
            is_behind = Q(as_of=None) | Q(as_of__lt=last) | _by_other_rules(quarter)
            begun |= Q(year=year, number=number) & is_behind
    return begun


def _by_other_rules(quarter: Triwulan) -> Q:
    return ~Q(rule_set=rules_for(quarter).name)
