"""What the page of a village or an area shows of a quarter, in a few queries."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import cached_property

from households.models import Quarter
from scorecard.convergence import Convergence
from scorecard.lift import change, lifts_of, shown
from scorecard.reading import budget_of, figures_of, scorecard_of, trend_of
from scorecard.tables import PAUD, Row, Scorecard
from villages.budget import FieldTotal
from villages.models import Village
from villages.quarters import Triwulan

QUARTERS = 8  # of the trend


@dataclass(frozen=True)
class Overview:
    """A village's quarter with what stands beside it: the past and the budget."""

    scorecard: Scorecard
    trend: list[tuple[Triwulan, Convergence]]
    final: frozenset[Triwulan]
    budget: list[FieldTotal]

    @property
    def before(self) -> Triwulan:
        """The quarter before."""
        return self.scorecard.quarter.previous

    @cached_property
    def change(self) -> Decimal | None:
        """Points since the quarter before; None when one of both has no figure."""
        return change(self.scorecard.village, dict(self.trend)[self.before])

    @cached_property
    def lifts(self) -> list:
        """What would raise the convergence most."""
        return shown(lifts_of(self.scorecard))

    @property
    def has_data(self) -> bool:
        """Whether anybody is counted at all."""
        people = self.scorecard.population
        return any(people.values()) or bool(self.scorecard.village.due)

    @property
    def has_budget(self) -> bool:
        """Whether Tabel 5 has anything to say."""
        return any(row.total_rupiah for row in self.budget)

    @cached_property
    def rows(self) -> list[Row]:
        """Tabel 3."""
        return self.scorecard.tabel_3


def overview_of(village: Village, quarter: Triwulan) -> Overview:
    """Return all that a village's page shows; at most six queries."""
    states = village.quarters.filter(state=Quarter.State.FINAL)
    final = frozenset(Triwulan(*key) for key in states.values_list("year", "number"))
    scorecard = scorecard_of(village, quarter)
    return Overview(
        scorecard=scorecard,
        trend=trend_of(village.code, quarter, QUARTERS),
        final=final,
        budget=budget_of(village, scorecard),
    )


@dataclass(frozen=True, slots=True)
class Now:
    """The figure of a village's running quarter, with the mark it was read at."""

    quarter: Triwulan
    mark: str
    is_current: bool
    figure: Convergence
    change: Decimal | None
    unvisited: int
    as_of: object


def mark_of(row: Quarter | None) -> str:
    """Return what changes whenever a village's figure may have changed."""
    if row is None:
        return "0"
    return f"{row.year}.{row.number}.{row.touched}.{row.computed}.{row.state}"


def figure_now(village: Village, quarter: Triwulan, row: Quarter | None) -> Now:
    """Return the stored figure of a quarter that is not final, in two queries."""
    trend = dict(trend_of(village.code, quarter, 2))
    beside = figures_of([village.code], quarter)[village.code]
    return Now(
        quarter=quarter,
        mark=mark_of(row),
        is_current=row is None or row.touched == row.computed,
        figure=trend[quarter],
        change=change(trend[quarter], trend[quarter.previous]),
        unvisited=beside.get("unvisited", Convergence()).due,
        as_of=row.as_of if row else None,
    )


def has_link(row: Row) -> bool:
    """Whether a row of Tabel 3 has a page of its own that says why."""
    return row.number is not None or row.code == PAUD
