"""Facts → what was monitored of what was due, month by month: of a village, of areas.

Each month looks at the people of its own last day, or of the as-of date in a month
that runs, so that it says what Tugas said then. They count where they live on the
as-of date, as everywhere.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache

from django.db import connection

from households.ages import born_on_or_before, last_of_month
from households.due import timely_until
from households.packages import Who
from scorecard.engine.draft import has_content
from scorecard.engine.stages import HOME, NEVER_COUNTED
from scorecard.rules import RuleSet, rules_for
from villages.codes import ZONES, provinces_in
from villages.quarters import Triwulan

TABLE = "scorecard_performance"
COLUMNS = "area_code, parent_code, year, number, month, kind, due, recorded, timely"
MONTH = ("month", "first_on", "day", "small_after", "preschool_after", "nifas_from")
LIMITS = tuple(f"timely_{place}" for place in range(len(ZONES)))
OF_QUARTER = "year = %(year)s AND number = %(number)s"
# An area's rows add up from the level right below it; `{scope}` lists code and parent.
AREA_ROWS = f"""
WITH scope (code, parent) AS (VALUES {{scope}})
INSERT INTO {TABLE} ({COLUMNS})
SELECT scope.code, scope.parent, year, number, month, kind, SUM(due), SUM(recorded),
  SUM(timely)
FROM scope JOIN {TABLE} ON parent_code = scope.code
WHERE {OF_QUARTER}
GROUP BY scope.code, scope.parent, year, number, month, kind
"""

THERE = f"""t.registered_on <= months.day AND t.exit_reason NOT IN {NEVER_COUNTED}
    AND (t.exited_on IS NULL OR t.exited_on > months.day)"""
# Nobody is behind for a month in which he was not known yet.
IS_DUE = "(r.id IS NOT NULL OR t.registered_on < months.first_on)"
MADE = "COALESCE(r.recorded_at, r.received_at)"


def read(
    villages: Iterable[int], quarter: Triwulan, as_of: date, rules: RuleSet
) -> list[dict]:
    """Return the rows of villages (by id) worked out from facts; none is stored."""
    villages = list(villages)
    if not villages:
        return []
    months = [month for month in quarter.months if month <= as_of]
    bound = _bound(villages, quarter, as_of, rules)
    with connection.cursor() as cursor:
        cursor.execute(_query(len(villages), len(months)), bound)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def store_villages(
    villages: Iterable[int],
    quarter: Triwulan,
    as_of: date,
    rules: RuleSet | None = None,
) -> None:
    """Replace what is stored of villages (by id) in a quarter."""
    villages, rules = list(villages), rules or rules_for(quarter)
    months = [month for month in quarter.months if month <= as_of]
    listed = ", ".join(f"%(village_{n})s" for n in range(len(villages)))
    bound = _bound(villages, quarter, as_of, rules)
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {TABLE} WHERE {OF_QUARTER} AND area_code IN "
            f"(SELECT code FROM villages_village WHERE id IN ({listed}))",
            bound,
        )
        query = _query(len(villages), len(months))
        cursor.execute(f"INSERT INTO {TABLE} ({COLUMNS}) {query}", bound)


# --- what the statement is bound with ------------------------------------------------


def _bound(villages: list[int], quarter: Triwulan, as_of: date, rules: RuleSet):
    found = {f"village_{n}": village for n, village in enumerate(villages)}
    found |= {"year": quarter.year, "number": quarter.number, "as_of": as_of}
    for n, month in enumerate(m for m in quarter.months if m <= as_of):
        found |= {f"{name}_{n}": one for name, one in _month(month, as_of, rules)}
    return found


def _month(month: date, as_of: date, rules: RuleSet):
    day = min(last_of_month(month), as_of)
    yield "month", month.month
    yield "first_on", month
    yield "day", day
    yield "small_after", born_on_or_before(day, rules.child_months)
    yield "preschool_after", born_on_or_before(day, rules.preschool_months)
    yield "nifas_from", month - timedelta(days=rules.delivered_days)
    after = timely_until(month) + timedelta(days=1)
    for name, zone in zip(LIMITS, ZONES, strict=True):
        moment = datetime.combine(after, time.min, zone)
        yield name, connection.ops.adapt_datetimefield_value(moment)


# --- the statement -------------------------------------------------------------------


@cache
def _query(villages: int, months: int) -> str:
    scope = ", ".join(f"(%(village_{n})s)" for n in range(villages))
    names = (*MONTH, *LIMITS)
    rows = ", ".join(
        "(" + ", ".join(f"%({name}_{n})s" for name in names) + ")"
        for n in range(months)
    )
    return f"""
WITH scope (village_id) AS (VALUES {scope}),
months ({", ".join(names)}) AS (VALUES {rows}),
{HOME.strip()},
monitored AS ({_mothers()}
UNION ALL{_children()}
UNION ALL{_preschool()}
)
SELECT v.code AS area_code, substr(v.code, 1, 6) AS parent_code,
  %(year)s AS year, %(number)s AS number, monitored.month, monitored.kind,
  COUNT(*) AS due, COUNT(made) AS recorded,
  COUNT(*) FILTER (WHERE made < {_limit()}) AS timely
FROM monitored JOIN villages_village v ON v.id = monitored.village_id
  JOIN months ON months.month = monitored.month
GROUP BY v.code, monitored.month, monitored.kind
"""


def _limit() -> str:
    """The first instant that is too late, by the zone of the village's province."""
    branches = " ".join(
        f"WHEN substr(v.code, 1, 2) IN ({_quoted(zone)}) THEN months.{name}"
        for zone, name in zip(ZONES[1:], LIMITS[1:], strict=True)
    )
    return f"CASE {branches} ELSE months.{LIMITS[0]} END"


def _quoted(zone) -> str:
    return ", ".join(f"'{province}'" for province in provinces_in(zone))


def _mothers() -> str:
    return f"""
  SELECT member.village_id, months.month, 'ibu' AS kind, {MADE} AS made
  FROM member JOIN households_pregnancy t ON t.woman_id = member.person_id
    CROSS JOIN months
    LEFT JOIN households_pregnancyrecord r ON r.pregnancy_id = t.id
      AND r.month = months.first_on AND r.visited_on <= %(as_of)s
      AND {has_content(Who.MOTHER)}
  WHERE {THERE} AND {IS_DUE}
    AND (t.ended_on IS NULL OR t.ended_on > months.day
      OR (t.outcome <> 'keguguran' AND t.ended_on >= months.nifas_from))"""


def _children() -> str:
    return f"""
  SELECT member.village_id, months.month, 'anak', {MADE}
  FROM member JOIN households_person t ON t.id = member.person_id
    CROSS JOIN months
    LEFT JOIN households_childrecord r ON r.child_id = t.id
      AND r.month = months.first_on AND r.visited_on <= %(as_of)s
      AND {has_content(Who.CHILD)}
  WHERE t.is_child AND {THERE} AND {IS_DUE}
    AND t.born_on <= months.day AND t.born_on > months.small_after"""


def _preschool() -> str:
    """Formulir 2C has no visit; a month counts as soon as one is registered and two,
    as the months of `paud_unmarked` do."""
    return f"""
  SELECT member.village_id, months.month, 'paud', {MADE}
  FROM member JOIN households_person t ON t.id = member.person_id
    CROSS JOIN months
    LEFT JOIN households_paudmonth r ON r.child_id = t.id
      AND r.month = months.first_on AND r.mark <> ''
  WHERE t.is_child AND {THERE}
    AND t.born_on <= months.small_after AND t.born_on > months.preschool_after"""
