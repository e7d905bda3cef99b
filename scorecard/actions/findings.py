"""A finding is closed with what came of it, and the closing can be taken back."""

from django.db import transaction

from scorecard.models import Finding
from villages import audit
from villages.models import AuditEntry


@transaction.atomic
def close(finding: Finding, outcome: str, note: str, *, by) -> None:
    """Say what came of a finding, today in the village."""
    today = finding.village.today()
    finding.close(outcome=outcome, note=note, on=today, by=by)
    _note(finding, {"outcome": ["", outcome], "outcome_note": ["", note]}, by)


@transaction.atomic
def reopen(finding: Finding, *, by) -> None:
    """Take back the closing of a finding."""
    changes = {"outcome": [finding.outcome, ""]}
    finding.reopen()
    _note(finding, changes, by)


def _note(finding: Finding, changes: dict, by) -> None:
    village = finding.village
    act = AuditEntry.Act.CHANGE
    audit.wrote(act, finding, village=village, by=by, changes=changes)
