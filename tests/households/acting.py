"""What the tests of this app's verbs share."""

from datetime import date

from django.utils import timezone

from households import actions
from households.models import Quarter
from villages.quarters import Triwulan

TODAY = date(2026, 5, 20)
TW1 = Triwulan(2026, 1)


def close(village, quarter):
    """Make a quarter final without going through the scorecard."""
    Quarter.objects.update_or_create(
        village=village,
        year=quarter.year,
        number=quarter.number,
        defaults={"state": Quarter.State.FINAL, "final_at": timezone.now()},
    )


def touched(village):
    rows = Quarter.objects.filter(village=village).order_by("year", "number")
    return {str(row): row.touched for row in rows}


def record(child, kpm, day=date(2026, 5, 10), **fields):
    return actions.record_child_month(
        child, by=kpm, visited_on=day, today=TODAY, **fields
    )
