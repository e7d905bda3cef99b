"""The kabupaten sets until when its villages hold their rembuk."""

from django.db import transaction

from villages.actions.saving import note_change, note_creation, overwrite
from villages.audit import values_of

from ..models import Deadline


@transaction.atomic
def set_deadline(area, values, *, version, by):
    """Set the day for every village of the area. Raises StaleVersion."""
    row = Deadline.objects.filter(area=area).first()
    if row is None:
        row = Deadline.objects.create(area=area, **values, recorded_by=by)
        note_creation(row, values, village=None, by=by)
        return row
    before = values_of(row, values)
    overwrite(row, values, version=version, by=by)
    note_change(row, before, values, village=None, by=by)
    return row
