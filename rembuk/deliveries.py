"""Pelaksanaan: what was carried out in a year, whom it reached, what it cost.

What was spent of the APB Desa is told by the realisation of its lines alone. The cost
of an activity that names a line says what that money did and is never added to it;
only the cost of activities without a line stands beside it.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Sum

from households.packages import SERVICES, Who
from villages.models import BudgetLine, Realisation
from villages.quarters import Triwulan

from .models import Delivery

WHO = {
    Who.MOTHER: "ibu hamil",
    Who.CHILD: "anak 0–23 bulan",
    Who.PRESCHOOL: "anak > 2–6 tahun",
}
SERVICE_LABELS = {one.code: f"{one.label}, {WHO[one.who]}" for one in SERVICES}
GROUP_LABELS = [Delivery._meta.get_field(g).verbose_name for g in Delivery.GROUPS]


@dataclass(frozen=True, slots=True)
class Spent:
    """Money of a quarter, in rupiah: of the APB Desa, and what stands outside it."""

    budget: int = 0  # realisation of the lines for stunting
    outside: int = 0  # activities that name no line: OPD, or not matched yet

    @property
    def total(self) -> int:
        """Both together; nothing is counted twice."""
        return self.budget + self.outside


@dataclass(slots=True)
class Part:
    """What ended in one quarter, or all of the year."""

    label: str
    times: int = 0
    reached: Counter = field(default_factory=Counter)
    cost: int = 0
    spent: Spent = Spent()

    def take(self, delivery: Delivery) -> None:
        """Count one in."""
        self.times += 1
        self.cost += delivery.cost_rupiah
        for group in Delivery.GROUPS:
            self.reached[group] += getattr(delivery, group)

    @property
    def groups(self) -> list[int]:
        """How many of each group, in their order."""
        return [self.reached[group] for group in Delivery.GROUPS]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A line whose activities of a quarter cost more than its realisation says."""

    line: BudgetLine
    quarter: Triwulan
    cost: int
    realised: int


@dataclass(frozen=True, slots=True)
class Recap:
    """A year: its activities, newest first, quarter by quarter and together."""

    year: int
    deliveries: tuple[Delivery, ...]
    quarters: tuple[Part, ...]
    total: Part
    shortfalls: tuple[Shortfall, ...]


def recap_of(village, year) -> Recap:
    """Return a year in a number of queries that does not depend on its rows."""
    found = list(delivered(village, date(year, 1, 1), date(year, 12, 31)))
    quarters = [Triwulan(year, number) for number in (1, 2, 3, 4)]
    realised = _realised(village, year)
    parts = {quarter: Part(f"TW{quarter.number}") for quarter in quarters}
    total = Part("Setahun")
    for one in found:
        parts[Triwulan.of(one.ended_on)].take(one)
        total.take(one)
    for quarter, part in parts.items():
        ended = [one for one in found if one.ended_on in quarter]
        part.spent = _spent(ended, realised[quarter.number])
    total.spent = Spent(
        sum(part.spent.budget for part in parts.values()),
        sum(part.spent.outside for part in parts.values()),
    )
    shortfalls = tuple(_shortfalls(village, found))
    return Recap(year, tuple(found), tuple(parts.values()), total, shortfalls)


def delivered(village, first, last):
    """The village's activities that ended between two days, with what they name."""
    rows = village.deliveries.ended_in(first, last)
    return rows.select_related("proposal__meeting", "budget_line", "dusun")


def spent_in(village, quarter, deliveries) -> Spent:
    """Return what a quarter cost; `deliveries` are those that ended in it."""
    return _spent(deliveries, _realised(village, quarter.year)[quarter.number])


def _spent(deliveries, realised) -> Spent:
    outside = sum(d.cost_rupiah for d in deliveries if d.budget_line_id is None)
    return Spent(realised, outside)


def _realised(village, year) -> Counter:
    rows = Realisation.objects.filter(
        line__village=village, line__year=year, line__is_stunting=True
    ).order_by()
    sums = rows.values_list("number").annotate(sum=Sum("amount_rupiah"))
    return Counter(dict(sums))


def _shortfalls(village, deliveries):
    costs: Counter = Counter()
    lines = {}
    for one in deliveries:
        if one.budget_line:
            lines[one.budget_line_id] = one.budget_line
            costs[one.budget_line_id, Triwulan.of(one.ended_on)] += one.cost_rupiah
    rows = Realisation.objects.filter(line__in=lines).values_list(
        "line", "number", "amount_rupiah"
    )
    told = {(line, number): amount for line, number, amount in rows}
    for (line, quarter), cost in sorted(costs.items(), key=lambda one: one[0][1]):
        realised = told.get((line, quarter.number), 0)
        if cost > realised:
            yield Shortfall(lines[line], quarter, cost, realised)


def cost_beside(line, besides=None) -> int:
    """Return what activities of a line cost, one of them left out."""
    rows = line.deliveries.filter(removed_at=None)
    if besides is not None:
        rows = rows.exclude(pk=besides.pk)
    return rows.aggregate(sum=Sum("cost_rupiah"))["sum"] or 0


def period_of(delivery) -> tuple[date, date | None]:
    """First and last day; None for the last of an activity of one day."""
    last = delivery.ended_on
    return delivery.started_on, None if last == delivery.started_on else last


def place_of(delivery) -> str:
    """The place, with the dusun where it does not say so itself."""
    if delivery.dusun and str(delivery.dusun) not in delivery.place:
        return f"{delivery.place}, Dusun {delivery.dusun}"
    return delivery.place
