"""The letters of one target, worked out from its facts month by month.

The readable twin of the engine's SQL: both read the same rule table, and a test
compares them on random villages. Pages use it to say why a letter stands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from households.ages import (
    add_months,
    completed_months,
    first_of_month,
    last_of_month,
    pregnancy_weeks,
)
from households.packages import COLUMNS, Service, Who
from scorecard.convergence import Convergence, Letter, masks, of_masks
from scorecard.facts import Record, Stated, Target, newest
from scorecard.rules import Group, Indicator, RuleSet
from scorecard.rules import terms as t
from villages.quarters import Triwulan

NEVER_COUNTED = frozenset({"salah data", "digabung"})
MISCARRIAGE = "keguguran"
STATUS_COLUMNS = {Who.MOTHER: "status", Who.CHILD: "nutrition"}
MAT_COLOURS = frozenset({"H", "K", "M"})


@dataclass(frozen=True, slots=True)
class Month:
    """One calendar month of the quarter, as it counts for one target."""

    first: date
    record: Record | None  # dated on or before the as-of date
    is_active: bool
    is_risk: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """One letter and what it rests on.

    `counted` of `needed` months, visits or statements; `months` pairs the first day
    of every month that was looked at with whether the service was received in it;
    `conditions` says of each, where a rule asks several, whether it is met.
    """

    indicator: Indicator
    letter: Letter
    counted: int = 0
    needed: int = 0
    months: tuple[tuple[date, bool], ...] = ()
    newest: Stated | None = None
    conditions: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What one target counts as in a quarter."""

    group: Group
    judgements: tuple[Judgement, ...]
    months: tuple[Month, ...]
    status: str
    is_at_risk: bool
    is_risk_new: bool  # first found in the quarter, its visit not due yet
    mat: str
    is_visited: bool
    father_months: tuple[tuple[date, bool], ...]  # those looked at: did he come
    paud_months: tuple[tuple[date, str], ...]  # the mark; "" where it is lacking
    due: int
    received: int

    @property
    def father_came(self) -> bool:
        """Whether he came in any record of the quarter."""
        return any(came for _, came in self.father_months)

    @property
    def paud(self) -> Convergence:
        """Months attended ÷ months marked as attended or not."""
        marks = [mark for _, mark in self.paud_months]
        return Convergence(marks.count("v"), marks.count("v") + marks.count("x"))

    @property
    def paud_unmarked(self) -> int:
        """Ended months that should have a mark."""
        return [mark for _, mark in self.paud_months].count("")

    @property
    def convergence(self) -> Convergence:
        """Y ÷ (indicators − TS)."""
        return of_masks(self.due, self.received)


def group_of(
    target: Target, quarter: Triwulan, as_of: date, rules: RuleSet
) -> Group | None:
    """Return what the target is on the as-of date; None when it is not counted."""
    if target.exit_reason in NEVER_COUNTED or target.registered_on > as_of:
        return None
    if target.exited_on is not None and target.exited_on <= as_of:
        return None
    if target.who is Who.MOTHER:
        return _group_of_mother(target, quarter, as_of, rules)
    return _group_of_child(target, as_of, rules)


def _group_of_mother(
    target: Target, quarter: Triwulan, as_of: date, rules: RuleSet
) -> Group | None:
    if target.ended_on is None or target.ended_on > as_of:
        return Group.PREGNANT
    nifas_ends = target.ended_on + timedelta(days=rules.delivered_days)
    if target.outcome == MISCARRIAGE or nifas_ends < quarter.first_day:
        return None
    return Group.DELIVERED


def _group_of_child(target: Target, as_of: date, rules: RuleSet) -> Group | None:
    if target.born_on is None or target.born_on > as_of:
        return None
    age = completed_months(target.born_on, as_of)
    if age < rules.child_months:
        return Group.CHILD
    return Group.PRESCHOOL if age < rules.preschool_months else None


def evaluate(
    target: Target, quarter: Triwulan, as_of: date, rules: RuleSet
) -> Evaluation | None:
    """Return the target's letters in a quarter, up to the as-of date.

    None when it is not in the population. The as-of date must lie in the quarter.
    """
    group = group_of(target, quarter, as_of, rules)
    if group is None:
        return None
    return _Reading(target, group, quarter, as_of, rules).evaluation()


