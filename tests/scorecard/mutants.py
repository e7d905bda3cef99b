"""The worker as it is, and the ways to get it wrong; each pauses where it hurts."""

from django.db import connection, transaction
from django.db.models import F

from households.models import Quarter
from scorecard import engine
from scorecard.actions.compute import claim_villages, compute_claimed
from villages.codes import ancestors, parent_of


def claim(village=None):
    code = village.code if village else "00"
    return claim_villages(code, None, wait=False, limit=100)


def as_it_is(pause, village=None):
    """Claim, compute and mark in one transaction."""
    with transaction.atomic():
        compute_claimed(claim(village))
        pause()


def compute_before_claim(pause, village=None):
    """Reads the facts before it holds the row."""
    with transaction.atomic():
        for row in Quarter.objects.stale():
            engine.store_villages([row.village_id], row.triwulan, row.triwulan.last_day)
    pause()
    with transaction.atomic():
        keys = [row.pk for row in claim(village)]
        Quarter.objects.filter(pk__in=keys).update(
            computed=F("touched"), as_of=F("as_of")
        )


def commit_between(pause, village=None):
    """Lets the row go between claiming and computing."""
    with transaction.atomic():
        rows = claim(village)
    pause()
    with transaction.atomic():
        compute_claimed(rows)


SUM_INTO_PARENT = """
INSERT INTO scorecard_figure
  (area_code, parent_code, year, number, measure, received, due)
SELECT %(code)s, %(parent)s, year, number, measure, SUM(received), SUM(due)
FROM scorecard_figure
WHERE parent_code = %(code)s AND year = %(year)s AND number = %(number)s
GROUP BY year, number, measure
ON CONFLICT (area_code, year, number, measure)
DO UPDATE SET received = excluded.received, due = excluded.due
"""


def parent_in_the_same_transaction(pause, village=None):
    """Sums the areas above in the transaction of the village."""
    with transaction.atomic():
        rows = claim(village)
        for row in rows:
            day = row.triwulan.last_day
            engine.store_villages([row.village_id], row.triwulan, day)
            Quarter.objects.filter(pk=row.pk).update(computed=row.touched, as_of=day)
            _sum_into_parents(row)
        pause()


def _sum_into_parents(row):
    with connection.cursor() as cursor:
        for code in reversed(ancestors(row.code)):
            at = {"year": row.year, "number": row.number}
            above = {"code": code, "parent": parent_of(code) or ""}
            cursor.execute(SUM_INTO_PARENT, at | above)


def touch(villages, *, since, today):
    """The mark as it is: every save changes the row, and so holds it."""
    Quarter.objects.touch(villages, since=since, today=today)


def touch_without_update(villages, *, since, today):
    """Leaves a row that is marked already as it is, and does not hold it."""
    stale = Quarter.objects.stale().filter(village__in=villages)
    marked = stale.values_list("village_id", flat=True)
    left = set(villages) - set(marked)
    Quarter.objects.touch(left, since=since, today=today)
