"""Each term of a rule table as a condition in SQL, on one row per target."""

from collections.abc import Callable

from scorecard.engine import bounds as b
from scorecard.engine.draft import Draft, received
from scorecard.rules import Group, Indicator
from scorecard.rules import terms as t

# The conditions stand on the columns of the `mother` and `child` stages: active and
# risk (months as bits), born_on, ended_on, due_on, registered_on, and what a term
# gathers for itself.

GROUPS = {
    Group.PREGNANT: "is_delivered = 0",
    Group.DELIVERED: "is_delivered = 1",
    Group.CHILD: "is_small = 1",
}


def due(indicator: Indicator, draft: Draft) -> str:
    """Return the condition under which an indicator is due."""
    groups = " OR ".join(GROUPS[group] for group in indicator.groups)
    return f"({groups}) AND {_DUE[type(indicator.due)](indicator.due, draft)}"


def met(indicator: Indicator, draft: Draft) -> str:
    """Return the condition under which an indicator that is due is received."""
    return _MET[type(indicator.met)](indicator, indicator.met, draft)


def count_bits(bits: str) -> str:
    """Return how many of three months are set."""
    return f"(({bits} & 1) + (({bits} >> 1) & 1) + (({bits} >> 2) & 1))"


# --- due -----------------------------------------------------------------------------


def _always(_: t.Always, draft: Draft) -> str:
    return "1 = 1"


def _with_active_month(_: t.WithActiveMonth, draft: Draft) -> str:
    return "active > 0"


def _with_risk_month(_: t.WithRiskMonth, draft: Draft) -> str:
    return "risk > 0"


def _from_age(term: t.FromAge, draft: Draft) -> str:
    return f"born_on <= {draft.bind(f'days_{term.days}', b.days_before(term.days))}"


def _from_delivery(term: t.FromDelivery, draft: Draft) -> str:
    """Registered in a later month than day `until_day`: only TW months 2 and 3 can be.

    Who counts as delivered has that day in the quarter or later, and is registered
    by the as-of date.
    """
    begun = draft.bind(f"days_{term.days}", b.days_before(term.days))
    too_late = " OR ".join(
        f"(ended_on < {_reach(place, term.until_day, draft)} "
        f"AND registered_on >= {draft.month(place)})"
        for place in (1, 2)
    )
    return f"ended_on <= {begun} AND NOT ({too_late})"


def _reach(place: int, days: int, draft: Draft) -> str:
    """Bind the day so many days before a month of the quarter begins."""
    return draft.bind(f"reach_{place}", b.month_less_days(place, days))


_DUE: dict[type, Callable[..., str]] = {
    t.Always: _always,
    t.WithActiveMonth: _with_active_month,
    t.WithRiskMonth: _with_risk_month,
    t.FromAge: _from_age,
    t.FromDelivery: _from_delivery,
}


# --- met -----------------------------------------------------------------------------


def _every_active_month(indicator: Indicator, _: t.Met, draft: Draft) -> str:
    return f"({draft.months(indicator.service)} & active) = active"


def _every_risk_month(indicator: Indicator, _: t.Met, draft: Draft) -> str:
    return f"({draft.months(indicator.service)} & risk) = risk"


def _enough_months(
    indicator: Indicator, term: t.EnoughActiveMonths, draft: Draft
) -> str:
    seen = f"({draft.months(indicator.service)} & active)"
    late = draft.bind(f"weeks_{term.from_week}", b.due_by(term.from_week))
    needed = f"CASE WHEN due_on <= {late} THEN {term.later} ELSE {term.usual} END"
    return f"({seen} = active OR {count_bits(seen)} >= {needed})"


def _within_months(indicator: Indicator, term: t.WithinMonths, draft: Draft) -> str:
    service = indicator.service
    earliest = draft.bind(f"recent_{term.months}", b.recent_month(term.months))
    condition = f"r.month >= {earliest} AND {received(service)}"
    times = draft.gather(
        service.who, f"recent_{service.code}", f"COUNT(*) FILTER (WHERE {condition})"
    )
    if not service.at_birth:
        return f"{times} > 0"
    at_birth = f"{service.at_birth} IS NOT NULL AND born_on >= {earliest}"
    return f"({times} > 0 OR ({at_birth}))"


