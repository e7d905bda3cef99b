"""What every row that a person types does when it is saved: once, and written down."""

from villages import audit
from villages.models import AuditEntry
from villages.models.entry import StaleVersion


def note_creation(row, fields, *, village, by):
    """Write down a new row with its values."""
    values = audit.values_of(row, fields)
    changes = {name: [None, value] for name, value in values.items() if value != ""}
    audit.wrote(AuditEntry.Act.CREATE, row, village=village, by=by, changes=changes)


def note_change(row, before, fields, *, village, by, reason=""):
    """Write down what differs from `before` (a result of audit.values_of)."""
    changes = audit.difference(before, audit.values_of(row, fields))
    audit.wrote(
        AuditEntry.Act.CHANGE,
        row,
        village=village,
        by=by,
        changes=changes,
        reason=reason,
    )


def saved_with(rows, uuid):
    """The row among `rows` that the form with this uuid saved before, or None."""
    return rows.filter(uuid=uuid).first() if uuid else None


def given_uuid(model, uuid):
    """Keyword for a new row: the form's uuid, or none to let the row make its own.

    A uuid that a row out of reach has already is not taken over, nor told of.
    """
    if uuid is None or model._base_manager.filter(uuid=uuid).exists():
        return {}
    return {"uuid": uuid}


def overwrite(row, values, *, version, by):
    """Set the fields of a row whose version is still `version`. Raises StaleVersion.

    One conditional statement: of two writers with the same version the second is told.
    A version of None takes the row as it is.
    """
    model = type(row)
    held = model.objects.filter(pk=row.pk, version=version or row.version)
    changed = held.update(**values, version=row.version + 1, recorded_by=by)
    if not changed:
        raise StaleVersion(model.objects.get(pk=row.pk))
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
