"""The dates that the engine's statement is bound with.

No query reckons with dates: for every comparison Python works out the bound once,
so that the same text runs on SQLite and PostgreSQL and an index can be used.
"""

from collections.abc import Callable
from datetime import date, timedelta

from households.ages import (
    add_months,
    born_on_or_before,
    first_of_month,
    hpl_on_or_before,
    last_of_month,
)
from villages.quarters import Triwulan

Bound = Callable[[Triwulan, date], object]

NEVER = date.min  # before every date that is stored
CALENDAR_MONTHS = 15  # before the quarter; a child of 24 months has no more since 10


def days_before(days: int) -> Bound:
    """Bind the day so many days before the as-of date."""
    return lambda quarter, as_of: as_of - timedelta(days=days)


def days_before_quarter(days: int) -> Bound:
    """Bind the day so many days before the quarter's first day."""
    return lambda quarter, as_of: quarter.first_day - timedelta(days=days)


def born_by(months: int) -> Bound:
    """Bind the last birth date with so many completed months on the as-of date."""
    return lambda quarter, as_of: born_on_or_before(as_of, months)


def due_by(weeks: int) -> Bound:
    """Bind the last HPL with so many completed weeks on the as-of date."""
    return lambda quarter, as_of: hpl_on_or_before(as_of, weeks)


def recent_month(months: int) -> Bound:
    """Bind the first day of the earliest of so many months up to the as-of date's."""
    return lambda quarter, as_of: add_months(first_of_month(as_of), 1 - months)


def month(place: int) -> Bound:
    """Bind the first day of a month; 0 to 2 lie in the quarter, -1 before it."""
    return lambda quarter, as_of: add_months(quarter.first_day, place)


def month_end(place: int) -> Bound:
    """Bind the last day of a month of the quarter."""
    return lambda quarter, as_of: last_of_month(add_months(quarter.first_day, place))


def month_less_days(place: int, days: int) -> Bound:
    """Bind the day so many days before the first day of a month."""
    return lambda quarter, as_of: (
        add_months(quarter.first_day, place) - timedelta(days=days)
    )


def known_by(place: int) -> Bound:
    """Bind the last day on which one must be registered to be due in a month."""
    return lambda quarter, as_of: min(
        last_of_month(add_months(quarter.first_day, place)), as_of
    )


def ended_month(place: int, of: Bound) -> Bound:
    """Bind a date if the month has ended by the as-of date, else NEVER."""

    def bound(quarter: Triwulan, as_of: date) -> object:
        last = last_of_month(add_months(quarter.first_day, place))
        return of(quarter, as_of) if last <= as_of else NEVER

    return bound


def born_by_month_end(place: int, months: int) -> Bound:
    """Bind the last birth date with so many completed months at a month's end."""
    return lambda quarter, as_of: born_on_or_before(
        last_of_month(add_months(quarter.first_day, place)), months
    )


def calendar_rows() -> str:
    """Return the calendar as VALUES: a month, and the birth month so much earlier."""
    names = ("first", "last", "born_from", "born_to")
    rows = (
        ", ".join(f"%({name}_{n})s" for name in names) for n in range(CALENDAR_MONTHS)
    )
    return ", ".join(f"({row})" for row in rows)


def calendar(quarter: Triwulan, months: int) -> dict[str, date]:
    """Bind the calendar for an age of so many completed months."""
    found = {}
    for n in range(CALENDAR_MONTHS):
        first = add_months(quarter.first_day, -1 - n)
        born = add_months(first, -months)
        found[f"first_{n}"], found[f"last_{n}"] = first, last_of_month(first)
        found[f"born_from_{n}"], found[f"born_to_{n}"] = born, last_of_month(born)
    return found
