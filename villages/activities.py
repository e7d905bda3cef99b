"""The activity log of a village: which periods it can be read by, and its recap."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, Sum

from .models import Activity
from .quarters import InvalidQuarter, Triwulan
from .wording import month_and_year

_YEAR = re.compile(r"(20\d\d)", re.ASCII)
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


class NoPeriod(ValueError):
    """The text names no month, quarter or year."""


@dataclass(frozen=True, slots=True)
class Period:
    """A month "2026-03", a quarter "2026-1" or a year "2026" to read the log by."""

    key: str
    label: str
    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> "Period":
        """The period of a key. Raises NoPeriod."""
        if match := _YEAR.fullmatch(text):
            return cls.of_year(int(match[1]))
        if match := _MONTH.fullmatch(text):
            return cls.of_month(date(int(match[1]), int(match[2]), 1))
        try:
            return cls.of_quarter(Triwulan.parse(text))
        except InvalidQuarter as error:
            raise NoPeriod(text) from error

    @classmethod
    def of_year(cls, year: int) -> "Period":
        return cls(str(year), f"Tahun {year}", date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def of_quarter(cls, quarter: Triwulan) -> "Period":
        return cls(quarter.key, quarter.label, quarter.first_day, quarter.last_day)

    @classmethod
    def of_month(cls, month: date) -> "Period":
        days = calendar.monthrange(month.year, month.month)[1]
        label = month_and_year(month)
        return cls(f"{month:%Y-%m}", label, month, month.replace(day=days))


def periods_of(village) -> dict[str, list[Period]]:
    """The months, quarters and years in which something was done, newest first."""
    months = village.activities.kept().dates("held_on", "month", order="DESC")
    months = [date(day.year, day.month, 1) for day in months]
    quarters = dict.fromkeys(Triwulan.of(month) for month in months)
    years = dict.fromkeys(month.year for month in months)
    return {
        "Bulan": [Period.of_month(month) for month in months],
        "Triwulan": [Period.of_quarter(quarter) for quarter in quarters],
        "Tahun": [Period.of_year(year) for year in years],
    }


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something was done, and how many people it reached."""

    times: int = 0
    men: int = 0
    women: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.times + other.times, self.men + other.men, self.women + other.women
        )

    @property
    def people(self) -> int:
        return self.men + self.women


def tally_of(activities) -> Tally:
    """All of some activities together, in one query."""
    sums = activities.aggregate(times=Count("pk"), men=Sum("men"), women=Sum("women"))
    return Tally(sums["times"], sums["men"] or 0, sums["women"] or 0)


@dataclass(frozen=True, slots=True)
class RecapRow:
    """One kind of activity over the twelve months of a year."""

    label: str
    months: tuple[Tally, ...]

    @property
    def total(self) -> Tally:
        return sum(self.months, Tally())


@dataclass(frozen=True, slots=True)
class Recap:
    """What was done in a year: kinds by month, and all of them together."""

    year: int
    rows: tuple[RecapRow, ...]

    @property
    def together(self) -> RecapRow:
        by_month = zip(*(row.months for row in self.rows), strict=True)
        return RecapRow("Jumlah", tuple(sum(month, Tally()) for month in by_month))


def recap_of(village, year: int) -> Recap:
    """The recap of a year, in one query."""
    of_year = Period.of_year(year)
    counted = (
        village.activities.kept()
        .between(of_year.first, of_year.last)
        .values("kind", month=F("held_on__month"))
        .order_by()
        .annotate(times=Count("pk"), men_sum=Sum("men"), women_sum=Sum("women"))
    )
    cells = {
        (row["kind"], row["month"]): Tally(
            row["times"], row["men_sum"], row["women_sum"]
        )
        for row in counted
    }
    rows = (
        RecapRow(kind.label, tuple(cells.get((kind, m), Tally()) for m in range(1, 13)))
        for kind in Activity.Kind
    )
    return Recap(year, tuple(rows))


def after(activities, last: Activity):
    """What follows one activity in the order of the log, newest first."""
    earlier = Q(held_on__lt=last.held_on) | Q(held_on=last.held_on, pk__lt=last.pk)
    return activities.filter(earlier)
