"""Pelaksanaan: written down once, never beyond its budget line."""

from django.db import transaction

from villages.actions import typed
from villages.actions.realisation import BeyondLine, realise
from villages.models import BudgetLine

from ..deliveries import cost_beside
from ..models import Delivery


@transaction.atomic
def record_delivery(village, row, values, *, uuid=None, version=None, by):
    """Add an activity, or change `row`. Raises BeyondLine, StaleVersion."""
    _refuse_beyond(values.get("budget_line"), values["cost_rupiah"], besides=row)
    if row is None:
        rows = village.deliveries
        return typed.add(rows, values, village=village, uuid=uuid, by=by)
    return typed.change(row, values, version=version, village=village, by=by)


def _refuse_beyond(line, cost, *, besides=None):
    """Raise BeyondLine; the line is held until the transaction ends."""
    if line is None:
        return
    held = BudgetLine.objects.select_for_update().get(pk=line.pk)
    left = held.amount_rupiah - cost_beside(held, besides)
    if cost > left:
        raise BeyondLine(held, left)


@transaction.atomic
def restore_delivery(row, *, by):
    """Take back one that was removed. Raises BeyondLine when others took its money."""
    _refuse_beyond(row.budget_line, row.cost_rupiah, besides=row)
    typed.restore(row, village=row.village, by=by)


@transaction.atomic
def realise_deliveries(line, quarter, *, by):
    """Let the realisation of a line in a quarter be what its activities cost.

    Never lowers it. Raises BeyondLine when the other quarters leave too little.
    """
    line = BudgetLine.objects.select_for_update().get(pk=line.pk)
    rows = Delivery.objects.filter(budget_line=line)
    rows = rows.ended_in(quarter.first_day, quarter.last_day)
    cost = sum(rows.values_list("cost_rupiah", flat=True))
    row = line.realisations.filter(number=quarter.number).first()
    if row and row.amount_rupiah >= cost:
        return row
    version = row.version if row else None
    return realise(line, quarter.number, cost, uuid=None, version=version, by=by)
