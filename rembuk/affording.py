"""Uji anggaran: what the ranked proposals of a meeting get of an amount of money.

Who lacks a service comes from the register of the quarter the meeting discusses, the
price from the proposal or, before there are proposals, from the village's unit costs.
"""

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal

from households.packages import Package
from scorecard.convergence import Convergence
from scorecard.lift import points
from scorecard.need import recipients_of
from scorecard.reading import scorecard_of

from .models import Meeting
from .options import Offer, package_of
from .spread import Share, Spread, Wish, spread


@dataclass(frozen=True, slots=True)
class Wanted:
    """A wish with its words, and what the year's budget holds under its code."""

    wish: Wish
    label: str
    code: str
    cost_rupiah: int
    budgeted: int | None  # None: no line has the code

    @property
    def unit(self) -> str:
        """Whom it is counted by; "" where only the whole can be had."""
        if self.wish.service:
            is_household = package_of(self.wish.service) is Package.AIR
            return "rumah tangga" if is_household else "sasaran"
        return "" if self.wish.most is None else "sasaran"

    @property
    def beyond(self) -> int:
        """By how much it costs more than its budget line holds; 0 without a line."""
        return max(0, self.cost_rupiah - (self.budgeted or 0)) if self.is_matched else 0

    @property
    def is_matched(self) -> bool:
        """Whether a budget line has its code."""
        return self.budgeted is not None


@dataclass(frozen=True, slots=True)
class Affordable:
    """An amount spread over the wishes of a meeting, with what it lifts."""

    spread: Spread
    rows: tuple[tuple[Wanted, Share], ...]
    now: Convergence
    is_of_proposals: bool
    budget_year: int

    @property
    def then(self) -> Convergence:
        """The convergence if everybody who is served becomes Y."""
        received = min(self.now.received + self.spread.letters, self.now.due)
        return replace(self.now, received=received)

    @property
    def lift(self) -> Decimal:
        """The points of convergence that the money brings."""
        return points(self.spread.letters, self.now.due)


class Purse:
    """The wishes of a meeting, read once: then any amount can be spread over them."""

    def __init__(self, meeting: Meeting):
        village, quarter = meeting.village, meeting.quarter.triwulan
        found = recipients_of(village, quarter)
        self.letters = {
            code: [one.letters for one in rows] for code, rows in found.items()
        }
        self.now = scorecard_of(village, quarter).village
        self.budget_year, lines = _lines(meeting)
        wanted = [_of_proposal(row, lines) for row in meeting.proposals.all()]
        self.is_of_proposals = bool(wanted)
        self.wanted = wanted or _of_options(meeting, lines)

    @property
    def total(self) -> int:
        """What everything that is wished for costs."""
        return self._spread(0).left_rupiah

    def afford(self, budget: int) -> Affordable:
        """Spread an amount of whole rupiah, 0 or more."""
        found = self._spread(budget)
        rows = tuple(zip(self.wanted, found.shares, strict=True))
        year = self.budget_year
        return Affordable(found, rows, self.now, self.is_of_proposals, year)

    def _spread(self, budget):
        return spread([one.wish for one in self.wanted], self.letters, budget)


def _lines(meeting):
    """The budget by code: of the year that is planned, or else of the meeting's."""
    amounts = {}
    for year in (meeting.year, meeting.year + 1):
        lines = meeting.village.budget_lines.filter(year=year)
        told = Counter()
        for line in lines:
            told[line.activity_code] += line.amount_rupiah
        if told or not amounts:
            amounts = {year: told}
    return next(iter(amounts.items()))


def _of_proposal(row, lines):
    if row.unit_rupiah is not None and row.targets is not None:
        wish = Wish(row.pk, row.unit_rupiah, row.service, row.targets)
    else:
        wish = Wish(row.pk, row.cost_rupiah)
    code = row.activity_code
    return Wanted(wish, row.activity, code, row.cost_rupiah, lines.get(code))


def _of_options(meeting, lines):
    """Of each problem the first option that has a price."""
    offer = Offer(meeting)
    found = {}
    for problem in meeting.problems.all():
        for option in offer.of(problem):
            if option.cost and option.targets:
                found.setdefault(option.service, _of_option(problem, option, lines))
                break
    return list(found.values())


def _of_option(problem, option, lines):
    wish = Wish(problem.pk, option.cost.amount_rupiah, option.service)
    code = option.activity.code
    return Wanted(wish, option.activity.text, code, option.rupiah, lines.get(code))
