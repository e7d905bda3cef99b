"""Formulir 2C: the marks of children over two."""

from django.db import transaction

from households.models import PaudMonth
from households.plausible import Span, paud_problems
from villages import audit
from villages.actions.saving import given_uuid
from villages.models import AuditEntry
from villages.models.entry import StaleVersion

from .saving import refuse, today_of, touch, villages_of_people


@transaction.atomic
def mark_paud(child, *, by, month, mark, uuid=None, version=None, today=None):
    """Mark one month `-`, `v` or `x`; "" takes the mark away. Returns the row or None.

    `version` is that of the row as it was shown, None when there was none. Raises
    Implausible, QuarterFinal, StaleVersion.
    """
    month = month.replace(day=1)
    today = today_of(child.household, today)
    span = Span(child.registered_on, child.exited_on, child.exit_reason)
    refuse(paud_problems(month, child.born_on, span, today))
    if _mark_of(child, month) == mark:
        return child.paud_months.filter(month=month).first()
    touch(villages_of_people(child), since=month, dated=[month], today=today)
    saved = child.paud_months.filter(month=month).first()
    if saved and saved.version != version:
        raise StaleVersion(saved)
    old = saved.mark if saved else ""
    row = _write(child, saved, month, mark, by=by, uuid=uuid)
    audit.wrote(
        AuditEntry.Act.CHANGE,
        child,
        village=child.household.village,
        by=by,
        changes={f"paud {month:%Y-%m}": [old, mark]},
    )
    return row


def _mark_of(child, month):
    marks = child.paud_months.filter(month=month).values_list("mark", flat=True)
    return next(iter(marks), "")


def _write(child, saved, month, mark, *, by, uuid):
    if not mark:
        saved.delete()
        return None
    if saved is None:
        return PaudMonth.objects.create(
            child=child,
            month=month,
            mark=mark,
            recorded_by=by,
            **given_uuid(PaudMonth, uuid),
        )
    saved.mark, saved.version, saved.recorded_by = mark, saved.version + 1, by
    saved.save(update_fields=["mark", "version", "recorded_by"])
    return saved
