"""The list of areas or villages below an area, sorted and cut into pages."""

from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Q, Sum

from households.models import Quarter
from scorecard.convergence import Convergence
from scorecard.documents.area import names_below
from scorecard.models import AreaQuarter, Figure, Snapshot
from scorecard.reading import areas_below
from scorecard.rules import every_code
from scorecard.tables import Scorecard
from villages.models import Area
from villages.quarters import Triwulan

PAGE = 25
NO_PERCENT = 101  # areas with nothing due stand behind all others


@dataclass(frozen=True, slots=True)
class Line:
    """One area of the list, as far as sorting needs it."""

    code: str
    title: str
    figure: Convergence
    households: int
    unvisited: int

    @property
    def percent(self):
        """For sorting: what has no percent comes last."""
        share = self.figure.percent
        return NO_PERCENT if share is None else share


# name in the address → (label, how to sort)
ORDERS = {
    "nama": ("nama", lambda line: line.title),
    "rendah": ("konvergensi terendah", attrgetter("percent", "title")),
    "tinggi": (
        "konvergensi tertinggi",
        lambda line: (line.figure.percent is None, -line.percent, line.title),
    ),
    "belum": (
        "paling banyak belum dikunjungi",
        lambda line: (-line.unvisited, line.title),
    ),
}
FIRST_ORDER = "rendah"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list; `next_after` is its last code, "" when nothing follows."""

    rows: list[tuple[str, Scorecard]]  # (title, figures)
    count: int
    next_after: str


def page_of(area: Area, quarter: Triwulan, order: str, after: str) -> Page:
    """Return the lines behind the area `after` ("" for the first), in five queries."""
    lines = sorted(lines_below(area, quarter), key=ORDERS[order][1])
    codes = [line.code for line in lines]
    start = codes.index(after) + 1 if after in codes else 0
    shown = lines[start : start + PAGE]
    titles = {line.code: line.title for line in shown}
    found = areas_below(area.code, quarter, titles) if titles else []
    has_more = start + PAGE < len(lines)
    return Page(
        rows=[(titles[one.code], one) for one in found],
        count=len(lines),
        next_after=shown[-1].code if has_more else "",
    )


def lines_below(area: Area, quarter: Triwulan) -> list[Line]:
    """Return every area below with its sums, in two queries."""
    sums = {row["area_code"]: row for row in _sums(area, quarter)}
    return [_line(code, title, sums.get(code, {})) for code, title in names_below(area)]


def _sums(area: Area, quarter: Triwulan):
    codes = every_code()

    def of(field, *measures):
        return Sum(field, filter=Q(measure__in=measures), default=0)

    figures = Figure.objects.filter(
        parent_code=area.code, year=quarter.year, number=quarter.number
    )
    return figures.values("area_code").annotate(
        got=of("received", *codes),
        wanted=of("due", *codes),
        homes=of("due", "households"),
        missed=of("due", "unvisited"),
    )


def _line(code: str, title: str, sums: dict) -> Line:
    return Line(
        code,
        title,
        Convergence(sums.get("got", 0), sums.get("wanted", 0)),
        sums.get("homes", 0),
        sums.get("missed", 0),
    )


def final_quarters(area: Area) -> set[Triwulan]:
    """Return the quarters in which every village with data below is final."""
    rows = AreaQuarter.objects.filter(area_code=area.code, state=Quarter.State.FINAL)
    return {Triwulan(*key) for key in rows.values_list("year", "number")}


def reopened_below(codes: list[str], quarter: Triwulan) -> set[str]:
    """Return which of the villages were final in a quarter and are open again."""
    kept = Snapshot.objects.filter(
        quarter__village__code__in=codes,
        quarter__year=quarter.year,
        quarter__number=quarter.number,
        reopened_at__isnull=False,
    ).exclude(quarter__state=Quarter.State.FINAL)
    return set(kept.values_list("quarter__village__code", flat=True))
