"""The growth chart as geometry: WHO's curves and a child's points in whole units.

Whole units of the drawing, as in villages.charts, because a template would print 12.5
with a comma. From day 731 height is the standard and before it length: there the
curves of length and BMI for age step down by what a standing child is shorter.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache

from .growth import DAYS_PER_MONTH, HEIGHT_FROM_DAY, Flag, Growth, is_too_old
from .standards import Lms, Standard, by_day, by_length

WIDTH, HEIGHT = 720, 620
LEFT, RIGHT, TOP, BOTTOM = 64, 664, 20, 552
SCORES = (-3, -2, -1, 0, 1, 2, 3)
YOUNG_MONTHS, ALL_MONTHS = 24, 60
JOINED_DAYS = 200  # half a year: how often a child is measured at the least


class Index(StrEnum):
    """Which chart; the value stands in addresses."""

    LENGTH = "panjang"  # PB/U, TB/U
    WEIGHT = "berat"  # BB/U
    WEIGHT_FOR_LENGTH = "berat-panjang"  # BB/PB, BB/TB
    BMI = "imt"  # IMT/U

    @property
    def label(self) -> str:
        """The chart's name as a person says it."""
        return _LABELS[self]

    @property
    def unit(self) -> str:
        """The unit of the upright scale."""
        return _UNITS[self]

    @property
    def is_by_age(self) -> bool:
        """Whether the level scale is the age in months, else the length in cm."""
        return self is not Index.WEIGHT_FOR_LENGTH


_LABELS = {
    Index.LENGTH: "Panjang atau tinggi menurut umur",
    Index.WEIGHT: "Berat menurut umur",
    Index.WEIGHT_FOR_LENGTH: "Berat menurut panjang atau tinggi",
    Index.BMI: "IMT menurut umur",
}
_UNITS = {Index.LENGTH: "cm", Index.BMI: "kg/m²"}
_UNITS |= dict.fromkeys((Index.WEIGHT, Index.WEIGHT_FOR_LENGTH), "kg")
_BY_AGE = {
    Index.LENGTH: Standard.LENGTH_FOR_AGE,
    Index.WEIGHT: Standard.WEIGHT_FOR_AGE,
    Index.BMI: Standard.BMI_FOR_AGE,
}
_FLAGS = {  # what makes a point of a chart one to be measured again
    Index.LENGTH: {Flag.TBU, Flag.STANDING_INFANT},
    Index.WEIGHT: {Flag.BBU},
    Index.WEIGHT_FOR_LENGTH: {Flag.BBTB},
    Index.BMI: {Flag.IMTU},
}
Run = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """What one visit puts on the charts: the day, the age, the kg and the scores."""

    day: date
    age_days: int
    kg: Decimal | None
    growth: Growth


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of a scale, and what stands beside it."""

    at: int
    label: str


@dataclass(frozen=True, slots=True)
class Curve:
    """One of the seven curves; in two runs where lying turns into standing."""

    score: int
    runs: tuple[Run, ...]

    @property
    def name(self) -> str:
        """Return "+2", "0" or "−2"."""
        return f"{self.score:+d}".replace("-", "−") if self.score else "0"

    @property
    def style(self) -> int:
        """How far from the middle, 0 to 3: each its own stroke."""
        return abs(self.score)

    @property
    def ends_at(self) -> int:
        """The height at which it leaves the plot, where its name stands."""
        return self.runs[-1][-1][1]

    @property
    def path(self) -> str:
        """The curve for an SVG: one move, then relative steps, which pack best."""
        return "".join(_path(run) for run in self.runs)


@dataclass(frozen=True, slots=True)
class Point:
    """One measurement in the plot: low is below −2 SD, flagged is to be repeated."""

    x: int
    y: int
    day: date
    value: Decimal
    score: Decimal
    is_low: bool
    is_flagged: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything a template draws. `step_at` is where lying turns into standing."""

    index: Index
    curves: tuple[Curve, ...]
    points: tuple[Point, ...]
    levels: tuple[Tick, ...]
    columns: tuple[Tick, ...]
    step_at: int | None = None
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    top: int = TOP
    bottom: int = BOTTOM

    @property
    def scale(self) -> str:
        """What the level scale counts."""
        return "umur (bulan)" if self.index.is_by_age else "panjang/tinggi (cm)"

    @property
    def is_crowded(self) -> bool:
        """Whether five years of months stand side by side: smaller points fit."""
        return self.columns[-1].label == str(ALL_MONTHS)

    @property
    def lines(self) -> tuple[Run, ...]:
        """The strokes through the points that stand; a long silence parts them."""
        found: list[list[Point]] = []
        for one in self.points:
            if one.is_flagged:
                continue
            if found and (one.day - found[-1][-1].day).days <= JOINED_DAYS:
                found[-1].append(one)
            else:
                found.append([one])
        runs = (tuple((one.x, one.y) for one in run) for run in found)
        return tuple(run for run in runs if len(run) > 1)

    @property
    def line(self) -> str:
        """The strokes for an SVG."""
        return "".join(_path(run) for run in self.lines)

    @property
    def last(self) -> Point | None:
        """The newest measurement."""
        return self.points[-1] if self.points else None


