"""A row is closed with what came of it, and the closing can be taken back."""

from django.db import transaction

from villages import audit
from villages.models import AuditEntry


@transaction.atomic
def close(row, outcome, note, *, by):
    """Say what came of a Closable, today in its village. Closed already: nothing."""
    rows = type(row).objects.select_for_update(no_key=True, of=("self",))
    held = rows.get(pk=row.pk)
    if held.closed_on:
        return held
    held.close(outcome=outcome, note=note, on=held.village.today(), by=by)
    _note(held, {"outcome": ["", outcome], "outcome_note": ["", note]}, by)
    return held


@transaction.atomic
def reopen(row, *, by):
    """Take back the closing of a Closable."""
    changes = {"outcome": [row.outcome, ""]}
    row.reopen()
    _note(row, changes, by)


def _note(row, changes, by):
    act, village = AuditEntry.Act.CHANGE, row.village
    audit.wrote(act, row, village=village, by=by, changes=changes)
