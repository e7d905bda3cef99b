"""Letters and figures once more from the monthly records; final quarters stay."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Min
from django.db.models.functions import Substr

from households.models import Household, Quarter
from scorecard.actions.compute import drain, touch_areas
from scorecard.models import AreaQuarter
from villages.codes import ancestors
from villages.models import Village
from villages.quarters import Triwulan

BATCH = 500


def rebuild(area: str, quarter: Triwulan | None = None) -> int:
    """Touch and compute every quarter of an area, or one; return how many rows."""
    villages = Village.objects.within(area).order_by("pk")
    ids = list(villages.values_list("pk", flat=True))
    for some in batched(ids, BATCH):
        _touch_all(some, quarter)
    done = drain(area, quarter, wait=True)
    _touch_areas(area, quarter)
    return done + drain(area, quarter, wait=True)


@transaction.atomic
def _touch_all(ids: list[int], quarter: Triwulan | None) -> None:
    """Every quarter since the first household, and all that have a row."""
    rows = Household.objects.filter(residences__village__in=ids).order_by()
    firsts = dict(
        rows.values_list("residences__village").annotate(Min("registered_on"))
    )
    for village in Village.objects.filter(pk__in=firsts).order_by("pk"):
        _touch_since(village, firsts[village.pk], quarter)


def _touch_since(village: Village, first, quarter: Triwulan | None) -> None:
    today = village.today()
    oldest = village.quarters.order_by("year", "number").first()
    since = min(first, oldest.triwulan.first_day) if oldest else first
    if quarter is None:
        Quarter.objects.touch([village.pk], since=since, today=today)
    elif Triwulan.of(since) <= quarter <= Triwulan.of(today):
        Quarter.objects.touch(
            [village.pk], since=quarter.first_day, today=quarter.last_day
        )


def _touch_areas(area: str, quarter: Triwulan | None) -> None:
    """Sum every district once more, even where all villages are final."""
    villages = Village.objects.within(area)
    rows = Quarter.objects.filter(village__in=villages).order_by()
    marks = AreaQuarter.objects.within(area, ancestors(area))
    if quarter is not None:
        at = {"year": quarter.year, "number": quarter.number}
        rows, marks = rows.filter(**at), marks.filter(**at)
    district = Substr("village__code", 1, 6)
    keys = {*rows.values_list(district, "year", "number").distinct()}
    keys |= {*marks.values_list("area_code", "year", "number")}
    for some in batched(sorted(keys), BATCH):
        with transaction.atomic():
            touch_areas(some)


def batched(keys: list, size: int) -> Iterator[list]:
    """Cut a list into lists of at most so many."""
    return (keys[start : start + size] for start in range(0, len(keys), size))
