"""Calendar of the third reading: months, ages and weeks, counted by hand."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

Month = tuple[int, int]


def month_of(day: date) -> Month:
    return day.year, day.month


def first_day(month: Month) -> date:
    return date(month[0], month[1], 1)


def last_day(month: Month) -> date:
    return date(*month, calendar.monthrange(*month)[1])


def months_later(month: Month, count: int) -> Month:
    years, index = divmod(month[1] - 1 + count, 12)
    return month[0] + years, index + 1


def completed_months(born: date, day: date) -> int:
    """Age in completed calendar months; a 31st is completed on a shorter last day."""
    months = (day.year - born.year) * 12 + day.month - born.month
    birthday = min(born.day, last_day(month_of(day)).day)
    return months if day.day >= birthday else months - 1


def completed_weeks(expected: date, day: date) -> int:
    """Weeks of pregnancy: 280 days end on the expected date of birth."""
    return (280 - (expected - day).days) // 7


def days_after(day: date, count: int) -> date:
    return day + timedelta(days=count)


class QuarterRefused(ValueError):
    """The quarter has not begun, or the as-of date lies before its first day."""


@dataclass(frozen=True)
class Moment:
    """A quarter as it is seen on its as-of date."""

    months: tuple[Month, Month, Month]
    as_of: date

    @property
    def first(self) -> date:
        return first_day(self.months[0])

    def has(self, day: date) -> bool:
        return self.first <= day <= self.as_of


def moment_of(year: int, quarter: int, as_of: date | None, today: date) -> Moment:
    """The as-of date is the quarter's last day, or today while it runs.

    A given date later than either is capped.
    """
    start = (year, quarter * 3 - 2)
    months = (start, months_later(start, 1), months_later(start, 2))
    day = min(last_day(months[2]), today)
    if as_of is not None:
        day = min(day, as_of)
    if day < first_day(start):
        raise QuarterRefused(f"{day} is before triwulan {quarter} of {year}")
    return Moment(months, day)