def _newest_statement(
    indicator: Indicator, term: t.NewestStatement, draft: Draft
) -> str:
    """Records against register: of one day the record wins, of two records the x."""
    column, who = term.column, indicator.who
    draft.stated[who].add(column)
    if not term.is_about_household:
        gather_answers(column, indicator, draft)
    yes, no = f"{column}_yes", f"{column}_no"
    held, lacked, changed = (f"{column}_{n}" for n in ("held", "lacked", "changed"))
    by_record = f"({yes} > {no} AND {yes} >= {held} AND {yes} >= {lacked})"
    is_held = f"({held} > {lacked} OR ({held} = {lacked} AND {changed} = {held}))"
    by_register = f"({held} > {yes} AND {held} > {no} AND {is_held})"
    return f"({by_record} OR {by_register})"


def gather_answers(column: str, indicator: Indicator, draft: Draft) -> tuple[str, str]:
    """Gather the newest days on which a target's records say `v` and `x`."""
    who = indicator.who
    yes, no = (
        draft.gather_date(
            who,
            f"{column}_{name}",
            f"MAX(r.visited_on) FILTER (WHERE r.{column} = '{value}')",
        )
        for name, value in (("yes", "v"), ("no", "x"))
    )
    return yes, no


def _age_dependent(indicator: Indicator, term: t.AgeDependent, draft: Draft) -> str:
    yes, no = gather_answers(term.column, indicator, draft)
    also = draft.gather(
        indicator.who, term.also, f"COUNT(*) FILTER (WHERE r.{term.also} = 'v')"
    )
    draft.calendar_months = term.lasts_from_months
    lasts = f"({yes} >= {draft.month(0)} OR EXISTS ({_of_age_on(yes)}))"
    cutoff = draft.bind(
        f"born_by_{term.also_from_months}", b.born_by(term.also_from_months)
    )
    return f"({yes} > {no} AND {lasts} AND (born_on > {cutoff} OR {also} > 0))"


def _of_age_on(day: str) -> str:
    """The calendar's row that shows the age was completed on a day.

    In the birth month so much earlier the day of the month decides; the last day of a
    shorter month completes it for all.
    """
    of_month = "substr(CAST({} AS text), 9, 2)"
    return f"""
      SELECT 1 FROM calendar
      WHERE {day} BETWEEN calendar.first_on AND calendar.last_on
        AND (born_on < calendar.born_from OR (born_on <= calendar.born_to
          AND ({day} = calendar.last_on
            OR {of_month.format("born_on")} <= {of_month.format(day)})))"""


def _visit_steps(indicator: Indicator, term: t.VisitSteps, draft: Draft) -> str:
    """Count from the month of delivery: at most two months before the quarter."""
    windows = [_window(place, term, draft) for place in range(-2, 3)]
    visits = draft.gather(
        indicator.who,
        f"sum_{term.column}",
        f"SUM(r.{term.column}) FILTER (WHERE {' OR '.join(windows)})",
    )
    steps = " ".join(
        f"WHEN ended_on <= {draft.bind(f'days_{days}', b.days_before(days))} "
        f"THEN {count}"
        for days, count in reversed(term.steps)
    )
    return f"{visits} >= CASE {steps} ELSE 0 END"


def _window(place: int, term: t.VisitSteps, draft: Draft) -> str:
    month = draft.bind(f"at_{place + 2}", b.month(place))
    last = draft.bind(f"at_end_{place + 2}", b.month_end(place))
    earliest = draft.bind(
        f"at_less_{place + 2}", b.month_less_days(place, term.until_day)
    )
    return f"(r.month = {month} AND mother.ended_on BETWEEN {earliest} AND {last})"


_MET: dict[type, Callable[..., str]] = {
    t.EveryActiveMonth: _every_active_month,
    t.EveryRiskMonth: _every_risk_month,
    t.EnoughActiveMonths: _enough_months,
    t.WithinMonths: _within_months,
    t.NewestStatement: _newest_statement,
    t.AgeDependent: _age_dependent,
    t.VisitSteps: _visit_steps,
}
