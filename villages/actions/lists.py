"""The village's own lists, row by row."""

from django.db import transaction

from villages import audit
from villages.models import AuditEntry


@transaction.atomic
def save_row(form, village, *, by):
    """Save a form of one row of the village, with what was changed in the journal."""
    row = form.instance
    fields = [field for field in form.Meta.fields if field != "logo"]
    before = audit.values_of(row, fields) if row.pk else {}
    act = AuditEntry.Act.CHANGE if row.pk else AuditEntry.Act.CREATE
    row.village = village
    row = form.save()
    changes = audit.difference(before, audit.values_of(row, fields))
    if changes:
        audit.wrote(act, row, village=village, by=by, changes=changes)
    return row


@transaction.atomic
def remove_row(row, village, *, by):
    """Delete one row of the village's own lists; what it said stays in the journal."""
    fields = [f.name for f in row._meta.concrete_fields if not f.is_relation]
    changes = {key: [old, None] for key, old in audit.values_of(row, fields).items()}
    audit.wrote(AuditEntry.Act.DELETE, row, village=village, by=by, changes=changes)
    row.delete()
