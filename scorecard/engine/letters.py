"""Facts → letters: one statement for one village or thousands, drawn up once.

From the people who live in the villages on the as-of date to their facts, wherever
written. Every stage is a WITH query; records are gathered once per target.
"""

from functools import cache

from households.packages import CHILD_COUNSELLING, Who
from scorecard.engine import bounds as b
from scorecard.engine import terms
from scorecard.engine.draft import (
    MONTH_BITS,
    Draft,
    has_content,
    quoted,
)
from scorecard.engine.stages import stages
from scorecard.rules import RULE_SETS

STATUS = {Who.MOTHER: "status", Who.CHILD: "nutrition"}
COLUMNS = (
    "village_id",
    "year",
    "number",
    "kind",
    "pregnancy_id",
    "child_id",
    "household_id",
    "dusun_id",
    "posyandu_id",
    "as_of",
    "due",
    "received",
    "status",
    "mat",
    "is_delivered",
    "is_visited",
    "is_risk_new",
    "is_first_of_household",
    "father_came",
    "paud_due",
    "paud_received",
    "paud_unmarked",
)

TEMPLATE = """
WITH scope (village_id) AS (VALUES {{scope}}),
calendar (first_on, last_on, born_from, born_to) AS (VALUES {calendar}),
{stages},
letters AS ({mothers}
UNION ALL{children})
SELECT village_id, %(year)s AS year, %(number)s AS number, kind, pregnancy_id,
  child_id, household_id, dusun_id, posyandu_id, %(as_of)s AS as_of, due, received,
  status, mat, is_delivered, is_visited, is_risk_new,
  kind <> 'paud' AND ROW_NUMBER() OVER (
    PARTITION BY village_id, household_id, kind = 'paud'
    ORDER BY kind, pregnancy_id, child_id) = 1 AS is_first_of_household,
  father_came, paud_due, paud_received, paud_unmarked
FROM letters
"""


class Letters:
    """The statement of one rule set and the bounds of each run."""

    def __init__(self, draft: Draft, text: str):
        self.draft, self.text = draft, text

    def select(self, scope: str) -> str:
        """Return the SELECT for the villages listed as VALUES."""
        return self.text.format(scope=scope)

    def parameters(self, villages, quarter, as_of) -> dict:
        """Return what the SELECT is bound with."""
        found = {n: bound(quarter, as_of) for n, bound in self.draft.bounds.items()}
        found |= {f"village_{n}": village for n, village in enumerate(villages)}
        found |= b.calendar(quarter, self.draft.calendar_months)
        fixed = {"year": quarter.year, "number": quarter.number, "as_of": as_of}
        return found | fixed | {"never": b.NEVER}


@cache
def letters_of(rule_set: str) -> Letters:
    """Draw up the statement of a rule set, once."""
    draft = Draft(RULE_SETS[rule_set])
    draft.bind("delivered_from", b.days_before_quarter(draft.rules.delivered_days))
    draft.bind("small_after", b.born_by(draft.rules.child_months))
    draft.bind("preschool_after", b.born_by(draft.rules.preschool_months))
    for place in range(3):
        draft.month(place)
    letters = {who: _letter_masks(who, draft) for who in (Who.MOTHER, Who.CHILD)}
    _gather_common(draft)
    text = TEMPLATE.format(
        calendar=b.calendar_rows(),
        stages=",".join(stages(draft)).strip(),
        mothers=_mothers(letters[Who.MOTHER], draft),
        children=_children(letters[Who.CHILD], draft),
    )
    return Letters(draft, text)


def _letter_masks(who: Who, draft: Draft) -> str:
    """Return the two columns `due` and `received` of one form's indicators."""
    due, received = [], []
    for place, indicator in enumerate(draft.rules.indicators):
        if indicator.who is who:
            is_due = terms.due(indicator, draft)
            is_met = terms.met(indicator, draft)
            due.append(f"CASE WHEN {is_due} THEN {1 << place} ELSE 0 END")
            received.append(f"CASE WHEN {is_met} THEN {1 << place} ELSE 0 END")
    return f"{' + '.join(due) or 0} AS due,\n    {' + '.join(received) or 0} AS met"


