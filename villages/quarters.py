"""A quarter (triwulan) of a year: its days, its deadline, its as-of date."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from .wording import long_date

_KEY = re.compile(r"(\d{4})-([1-4])", re.ASCII)


class InvalidQuarter(ValueError):
    """The text names no quarter; the message says so in Indonesian."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"“{text}” bukan triwulan. Tulis tahun dan nomor 1 sampai 4, "
            "misalnya 2026-2."
        )


class QuarterNotBegun(ValueError):
    """Figures were asked for a quarter that lies in the future."""

    def __init__(self, quarter: "Triwulan") -> None:
        super().__init__(
            f"{quarter} belum dimulai. Angkanya dapat dilihat mulai "
            f"{long_date(quarter.first_day)}."
        )


class AsOfBeforeQuarter(ValueError):
    """The given as-of date lies before the first day of the quarter."""

    def __init__(self, quarter: "Triwulan", given: date) -> None:
        super().__init__(
            f"Tanggal {long_date(given)} terletak sebelum {quarter}. Pilih "
            f"tanggal mulai {long_date(quarter.first_day)}."
        )


@dataclass(frozen=True, slots=True, order=True)
class Triwulan:
    """Three calendar months: TW1 January–March to TW4 October–December.

    Ordered by time. A visit belongs to the quarter of its day in the village's
    own time zone. Raises InvalidQuarter for a number other than 1 to 4 or a year
    outside 1900 to 9998.
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1900 <= self.year <= 9998 and 1 <= self.number <= 4):
            raise InvalidQuarter(f"{self.year}-{self.number}")

    def __str__(self) -> str:
        return self.label

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the quarter in which a day lies."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the quarter written as "2026-2". Raises InvalidQuarter."""
        match = _KEY.fullmatch(text.strip())
        if not match:
            raise InvalidQuarter(text)
        return cls(int(match[1]), int(match[2]))

    @property
    def key(self) -> str:
        """The short form that parse() reads: "2026-2"; sorts by time as text."""
        return f"{self.year}-{self.number}"

    @property
    def label(self) -> str:
        """The form people read: "TW2 2026"."""
        return f"TW{self.number} {self.year}"

    @property
    def first_day(self) -> date:
        """The first day of the first month."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        """The last day of the third month."""
        month = 3 * self.number
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def months(self) -> tuple[date, date, date]:
        """The first days of the three months."""
        first = self.first_day
        return (
            first,
            first.replace(month=first.month + 1),
            first.replace(month=first.month + 2),
        )

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def shift(self, quarters: int) -> "Triwulan":
        """Return the quarter so many later; earlier for a negative number."""
        year, index = divmod(4 * self.year + self.number - 1 + quarters, 4)
        return Triwulan(year, index + 1)

    @property
    def next(self) -> "Triwulan":
        """The quarter after this one."""
        return self.shift(1)

    @property
    def previous(self) -> "Triwulan":
        """The quarter before this one."""
        return self.shift(-1)

    def through(self, last: "Triwulan") -> tuple["Triwulan", ...]:
        """Return this quarter to the last, both included; () when it is earlier."""
        count = 4 * (last.year - self.year) + last.number - self.number + 1
        return tuple(self.shift(n) for n in range(count))

    def deadline(self, zone: ZoneInfo) -> datetime:
        """Return 23:59 of the last day in the zone: the last minute in time."""
        day = self.last_day
        return datetime(day.year, day.month, day.day, 23, 59, tzinfo=zone)

    def is_late(self, made_at: datetime, zone: ZoneInfo) -> bool:
        """Whether an entry made at this instant missed the reporting deadline.

        The minute 23:59 itself is in time. The instant must know its zone.
        """
        return made_at >= self.deadline(zone) + timedelta(minutes=1)


def as_of(quarter: Triwulan, today: date, given: date | None = None) -> date:
    """Return the day up to which the quarter's facts count.

    The last day of the quarter, or today (in the village's zone) while it runs.
    A given day is capped to that; None means no day was given. Raises
    QuarterNotBegun, and AsOfBeforeQuarter for a given day before the first.
    """
    if today < quarter.first_day:
        raise QuarterNotBegun(quarter)
    latest = min(quarter.last_day, today)
    if given is None:
        return latest
    if given < quarter.first_day:
        raise AsOfBeforeQuarter(quarter, given)
    return min(given, latest)
