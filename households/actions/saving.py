"""What every change of a fact does: refuse, touch its quarters, write it down."""

from django.db import connection, transaction

from households.models import Quarter
from households.plausible import Problem
from households.waking import wake_on_commit
from households.whereabouts import Whereabouts, of_households, of_people


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


def refuse_if_merged(row):
    """Raise Implausible when a row was merged into another: that one is changed."""
    if row.merged_into_id:
        remedy = "Ubah data yang tetap, atau pisahkan lagi di riwayat penggabungan."
        raise Implausible([Problem("", "Data ini sudah digabung.", remedy)])


def today_of(household, today=None):
    """The given day, else the date in the household's village."""
    return today or household.village.today()


def villages_of_households(*households):
    """Every village the households live or lived in, as Whereabouts."""
    return of_households(*households)


def villages_of_people(*people):
    """Every village in which one of the people was ever a member, as Whereabouts."""
    return of_people(*people)


def touch(villages, *, since, dated, today):
    """Mark the quarters a change affects and wake the worker.

    Raises QuarterFinal, and MovedAway when the `villages` are Whereabouts and somebody
    accepted the family elsewhere before its quarters were held.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a fact is saved with its mark")
    lived = villages if isinstance(villages, Whereabouts) else None
    guards = lived.guards if lived else None
    Quarter.objects.touch(
        villages, since=since, dated=dated, today=today, guards=guards
    )
    if lived:
        # SQLite's writer is alone from its beginning; others waited for the rows.
        lived.refuse_if_moved(is_read_again=connection.features.has_select_for_update)
    wake_on_commit()
