"""How a village numbers its documents from now on."""

from django.db import transaction

from villages import audit
from villages.models import AuditEntry, NumberFormat
from villages.models.number_format import DEFAULTS


@transaction.atomic
def set_formats(village, changes, *, by):
    """Keep the formats typed anew, by kind; "" leaves the kind to be typed by hand.

    Numbers that were given stay as they are.
    """
    for kind, pattern in changes.items():
        row, _ = NumberFormat.objects.get_or_create(
            village=village, kind=kind, defaults={"pattern": DEFAULTS.get(kind, "")}
        )
        before = row.pattern
        row.become(pattern)
        audit.wrote(
            AuditEntry.Act.CHANGE,
            row,
            village=village,
            by=by,
            changes={"pattern": [before, pattern]},
        )
