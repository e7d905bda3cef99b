"""What every change of a fact does: refuse, touch its quarters, write it down."""

from django.db import transaction

from households.models import Quarter, Residence
from households.waking import wake_on_commit
from villages.actions.saving import (
    given_uuid,
    note_change,
    note_creation,
    overwrite,
    saved_with,
)

__all__ = [
    "Implausible",
    "given_uuid",
    "note_change",
    "note_creation",
    "overwrite",
    "refuse",
    "saved_with",
    "today_of",
    "touch",
    "villages_of_households",
    "villages_of_people",
]


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
