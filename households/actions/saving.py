"""What every change of a fact does: refuse, touch its quarters, write it down."""

from django.db import transaction

from households.models import Quarter, Residence
from households.models.entry import StaleVersion
from households.waking import wake_on_commit
from villages import audit
from villages.models import AuditEntry


class Implausible(Exception):
    """Facts that cannot be; nothing was saved. `problems` say what and how to mend."""

    def __init__(self, problems):
        self.problems = list(problems)
        super().__init__(" ".join(str(problem) for problem in self.problems))


def refuse(problems):
    """Raise Implausible when there is any problem."""
    problems = list(problems)
    if problems:
        raise Implausible(problems)


def today_of(household, today=None):
    """The given day, else the date in the household's village."""
    return today or household.village.today()


def villages_of_households(*households):
    """Ids of every village the households live or lived in."""
    lived = Residence.objects.filter(household__in=households)
    return {household.village_id for household in households} | set(
        lived.values_list("village_id", flat=True)
    )


def villages_of_people(*people):
    """Ids of every village in which one of the people was ever a member."""
    lived = Residence.objects.filter(household__memberships__person__in=people)
    return {person.household.village_id for person in people} | set(
        lived.values_list("village_id", flat=True)
    )


def touch(villages, *, since, dated, today):
    """Mark the quarters a change affects and wake the worker. Raises QuarterFinal."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a fact is saved with its mark")
    Quarter.objects.touch(villages, since=since, dated=dated, today=today)
    wake_on_commit()


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
    if uuid is None or model.objects.filter(uuid=uuid).exists():
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
