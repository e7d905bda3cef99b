"""What was spent of a budget line, never beyond it: the line is held meanwhile."""

from django.db import transaction

from villages.budget import spent_beside
from villages.models import BudgetLine
from villages.models.entry import StaleVersion

from . import typed


class BeyondLine(Exception):
    """More than the line holds; nothing was written."""

    def __init__(self, line, left):
        super().__init__("more than is left of the budget line")
        self.line, self.left = line, left


@transaction.atomic
def realise(line, number, amount, *, uuid, version, by):
    """Save what a quarter spent. Raises BeyondLine, StaleVersion."""
    line = BudgetLine.objects.select_for_update().get(pk=line.pk)
    left = line.amount_rupiah - spent_beside(line, number)
    if amount > left:
        raise BeyondLine(line, left)
    row = line.realisations.filter(number=number).first()
    if row and version is None and row.uuid != uuid:
        raise StaleVersion(row)
    values = {"amount_rupiah": amount}
    by_whom = {"village": line.village, "by": by}
    if row is None or version is None:
        values |= {"number": number}
        return typed.add(line.realisations, values, uuid=uuid, **by_whom)
    return typed.change(row, values, version=version, **by_whom)
