"""Z-scores of many measurements at once, exactly as households.growth gives them.

One by one every score takes several powers of 28 digits. Here each table is unpacked
into columns of floats once, with its SD 2 and SD 3, and a score is a few float
operations. A score that lies so near a rounding edge or an end of a table that a
float could tell it wrongly is left to `grow`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from .growth import (
    DAYS_PER_MONTH,
    HEIGHT_FROM_DAY,
    STANDING,
    STANDS_FROM_MONTHS,
    Growth,
    Measurement,
    corrected_length,
    grow,
    is_too_old,
)
from .standards import Lms, Standard, by_day, by_length

LAST_DAY = 1856  # of the daily tables
_TENTHS = {
    Standard.WEIGHT_FOR_LENGTH: (450, 1100),
    Standard.WEIGHT_FOR_HEIGHT: (650, 1200),
}
# A float's error in a score is below 1e-9; so near a rounding edge it decides nothing.
_DOUBTFUL = 1e-6


class _NearAnEdge(Exception):
    """A float cannot tell on which side of a rounding edge the score lies."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A table in floats, by day or by tenths of a cm from `first` on."""

    first: int
    power: tuple[float, ...]
    median: tuple[float, ...]
    variation: tuple[float, ...]


def grow_all(children: Iterable[Measurement]) -> list[Growth]:
    """Return the Growth of every measurement, each equal to grow(measurement)."""
    return [_grown(child) for child in children]


def _grown(child: Measurement) -> Growth:
    try:
        return _fast(child)
    except _NearAnEdge:
        return grow(child)


def _fast(child: Measurement) -> Growth:
    length = corrected_length(child)
    is_height = child.age_days >= HEIGHT_FROM_DAY
    too_young = (
        child.length_cm is not None
        and child.position == STANDING
        and child.age_days < STANDS_FROM_MONTHS * DAYS_PER_MONTH
    )
    cm = None if length is None else float(length)
    weighed = None if child.has_oedema else child.weight_kg
    kg = None if weighed is None else float(weighed)
    if is_too_old(child.age_days):
        cm = kg = None
    sex, day = child.sex, child.age_days
    return Growth(
        _by_age(Standard.LENGTH_FOR_AGE, sex, day, cm, is_weight=False),
        _by_age(Standard.WEIGHT_FOR_AGE, sex, day, kg, is_weight=True),
        _by_cm(sex, is_height, cm, kg),
        _by_age(Standard.BMI_FOR_AGE, sex, day, _bmi(kg, cm), is_weight=True),
        length,
        is_height,
        child.has_oedema,
        too_young,
    )


def _bmi(kg: float | None, cm: float | None) -> float | None:
    return None if kg is None or cm is None else kg / (cm / 100) ** 2


def _by_age(
    standard: Standard, sex: str, day: int, value: float | None, *, is_weight: bool
) -> Decimal | None:
    if value is None:
        return None
    column = _by_day(standard, sex)
    row = column.power[day], column.median[day], column.variation[day]
    return _rounded(_z(value, *row, is_weight=is_weight))


def _by_cm(
    sex: str, is_height: bool, cm: float | None, kg: float | None
) -> Decimal | None:
    if kg is None or cm is None:
        return None
    standard = Standard.WEIGHT_FOR_HEIGHT if is_height else Standard.WEIGHT_FOR_LENGTH
    column = _by_tenth(standard, sex)
    tenths = 10 * cm - column.first
    last = len(column.power) - 1
    if -_DOUBTFUL < tenths < _DOUBTFUL or last - _DOUBTFUL < tenths < last + _DOUBTFUL:
        raise _NearAnEdge
    if not 0 < tenths < last:
        return None
    below = int(tenths)
    share = tenths - below
    row = (
        _between(one[below], one[below + 1], share)
        for one in (column.power, column.median, column.variation)
    )
    return _rounded(_z(kg, *row, is_weight=True))


def _between(low: float, high: float, share: float) -> float:
    return low + share * (high - low)


def _z(
    value: float, power: float, median: float, variation: float, *, is_weight: bool
) -> float:
    z: float = ((value / median) ** power - 1) / (power * variation)
    if not is_weight or -3 <= z <= 3:
        return z
    sign = 1 if z > 0 else -1
    third = _at(3 * sign, power, median, variation)
    step = abs(third - _at(2 * sign, power, median, variation))
    return 3 * sign + (value - third) / step


def _at(score: int, power: float, median: float, variation: float) -> float:
    value: float = median * (1 + power * variation * score) ** (1 / power)
    return value


def _rounded(z: float) -> Decimal:
    """Two decimals, half up; next to half a hundredth a float does not decide."""
    hundredths = abs(z) * 100
    whole = int(hundredths + 0.5)
    if abs(hundredths + 0.5 - round(hundredths + 0.5)) < _DOUBTFUL:
        raise _NearAnEdge
    return Decimal(whole if z >= 0 else -whole).scaleb(-2) + 0


@cache
def _by_day(standard: Standard, sex: str) -> _Column:
    return _column(0, [by_day(standard, sex, day) for day in range(LAST_DAY + 1)])


@cache
def _by_tenth(standard: Standard, sex: str) -> _Column:
    first, last = _TENTHS[standard]
    rows = (by_length(standard, sex, Decimal(n) / 10) for n in range(first, last + 1))
    return _column(first, [row for row in rows if row is not None])


def _column(first: int, rows: list[Lms]) -> _Column:
    return _Column(
        first,
        tuple(float(row.power) for row in rows),
        tuple(float(row.median) for row in rows),
        tuple(float(row.variation) for row in rows),
    )
