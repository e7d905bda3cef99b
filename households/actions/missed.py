"""Visits that reached nobody: written down, though nothing was recorded.

They are no service and no record, so no letter changes and no quarter is marked; a
final quarter takes none all the same.
"""

from django.db import transaction

from households.models import NotReached, Pregnancy, Quarter, QuarterFinal
from households.plausible import Span, visit_problems
from villages import audit
from villages.actions.saving import note_change, note_creation, overwrite
from villages.models import AuditEntry
from villages.quarters import Triwulan

from .saving import refuse

FIELDS = ("pregnancy_id", "child_id", "visited_on", "reason")


@transaction.atomic
def miss(target, *, by, visited_on, reason, today=None):
    """Note that somebody came to a pregnant woman or child in vain; returns the row.

    A second note of the same day changes its reason. Raises Implausible, QuarterFinal.
    """
    village = _village(target)
    _refuse(target, visited_on, village, today)
    about = "pregnancy" if isinstance(target, Pregnancy) else "child"
    row, is_new = NotReached.objects.get_or_create(
        **{about: target},
        visited_on=visited_on,
        defaults={"reason": reason, "recorded_by": by},
    )
    if is_new:
        note_creation(row, FIELDS, village=village, by=by)
    else:
        _change(row, {"reason": reason}, village=village, by=by, version=None)
    return row


@transaction.atomic
def correct_missed(row, *, by, visited_on, reason, version, today=None):
    """Change the day or the reason. Raises Implausible, QuarterFinal, StaleVersion."""
    village = _village(row.target)
    _refuse(row.target, visited_on, village, today)
    _refuse_final(village, row.visited_on)
    values = {"visited_on": visited_on, "reason": reason}
    _change(row, values, village=village, by=by, version=version)
    return row


@transaction.atomic
def undo_missed(row, *, by):
    """Take a note back; the journal keeps it. Raises QuarterFinal."""
    village = _village(row.target)
    _refuse_final(village, row.visited_on)
    old = audit.values_of(row, FIELDS)
    changes = {name: [value, None] for name, value in old.items() if value is not None}
    audit.wrote(AuditEntry.Act.DELETE, row, village=village, by=by, changes=changes)
    row.delete()


def _change(row, values, *, village, by, version):
    if all(getattr(row, name) == value for name, value in values.items()):
        return
    before = audit.values_of(row, FIELDS)
    overwrite(row, values, version=version, by=by)
    note_change(row, before, FIELDS, village=village, by=by)


def _village(target):
    person = target.woman if isinstance(target, Pregnancy) else target
    return person.household.village


def _refuse(target, visited_on, village, today):
    span = Span(target.registered_on, target.exited_on, target.exit_reason)
    born_on = None if isinstance(target, Pregnancy) else target.born_on
    refuse(visit_problems(visited_on, span, today or village.today(), born_on=born_on))
    _refuse_final(village, visited_on)


def _refuse_final(village, day):
    quarter = Triwulan.of(day)
    final = Quarter.objects.of(quarter).filter(
        village=village, state=Quarter.State.FINAL
    )
    if final.exists():
        raise QuarterFinal(quarter)