def _gather_common(draft: Draft) -> None:
    """Gather what every target needs: its months, its status, the mat, the father."""
    for who, column in STATUS.items():
        risks = quoted(draft.rules.risks[who])
        is_risk, is_calm = (
            f"r.{column} IN ({risks})",
            f"r.{column} NOT IN ('', {risks})",
        )
        draft.gather_months(who, "seen", "1 = 1")
        draft.gather_months(who, "known", has_content(who))
        draft.gather_months(who, "risk_in", is_risk)
        draft.gather_months(who, "calm_in", is_calm)
        before = f"r.visited_on < {draft.month(0)}"
        for name, condition in {
            "risk_was": f"{is_risk} AND {before}",
            "calm_was": f"{is_calm} AND {before}",
            "status_on": f"r.{column} <> ''",
            **{
                f"status_{n}": f"r.{column} = '{code}'"
                for n, code in enumerate(sorted(draft.rules.risks[who]))
            },
        }.items():
            draft.gather_date(
                who, name, f"MAX(r.visited_on) FILTER (WHERE {condition})"
            )
    for colour in "HKM":
        draft.gather_months(Who.CHILD, f"mat_{colour.lower()}", f"r.mat = '{colour}'")
    father = CHILD_COUNSELLING.ticks[0]
    draft.gather_months(Who.CHILD, "father", f"r.{father} = 'v'")


# --- the letters ---------------------------------------------------------------------


def _status(who: Who, draft: Draft) -> str:
    branches = " ".join(
        f"WHEN status_{n} = status_on THEN '{code}'"
        for n, code in enumerate(sorted(draft.rules.risks[who]))
    )
    return f"CASE WHEN status_on = %(never)s THEN '' {branches} ELSE 'N' END"


def _mothers(masks: str, draft: Draft) -> str:
    return f"""
  SELECT village_id, 'ibu' AS kind, id AS pregnancy_id, NULL AS child_id,
    household_id, dusun_id, posyandu_id, due, due & met AS received, status,
    '' AS mat, is_delivered = 1 AS is_delivered, seen > 0 AS is_visited,
    {_is_risk_new(Who.MOTHER, draft)} AND is_delivered = 0 AS is_risk_new,
    1 = 0 AS father_came, 0 AS paud_due, 0 AS paud_received, 0 AS paud_unmarked
  FROM (
    SELECT risks.*, {_status(Who.MOTHER, draft)} AS status,
    {masks}
    FROM mother_risks risks
  ) mothers"""


def _children(masks: str, draft: Draft) -> str:
    return f"""
  SELECT village_id, CASE WHEN is_small = 1 THEN 'anak' ELSE 'paud' END, NULL, id,
    household_id, dusun_id, posyandu_id, due, due & met, status,
    CASE WHEN mat_h > mat_k AND mat_h > mat_m THEN 'H' WHEN mat_k > mat_m THEN 'K'
      WHEN mat_m > 0 THEN 'M' ELSE '' END,
    1 = 0, seen > 0, {_is_risk_new(Who.CHILD, draft)}, father > 0,
    paud_due, paud_received, {_unmarked(draft)}
  FROM (
    SELECT risks.*, {_status(Who.CHILD, draft)} AS status,
    COALESCE(paud.marked, 0) AS paud_due, COALESCE(paud.attended, 0) AS paud_received,
    COALESCE(paud.months, 0) AS paud_months,
    {masks}
    FROM child_risks risks LEFT JOIN paud ON paud.id = risks.id
  ) children"""


def _is_risk_new(who: Who, draft: Draft) -> str:
    """A risk first found in the quarter, whose home visit is not due yet."""
    return f"status IN ({quoted(draft.rules.risks[who])}) AND risk = 0 AND risk_0 = 0"


def _unmarked(draft: Draft) -> str:
    """Ended months without a mark in which the child was over two and registered."""
    branches = []
    for place, bit in enumerate(MONTH_BITS):
        born = b.born_by_month_end(place, draft.rules.child_months)
        over_two = draft.bind(f"over_two_{place}", b.ended_month(place, born))
        branches.append(
            f"CASE WHEN is_small = 0 AND born_on <= {over_two} AND registered_on <= "
            f"{draft.month_end(place)} AND (paud_months & {bit}) = 0 THEN 1 ELSE 0 END"
        )
    return " + ".join(branches)
