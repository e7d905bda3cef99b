"""Geometry of the charts: values in, whole numbers of an SVG's own units out.

Whole units, because an Indonesian template would print 12.5 with a comma, which an SVG
attribute does not understand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from villages.quarters import Triwulan

BAR_UNITS = 1000  # a full bar, 100 percent
LINE_WIDTH, LINE_HEIGHT = 720, 400
PLOT_LEFT, PLOT_RIGHT = 76, 690
PLOT_TOP, PLOT_BOTTOM = 36, 310


@dataclass(frozen=True, slots=True)
class Share:
    """One row of a bar chart; percent is None when nothing was due."""

    label: str
    percent: Decimal | None
    received: int = 0
    due: int = 0
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row with the width of its bar, 0 to BAR_UNITS; an empty row has no bar."""

    share: Share
    width: int

    @property
    def missing(self) -> int:
        """Services due and not received."""
        return self.share.due - self.share.received


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars, the widest gap first; target is None where none was set."""

    bars: tuple[Bar, ...]
    target: Decimal | None = None

    @property
    def target_at(self) -> int | None:
        """Where the target stands, 0 to BAR_UNITS."""
        return None if self.target is None else units(self.target)


@dataclass(frozen=True, slots=True)
class Moment:
    """One quarter of a line; percent is None where nothing was due or known."""

    quarter: Triwulan
    percent: Decimal | None
    is_final: bool = True
    url: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A quarter placed in the plot; y is None where there is no figure."""

    moment: Moment
    x: int
    y: int | None
    shows_year: bool
    shows_value: bool

    @property
    def value_y(self) -> int:
        """Where the figure is written: above its point, below it near the top."""
        y = self.y or 0
        return y - 22 if y >= PLOT_TOP + 34 else y + 38


@dataclass(frozen=True, slots=True)
class Level:
    """One horizontal line of the plot."""

    percent: int
    y: int


@dataclass(frozen=True, slots=True)
class LineChart:
    """Points in order of time and the strokes that join neighbours with a figure."""

    points: tuple[Point, ...]
    strokes: tuple[str, ...]
    levels: tuple[Level, ...]
    width: int = LINE_WIDTH
    height: int = LINE_HEIGHT
    left: int = PLOT_LEFT
    right: int = PLOT_RIGHT


def units(percent: Decimal, of: int = BAR_UNITS) -> int:
    """A percentage as whole units of a length, half up; ValueError outside 0–100."""
    if not 0 <= percent <= 100:
        raise ValueError(f"{percent} percent cannot be drawn")
    return int((percent * of / 100).quantize(Decimal(1), ROUND_HALF_UP))


def part(done: int, total: int) -> int:
    """The filled units of a progress bar; none while nothing is expected."""
    if not 0 <= done <= total:
        raise ValueError(f"{done} of {total} cannot be drawn")
    return units(Decimal(100 * done) / total) if total else 0


def bars(shares: Iterable[Share], *, target: Decimal | None = None) -> BarChart:
    """Widest gap to 100 percent first; of equal gaps the one that misses more services.

    Rows without anything due come last, in the order given.
    """
    drawn = [Bar(share, units(share.percent or Decimal(0))) for share in shares]
    return BarChart(tuple(sorted(drawn, key=_by_gap)), target)


def line(moments: Sequence[Moment]) -> LineChart:
    """Place quarters evenly, oldest left; one without a figure breaks the line."""
    points = tuple(_point(moments, index) for index in range(len(moments)))
    levels = tuple(
        Level(percent, _height(Decimal(percent))) for percent in (0, 50, 100)
    )
    return LineChart(points, tuple(_strokes(points)), levels)


def _by_gap(bar: Bar) -> tuple[bool, Decimal, int]:
    percent = bar.share.percent
    return percent is None, percent or Decimal(0), -bar.missing


def _height(percent: Decimal) -> int:
    return PLOT_BOTTOM - units(percent, PLOT_BOTTOM - PLOT_TOP)


def _point(moments: Sequence[Moment], index: int) -> Point:
    moment = moments[index]
    gaps = max(len(moments) - 1, 1)
    last = max((i for i, m in enumerate(moments) if m.percent is not None), default=0)
    first = next((i for i, m in enumerate(moments) if m.percent is not None), 0)
    return Point(
        moment=moment,
        x=PLOT_LEFT + 48 + (PLOT_RIGHT - PLOT_LEFT - 84) * index // gaps,
        y=None if moment.percent is None else _height(moment.percent),
        shows_year=index == 0 or moments[index - 1].quarter.year != moment.quarter.year,
        shows_value=moment.percent is not None and index in (first, last),
    )


def _strokes(points: Iterable[Point]) -> Iterable[str]:
    run: list[str] = []
    for point in points:
        if point.y is None:
            yield from _stroke(run)
            run = []
        else:
            run.append(f"{point.x} {point.y}")
    yield from _stroke(run)


def _stroke(run: Sequence[str]) -> Iterable[str]:
    if len(run) > 1:
        yield "M" + " L".join(run)
