"""Ages in completed calendar months, and how far a pregnancy has come."""

import calendar
from datetime import date, timedelta
from enum import IntEnum

TERM_DAYS = 280  # from HPHT to HPL: 40 weeks


class NotYetBorn(ValueError):
    """An age was asked for a day before the birth date."""

    def __init__(self, born_on: date, day: date) -> None:
        super().__init__(f"{day} lies before the birth date {born_on}")


class Trimester(IntEnum):
    """A third of the pregnancy: weeks 0–13, 14–27, from 28 on."""

    FIRST = 1
    SECOND = 2
    THIRD = 3


def first_of_month(day: date) -> date:
    """Return the first day of the month in which a day lies."""
    return day.replace(day=1)


def last_of_month(day: date) -> date:
    """Return the last day of the month in which a day lies."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, earlier for a negative number.

    Where that month is shorter, its last day. Raises ValueError beyond the years
    1 to 9999.
    """
    year, index = divmod(12 * day.year + day.month - 1 + months, 12)
    length = calendar.monthrange(year, index + 1)[1]
    return date(year, index + 1, min(day.day, length))


def completed_months(born_on: date, day: date) -> int:
    """Return the age on a day in completed calendar months, 0 or more.

    A month is completed on the day of the month of birth; a child born on the
    31st completes one on the last day of a shorter month. Raises NotYetBorn.
    """
    if day < born_on:
        raise NotYetBorn(born_on, day)
    months = 12 * (day.year - born_on.year) + day.month - born_on.month
    is_short = day.day < born_on.day and day != last_of_month(day)
    return months - 1 if is_short else months


def born_on_or_before(day: date, months: int) -> date:
    """Return the latest birth date that has completed so many months by the day.

    For every birth date b up to the day: completed_months(b, day) >= months
    exactly when b <= born_on_or_before(day, months). It is the bound that a
    query compares birth dates with, so that no query reckons with dates.
    """
    birthday = add_months(day, -months)
    return last_of_month(birthday) if day == last_of_month(day) else birthday


def hpl_from_hpht(hpht: date) -> date:
    """Return the expected date of delivery: 280 days after the last period began."""
    return hpht + timedelta(days=TERM_DAYS)


def hpht_from_hpl(hpl: date) -> date:
    """Return the day the last period began: 280 days before the expected date."""
    return hpl - timedelta(days=TERM_DAYS)


def pregnancy_weeks(hpl: date, day: date) -> int:
    """Return completed weeks of pregnancy on a day: ⌊(280 − days to HPL) / 7⌋.

    40 on the HPL itself, more beyond it; negative before the last period began.
    """
    return (TERM_DAYS - (hpl - day).days) // 7


def trimester(hpl: date, day: date) -> Trimester:
    """Return the trimester on a day: below 14 weeks, below 28 weeks, from 28 on."""
    weeks = pregnancy_weeks(hpl, day)
    if weeks < 14:
        return Trimester.FIRST
    return Trimester.SECOND if weeks < 28 else Trimester.THIRD


def hpl_on_or_before(day: date, weeks: int) -> date:
    """Return the latest HPL with so many completed weeks on the day.

    pregnancy_weeks(hpl, day) >= weeks exactly when hpl <= this date; the bound
    for queries, as born_on_or_before() is for children.
    """
    return day + timedelta(days=TERM_DAYS - 7 * weeks)


def pregnancy_months(hpl: date, day: date) -> int:
    """Return "usia kehamilan (bulan)" of Formulir 2A and 3A, 0 or more.

    Completed calendar months since the last period began (HPL − 280 days), so 9
    at term; 0 before that day.
    """
    hpht = hpht_from_hpl(hpl)
    return completed_months(hpht, day) if day >= hpht else 0
