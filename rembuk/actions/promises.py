"""A promise is closed with what came of it, and the closing can be taken back."""

from django.db import transaction

from villages import audit
from villages.models import AuditEntry

from ..models import Promise


@transaction.atomic
def close(promise, outcome, note, *, by):
    """Say what came of a promise, today in the village. Closed already: nothing."""
    held = Promise.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=promise.pk
    )
    if held.closed_on:
        return held
    held.close(outcome=outcome, note=note, on=held.village.today(), by=by)
    _note(held, {"outcome": ["", outcome], "outcome_note": ["", note]}, by)
    return held


@transaction.atomic
def reopen(promise, *, by):
    """Take back the closing of a promise."""
    changes = {"outcome": [promise.outcome, ""]}
    promise.reopen()
    _note(promise, changes, by)


def _note(promise, changes, by):
    village = promise.village
    act = AuditEntry.Act.CHANGE
    audit.wrote(act, promise, village=village, by=by, changes=changes)
