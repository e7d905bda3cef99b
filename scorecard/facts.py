"""What is recorded of one target, as plain values: the evaluator's whole input."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from households.packages import Who


class Rank(IntEnum):
    """Which of two statements of one day wins: the higher."""

    REGISTRATION = 0
    CHANGE = 1
    RECORD = 2


@dataclass(frozen=True, slots=True)
class Stated:
    """A `v`, `x` or code, dated: from a monthly record or from the register."""

    day: date
    rank: Rank
    value: str

    @property
    def precedence(self) -> tuple[date, int, str]:
        """Newest last; of two records of one day that disagree the `x` wins."""
        return self.day, self.rank, self.value


@dataclass(frozen=True, slots=True)
class Record:
    """One monthly row of Formulir 2A or 2B, its cells by column name."""

    visited_on: date
    cells: Mapping[str, object]

    @property
    def month(self) -> date:
        """The first day of the month it belongs to."""
        return self.visited_on.replace(day=1)


@dataclass(frozen=True, slots=True)
class Target:
    """One pregnancy or one child, with every fact that can decide its letters.

    `statements` holds by column what the register says of the target, and all that
    is said of its household by anybody (its own records included, if it belonged to
    the household then). `at_birth` names the measures taken at birth. `marks` are
    the child's months of Formulir 2C by their first day.
    """

    who: Who  # MOTHER, or CHILD at any age
    registered_on: date
    born_on: date | None = None
    due_on: date | None = None  # HPL
    ended_on: date | None = None
    outcome: str = ""
    exited_on: date | None = None
    exit_reason: str = ""
    at_birth: frozenset[str] = frozenset()
    records: tuple[Record, ...] = ()
    statements: Mapping[str, tuple[Stated, ...]] = field(default_factory=dict)
    marks: Mapping[date, str] = field(default_factory=dict)

    def stated(self, column: str, *, by_household: bool = False) -> tuple[Stated, ...]:
        """Return all statements of a column, with the own records' if about itself."""
        register = self.statements.get(column, ())
        if by_household:
            return register
        return register + tuple(
            Stated(record.visited_on, Rank.RECORD, str(record.cells[column]))
            for record in self.records
            if record.cells.get(column)
        )


def newest(statements: tuple[Stated, ...], until: date) -> Stated | None:
    """Return the statement that holds on a day; None when nothing was stated yet."""
    known = [one for one in statements if one.day <= until]
    return max(known, key=lambda one: one.precedence, default=None)