def _path(run: Run) -> str:
    (x, y), rest = run[0], run[1:]
    steps = []
    for to_x, to_y in rest:
        steps.append(f"{to_x - x}{to_y - y:+d}")
        x, y = to_x, to_y
    return f"M{run[0][0]} {run[0][1]}l{' '.join(steps)}"


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a value lies: both ends of both scales."""

    first: Decimal
    last: Decimal
    least: Decimal
    most: Decimal

    def x(self, at: Decimal) -> int:
        return LEFT + _part(at - self.first, self.last - self.first, RIGHT - LEFT)

    def y(self, value: Decimal) -> int:
        held = min(max(value, self.least), self.most)
        return BOTTOM - _part(held - self.least, self.most - self.least, BOTTOM - TOP)


def _part(share: Decimal, whole: Decimal, units: int) -> int:
    return int((share * units / whole).quantize(Decimal(1), ROUND_HALF_UP))


def chart(index: Index, sex: str, measured: Iterable[Measured]) -> Chart:
    """Return one chart of a child of "L" or "P".

    It reaches to 24 months until the child is measured as a standing one, then to 60.
    Weight for length shows lengths or heights, as the newest measurement was taken.
    Measurements without this score, or from 60 months on, are not drawn.
    """
    known = [one for one in measured if _score(index, one) is not None]
    is_standing = bool(known) and known[-1].age_days >= HEIGHT_FROM_DAY
    if not index.is_by_age:
        known = [one for one in known if one.growth.is_height == is_standing]
    frame, curves = _curves(index, sex, is_standing)
    step = index is not Index.WEIGHT and index.is_by_age and is_standing
    return Chart(
        index,
        curves,
        tuple(_point(index, frame, one) for one in known),
        tuple(Tick(frame.y(at), f"{at:f}") for at in _levels(frame)),
        tuple(_columns(index, frame)),
        frame.x(Decimal(HEIGHT_FROM_DAY)) if step else None,
    )


def _score(index: Index, one: Measured) -> Decimal | None:
    return {
        Index.LENGTH: one.growth.z_tbu,
        Index.WEIGHT: one.growth.z_bbu,
        Index.WEIGHT_FOR_LENGTH: one.growth.z_bbtb,
        Index.BMI: one.growth.z_imtu,
    }[index]


def _value(index: Index, one: Measured) -> Decimal:
    length, kg = one.growth.length_cm or Decimal(0), one.kg or Decimal(0)
    if index is Index.LENGTH:
        return length
    return kg / (length / 100) ** 2 if index is Index.BMI else kg


def _point(index: Index, frame: _Frame, one: Measured) -> Point:
    at = Decimal(one.age_days) if index.is_by_age else one.growth.length_cm
    value, score = _value(index, one), _score(index, one) or Decimal(0)
    return Point(
        frame.x(at or Decimal(0)),
        frame.y(value),
        one.day,
        value,
        score,
        score < -2,
        bool(one.growth.flags & _FLAGS[index]),
    )


# --- the curves ----------------------------------------------------------------------


@cache
def _curves(
    index: Index, sex: str, is_standing: bool
) -> tuple[_Frame, tuple[Curve, ...]]:
    """The scales and the seven curves: the same for every child of a sex."""
    runs = _runs(index, sex, is_standing)
    ends = [lms.value_at(score) for run in runs for _, lms in run for score in (-3, 3)]
    frame = _Frame(
        runs[0][0][0],
        runs[-1][-1][0],
        min(ends).quantize(Decimal(1), ROUND_FLOOR),
        max(ends).quantize(Decimal(1), ROUND_CEILING),
    )
    return frame, tuple(_curve(score, runs, frame) for score in SCORES)


_Rows = list[tuple[Decimal, Lms]]


def _curve(score: int, runs: Sequence[_Rows], frame: _Frame) -> Curve:
    drawn = tuple(
        tuple((frame.x(at), frame.y(lms.value_at(score))) for at, lms in run)
        for run in runs
    )
    return Curve(score, drawn)


def _runs(index: Index, sex: str, is_standing: bool) -> list[_Rows]:
    if not index.is_by_age:
        return [_rows(*_by_length(sex, is_standing))]
    standard = _BY_AGE[index]

    def row(day: Decimal) -> Lms:
        return by_day(standard, sex, int(day))

    young = _rows(_days(0, HEIGHT_FROM_DAY - 1, 6 if is_standing else 2), row)
    if not is_standing:
        return [young]
    older = _rows(_days(HEIGHT_FROM_DAY, _last_day(), 6), row)
    return [[*young, *older]] if index is Index.WEIGHT else [young, older]


def _rows(at: Iterable[Decimal], row: Callable[[Decimal], Lms | None]) -> _Rows:
    return [(one, lms) for one in at if (lms := row(one))]


def _days(start: int, end: int, halves: int) -> Iterator[Decimal]:
    """Days to draw at: each half month while growth is fast, then `halves` apart."""
    yield Decimal(start)
    for half in range(1, 2 * ALL_MONTHS):
        step = 1 if half <= 8 else 2 if half <= 24 else halves
        day = int(half * DAYS_PER_MONTH / 2)
        if half % step == 0 and start < day < end:
            yield Decimal(day)
    yield Decimal(end)


def _last_day() -> int:
    """The last day of age with a score."""
    day = int(ALL_MONTHS * DAYS_PER_MONTH)
    return day - 1 if is_too_old(day) else day


def _by_length(
    sex: str, is_standing: bool
) -> tuple[list[Decimal], Callable[[Decimal], Lms | None]]:
    standard = Standard.WEIGHT_FOR_HEIGHT if is_standing else Standard.WEIGHT_FOR_LENGTH
    first, last = (65, 120) if is_standing else (45, 110)

    def row(cm: Decimal) -> Lms | None:
        return by_length(standard, sex, cm)

    return [Decimal(cm) / 2 for cm in range(2 * first, 2 * last + 1, 5)], row


# --- the scales ----------------------------------------------------------------------


def _levels(frame: _Frame) -> list[Decimal]:
    """Round figures of the upright scale: ten lines at most."""
    span = frame.most - frame.least
    step = next(s for s in (1, 2, 5, 10) if span / s <= 12)
    return [
        Decimal(n)
        for n in range(int(frame.least), int(frame.most) + 1)
        if n % step == 0
    ]


def _columns(index: Index, frame: _Frame) -> Iterator[Tick]:
    if not index.is_by_age:
        for cm in range(int(frame.first), int(frame.last) + 1, 5):
            yield Tick(frame.x(Decimal(cm)), str(cm) if cm % 10 == 0 else "")
        return
    whole = YOUNG_MONTHS if frame.last < HEIGHT_FROM_DAY else ALL_MONTHS
    for months in range(0, whole + 1, 2 if whole == YOUNG_MONTHS else 6):
        day = min(Decimal(int(months * DAYS_PER_MONTH)), frame.last)
        yield Tick(frame.x(day), str(months))
