"""What a service costs in a year: one row each."""

from django.db import transaction

from villages.actions import typed
from villages.models import Village
from villages.models.entry import StaleVersion


@transaction.atomic
def set_cost(village, year, service, values, *, uuid, version, by):
    """Save a service's cost of a year. Raises StaleVersion."""
    Village.objects.select_for_update(no_key=True).get(pk=village.pk)
    rows = village.unit_costs
    row = rows.filter(year=year, service=service).first()
    if row and version is not None:
        return typed.change(row, values, version=version, village=village, by=by)
    if row and row.uuid != uuid:
        raise StaleVersion(row)
    values |= {"year": year, "service": service}
    return typed.add(rows, values, village=village, uuid=uuid, by=by)
