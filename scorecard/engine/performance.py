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

THERE = """t.registered_on <= months.day
      AND (t.exited_on IS NULL OR t.exited_on > months.day)"""
MADE = "COALESCE(r.recorded_at, r.received_at)"
# On the month's last day: who is expecting or in childbed, small, of preschool age.
GROUPS = {
    "ibu": """(t.ended_on IS NULL OR t.ended_on > months.day
      OR (t.outcome <> 'keguguran' AND t.ended_on >= months.nifas_from))""",
    "anak": "t.born_on <= months.day AND t.born_on > months.small_after",
    "paud": "t.born_on <= months.small_after AND t.born_on > months.preschool_after",
}
# Nobody is behind for a month in which he was not known yet.
KNOWN = dict.fromkeys(GROUPS, "t.registered_on < months.first_on") | {"paud": "1 = 1"}
STAGE = {"ibu": "expecting", "anak": "infant", "paud": "infant"}

# Whoever can be of a group in any month of the quarter, looked up once.
EXPECTING = f"""
expecting AS MATERIALIZED (
  SELECT t.id, member.village_id, t.registered_on, t.exited_on, t.ended_on, t.outcome
  FROM member JOIN households_pregnancy t ON t.woman_id = member.person_id
  WHERE t.exit_reason NOT IN {NEVER_COUNTED}
    AND (t.ended_on IS NULL OR t.ended_on >= %(nifas_from_0)s)
)"""
INFANT = f"""
infant AS MATERIALIZED (
  SELECT t.id, member.village_id, t.registered_on, t.exited_on, t.born_on
  FROM member JOIN households_person t ON t.id = member.person_id
  WHERE t.is_child AND t.exit_reason NOT IN {NEVER_COUNTED}
    AND t.born_on > %(preschool_after_0)s AND t.born_on <= %(as_of)s
)"""


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
    timely = ",\n    ".join(
        f"COUNT(*) FILTER (WHERE made < months.{limit}) AS {limit}" for limit in LIMITS
    )
    return f"""
WITH scope (village_id) AS (VALUES {scope}),
months ({", ".join(names)}) AS (VALUES {rows}),
{HOME.strip()},{EXPECTING},{INFANT},
counted AS ({_counted()}
),
summed AS (
  SELECT village_id, months.month, kind, SUM(due) AS due, COUNT(made) AS recorded,
    {timely}
  FROM counted JOIN months ON months.month = counted.month
  GROUP BY village_id, months.month, kind
)
SELECT v.code AS area_code, substr(v.code, 1, 6) AS parent_code,
  %(year)s AS year, %(number)s AS number, month, kind, due, recorded,
  {_timely()} AS timely
FROM summed JOIN villages_village v ON v.id = summed.village_id
"""


def _counted() -> str:
    """Records first: each makes due who was not known before its month. Then people
    who were known before a month; Formulir 2C asks of all, known or new."""
    mothers, children = (
        f"r.visited_on <= %(as_of)s AND {has_content(who)}"
        for who in (Who.MOTHER, Who.CHILD)
    )
    return "\nUNION ALL".join(
        (
            _recorded("ibu", "pregnancyrecord", "pregnancy_id", mothers),
            _recorded("anak", "childrecord", "child_id", children),
            _recorded("paud", "paudmonth", "child_id", "r.mark <> ''"),
            *(_known(kind) for kind in GROUPS),
        )
    )


def _recorded(kind: str, records: str, about: str, condition: str) -> str:
    """CROSS JOIN, so that SQLite goes from the people to their records, as it stands.

    Formulir 2C has no visit; a month counts as soon as one is registered and two, as
    the months of `paud_unmarked` do.
    """
    return f"""
  SELECT t.village_id, months.month, '{kind}' AS kind,
    CASE WHEN {KNOWN[kind]} THEN 0 ELSE 1 END AS due, {MADE} AS made
  FROM {STAGE[kind]} t CROSS JOIN households_{records} r CROSS JOIN months
  WHERE r.{about} = t.id AND months.first_on = r.month AND {THERE}
    AND {GROUPS[kind]}
    AND {condition}"""


def _known(kind: str) -> str:
    return f"""
  SELECT t.village_id, months.month, '{kind}', 1, NULL
  FROM {STAGE[kind]} t CROSS JOIN months
  WHERE {THERE} AND {GROUPS[kind]} AND {KNOWN[kind]}"""


def _timely() -> str:
    """Those within the limit of the zone of the village's province."""
    branches = " ".join(
        f"WHEN substr(v.code, 1, 2) IN ({_quoted(zone)}) THEN {name}"
        for zone, name in zip(ZONES[1:], LIMITS[1:], strict=True)
    )
    return f"CASE {branches} ELSE {LIMITS[0]} END"


def _quoted(zone) -> str:
    return ", ".join(f"'{province}'" for province in provinces_in(zone))
