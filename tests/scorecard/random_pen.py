"""How a random village is written down: a draw of integers into cells and days."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, lru_cache
from typing import Any

from hypothesis import strategies as st

from tests.scorecard.third_dates import (
    Month,
    days_after,
    first_day,
    last_day,
    month_of,
    months_later,
)
from tests.scorecard.third_register import Row

TICK = ("", "v", "v", "x")
EVEN = 256  # up to here a draw is evenly spread
AFTER_THE_QUARTER = 25  # days whose facts must change nothing


@cache
def below(count: int) -> st.SearchStrategy[int]:
    return st.integers(0, count - 1)


@lru_cache(maxsize=4096)
def turning_days(first: date, last: date) -> tuple[date, ...]:
    """First, tenth (day of the posyandu) and last of each month between."""
    days = []
    month = month_of(first)
    while month <= month_of(last):
        days += [first_day(month), date(*month, 10), last_day(month)]
        month = months_later(month, 1)
    return tuple(day for day in days if first <= day <= last) or (first,)


class Pen:
    """Draws cells and days for one quarter and as-of date."""

    def __init__(self, draw: Callable[[Any], Any], quarter: Month, as_of: date) -> None:
        self.draw = draw
        self.first = first_day((quarter[0], quarter[1] * 3 - 2))
        self.last = last_day((quarter[0], quarter[1] * 3))
        self.horizon = days_after(self.last, AFTER_THE_QUARTER)
        self.as_of = as_of

    def below(self, count: int) -> int:
        """Evenly; hypothesis prefers the small ones of a wide range."""
        if count <= EVEN:
            return self.draw(below(count))
        high = self.draw(below(-(-count // EVEN)))
        return min(high * EVEN + self.draw(below(EVEN)), count - 1)

    def pick(self, choices: tuple[Any, ...]) -> Any:
        return choices[self.below(len(choices))]

    def digits(self, *sizes: int) -> list[int]:
        """Several small numbers, in as few draws as stay even."""
        digits: list[int] = []
        number, room = 0, 1
        for index, size in enumerate(sizes):
            if room < size:
                room = 1
                for ahead in sizes[index:]:
                    if room * ahead > EVEN:
                        break
                    room *= ahead
                number = self.below(room)
            number, digit = divmod(number, size)
            room //= size
            digits.append(digit)
        return digits

    def ticks(self, columns: tuple[str, ...]) -> Row:
        """All blank, one alone, or each as it comes."""
        ways = self.below(5)
        digits = [0] * len(columns)
        if ways == 1:
            digits[self.below(len(columns))] = 1 + self.below(len(TICK) - 1)
        elif ways > 1:
            digits = self.digits(*[len(TICK)] * len(columns))
        return {
            column: TICK[digit] for column, digit in zip(columns, digits, strict=True)
        }

    def day(self, first: date, last: date, edges: Iterable[date] = ()) -> date:
        """A day between, more often than not one on which something turns."""
        span = max((last - first).days, 0) + 1
        number = self.below(3 * span)
        if number < span:
            return days_after(first, number)
        turning = [edge for edge in edges if first <= edge <= last]
        if number < 2 * span or not turning:
            turning = list(turning_days(first, last))
        return turning[number % len(turning)]

    def early(self, first: date, last: date) -> date:
        """Usually the first day possible."""
        return self.day(first, last) if self.below(3) == 2 else first
