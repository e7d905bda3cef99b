"""Rows that a person types: added once, changed by version, set aside, taken back."""

from django.db import transaction

from villages import audit
from villages.models import AuditEntry

from .saving import given_uuid, note_change, note_creation, overwrite, saved_with


@transaction.atomic
def add(rows, values, *, village, uuid=None, by):
    """Add a row to one of the village's lists, e.g. `village.activities`."""
    if saved := saved_with(rows, uuid):
        return saved
    row = rows.create(**values, recorded_by=by, **given_uuid(rows.model, uuid))
    note_creation(row, values, village=village, by=by)
    return row


@transaction.atomic
def change(row, values, *, version, village, by):
    """Save a row. Raises StaleVersion when somebody else was faster."""
    before = audit.values_of(type(row).objects.get(pk=row.pk), values)
    overwrite(row, values, version=version, by=by)
    note_change(row, before, values, village=village, by=by)
    return row


@transaction.atomic
def remove(row, *, village, by):
    """Set a row aside; `restore` takes it back as it was."""
    row.become_removed(by=by)
    audit.wrote(AuditEntry.Act.DELETE, row, village=village, by=by)


@transaction.atomic
def restore(row, *, village, by):
    """Take back a row that was set aside."""
    changes = {"removed_at": [str(row.removed_at), None]}
    row.become_restored()
    audit.wrote(AuditEntry.Act.CHANGE, row, village=village, by=by, changes=changes)