class _Reading:
    """One target in one quarter: the steps between its facts and its letters."""

    def __init__(
        self,
        target: Target,
        group: Group,
        quarter: Triwulan,
        as_of: date,
        rules: RuleSet,
    ) -> None:
        self.target, self.group, self.rules = target, group, rules
        self.quarter, self.as_of = quarter, as_of
        known = [r for r in target.records if r.visited_on <= as_of]
        self.records = sorted(known, key=lambda record: record.visited_on)

    def evaluation(self) -> Evaluation:
        judged = tuple(map(self.judge, self.rules.of(self.target.who)))
        due, received = masks([(j.indicator, j.letter) for j in judged], self.rules)
        status = self.status_before(self.as_of + timedelta(days=1))
        return Evaluation(
            group=self.group,
            judgements=judged,
            months=self.months,
            status=status,
            is_at_risk=self.is_risk(status),
            is_risk_new=self.is_risk(status) and self.is_visit_not_due_yet(),
            mat=self.mat(),
            is_visited=bool(self.in_quarter),
            father_months=self.father_months(),
            paud_months=self.paud_months(),
            due=due,
            received=received,
        )

    # --- months ----------------------------------------------------------------------

    @cached_property
    def in_quarter(self) -> list[Record]:
        return [r for r in self.records if r.visited_on >= self.quarter.first_day]

    @cached_property
    def months(self) -> tuple[Month, ...]:
        if self.group in (Group.DELIVERED, Group.PRESCHOOL):
            return ()
        return tuple(map(self.month, self.quarter.months))

    @cached_property
    def active(self) -> list[Month]:
        return [month for month in self.months if month.is_active]

    def month(self, first: date) -> Month:
        record = next((r for r in self.in_quarter if r.month == first), None)
        is_active = self.is_active(first, record)
        is_risk = is_active and self.is_risk(self.status_before(first))
        return Month(first, record, is_active, is_risk)

    def is_active(self, first: date, record: Record | None) -> bool:
        last = last_of_month(first)
        end = min(last, self.as_of)
        if self.target.registered_on > end or (self.target.born_on or end) > end:
            return False
        columns = COLUMNS[self.target.who]
        if record is not None and columns.has_content(record.cells):
            return True
        return last <= self.as_of and self.target.registered_on < first

    def status_before(self, day: date) -> str:
        column = STATUS_COLUMNS[self.target.who]
        stated = newest(self.target.stated(column), day - timedelta(days=1))
        return stated.value if stated else ""

    def is_risk(self, status: str) -> bool:
        return status in self.rules.risks[self.target.who]

    def is_visit_not_due_yet(self) -> bool:
        if not self.months or any(month.is_risk for month in self.months):
            return False
        return not self.is_risk(self.status_before(self.quarter.first_day))

    # --- beside the letters ----------------------------------------------------------

    def mat(self) -> str:
        if self.group is not Group.CHILD:
            return ""
        colours = [str(record.cells.get("mat")) for record in self.in_quarter]
        return next((c for c in reversed(colours) if c in MAT_COLOURS), "")

    def father_months(self) -> tuple[tuple[date, bool], ...]:
        told = [r for r in self.in_quarter if r.cells.get("father_counselling") == "v"]
        came = {record.month for record in told}
        seen = came.union(m.first for m in self.active if self.group is Group.CHILD)
        return tuple((m, m in came) for m in self.quarter.months if m in seen)

    def paud_months(self) -> tuple[tuple[date, str], ...]:
        if self.group is not Group.PRESCHOOL:
            return ()
        begun = [month for month in self.quarter.months if month <= self.as_of]
        marks = [(month, self.target.marks.get(month) or "") for month in begun]
        return tuple(pair for pair in marks if pair[1] or self.is_unmarked(pair[0]))

    def is_unmarked(self, first: date) -> bool:
        last = last_of_month(first)
        born_on = self.target.born_on
        assert born_on is not None
        return (
            last <= self.as_of
            and not self.target.marks.get(first)
            and self.target.registered_on <= last
            and completed_months(born_on, last) >= self.rules.child_months
        )

    # --- one indicator ---------------------------------------------------------------

    def judge(self, indicator: Indicator) -> Judgement:
        if self.group not in indicator.groups or not self.is_due(indicator.due):
            return Judgement(indicator, Letter.NOT_DUE)
        return _MET[type(indicator.met)](self, indicator, indicator.met)

    def is_due(self, due: t.Due) -> bool:
        if isinstance(due, t.WithActiveMonth):
            return bool(self.active)
        if isinstance(due, t.WithRiskMonth):
            return any(month.is_risk for month in self.active)
        if isinstance(due, t.FromAge):
            assert self.target.born_on is not None
            return self.target.born_on + timedelta(days=due.days) <= self.as_of
        if isinstance(due, t.FromDelivery):
            return self.is_due_after_delivery(due)
        return True

    def is_due_after_delivery(self, due: t.FromDelivery) -> bool:
        delivered = self.delivered_on
        over = last_of_month(delivered + timedelta(days=due.until_day))
        begins = delivered + timedelta(days=due.days)
        return begins <= self.as_of and self.target.registered_on <= over

    @property
    def delivered_on(self) -> date:
        assert self.target.ended_on is not None
        return self.target.ended_on

    def was_received(self, service: Service, month: Month) -> bool:
        if month.record is not None and service.is_received(month.record.cells):
            return True
        return self.was_received_at_birth(service, month.first)

    def was_received_at_birth(self, service: Service, first: date) -> bool:
        born_on = self.target.born_on
        return (
            service.at_birth in self.target.at_birth
            and born_on is not None
            and first_of_month(born_on) == first
        )

    def every(self, indicator: Indicator, months: list[Month]) -> Judgement:
        seen = self.looked_at(indicator.service, months)
        return _judged(indicator, sum(got for _, got in seen), len(seen), months=seen)

    def looked_at(
        self, service: Service, months: list[Month]
    ) -> tuple[tuple[date, bool], ...]:
        return tuple((m.first, self.was_received(service, m)) for m in months)

    def every_active_month(self, indicator: Indicator, _: t.Met) -> Judgement:
        return self.every(indicator, self.active)

    def every_risk_month(self, indicator: Indicator, _: t.Met) -> Judgement:
        return self.every(indicator, [month for month in self.active if month.is_risk])

    def enough_months(
        self, indicator: Indicator, met: t.EnoughActiveMonths
    ) -> Judgement:
        assert self.target.due_on is not None
        is_late = pregnancy_weeks(self.target.due_on, self.as_of) >= met.from_week
        seen = self.looked_at(indicator.service, self.active)
        needed = min(met.later if is_late else met.usual, len(seen))
        return _judged(indicator, sum(got for _, got in seen), needed, months=seen)

    def within_months(self, indicator: Indicator, met: t.WithinMonths) -> Judgement:
        last = first_of_month(self.as_of)
        firsts = [add_months(last, -n) for n in reversed(range(met.months))]
        by_month = {record.month: record for record in self.records}
        months = [Month(first, by_month.get(first), True, False) for first in firsts]
        seen = self.looked_at(indicator.service, months)
        return _judged(indicator, sum(got for _, got in seen), 1, months=seen)

    def newest_statement(
        self, indicator: Indicator, met: t.NewestStatement
    ) -> Judgement:
        said = self.target.stated(met.column, by_household=met.is_about_household)
        stated = newest(said, self.as_of)
        is_there = stated is not None and stated.value == "v"
        return _judged(indicator, int(is_there), 1, newest=stated)

    def age_dependent(self, indicator: Indicator, met: t.AgeDependent) -> Judgement:
        stated = newest(self.target.stated(met.column), self.as_of)
        lasts = stated is not None and stated.value == "v" and self.lasts(stated, met)
        needs_also = self.age_on(self.as_of) >= met.also_from_months
        has_also = any(record.cells.get(met.also) == "v" for record in self.records)
        if not needs_also:
            return _judged(indicator, int(lasts), 1, newest=stated)
        both = (lasts, has_also)
        return _judged(indicator, sum(both), 2, newest=stated, conditions=both)

    def lasts(self, stated: Stated, met: t.AgeDependent) -> bool:
        is_of_quarter = stated.day >= self.quarter.first_day
        return is_of_quarter or self.age_on(stated.day) >= met.lasts_from_months

    def age_on(self, day: date) -> int:
        assert self.target.born_on is not None
        if day < self.target.born_on:  # a birth date corrected after the visit
            return -1
        return completed_months(self.target.born_on, day)

    def visit_steps(self, indicator: Indicator, met: t.VisitSteps) -> Judgement:
        first = first_of_month(self.delivered_on)
        last = first_of_month(self.delivered_on + timedelta(days=met.until_day))
        counts = [
            r.cells.get(met.column) for r in self.records if first <= r.month <= last
        ]
        visits = sum(count for count in counts if isinstance(count, int))
        days = (self.as_of - self.delivered_on).days
        needed = max(count for from_day, count in met.steps if days >= from_day)
        return _judged(indicator, visits, needed)


def _judged(
    indicator: Indicator,
    counted: int,
    needed: int,
    *,
    months: tuple[tuple[date, bool], ...] = (),
    newest: Stated | None = None,
    conditions: tuple[bool, ...] = (),
) -> Judgement:
    letter = Letter.RECEIVED if counted >= needed else Letter.MISSED
    return Judgement(indicator, letter, counted, needed, months, newest, conditions)


_MET: dict[type, Callable[..., Judgement]] = {
    t.EveryActiveMonth: _Reading.every_active_month,
    t.EveryRiskMonth: _Reading.every_risk_month,
    t.EnoughActiveMonths: _Reading.enough_months,
    t.WithinMonths: _Reading.within_months,
    t.NewestStatement: _Reading.newest_statement,
    t.AgeDependent: _Reading.age_dependent,
    t.VisitSteps: _Reading.visit_steps,
}
