"""The stages between facts and letters: who, their records, what holds, which months.

Each function returns one WITH query. Nothing known is 0, '' or NEVER, never NULL.
"""

from households.packages import Who
from scorecard.engine import bounds as b
from scorecard.engine.draft import MONTH_BITS, Draft

REGISTER_COLUMNS = {
    "water": "air_aman",
    "latrine": "jamban_layak",
    "insurance": "jaminan_kesehatan",
    "birth_certificate": "akta_lahir",
}
ABOUT_HOUSEHOLD = {"water", "latrine"}
HOUSEHOLD_ANSWERS = [
    (column, name, value)
    for column in sorted(ABOUT_HOUSEHOLD)
    for name, value in (("yes", "v"), ("no", "x"))
]
REGISTER_DAYS = {
    "held": "s.value = 'v'",
    "lacked": "s.value = 'x'",
    "changed": "s.value = 'v' AND s.origin = 1",
}
NEVER_COUNTED = "('salah data', 'digabung')"

# Who lives in the villages on the as-of date, and where; `scope` holds the villages.
# Who was registered before he was first written down somewhere lived there already:
# nobody drops out of the denominator for that.
HOME = """
home AS (
  SELECT r.household_id, r.village_id, r.dusun_id
  FROM scope JOIN households_residence r ON r.village_id = scope.village_id
  WHERE (r.from_on <= %(as_of)s OR NOT EXISTS (
      SELECT 1 FROM households_residence earlier
      WHERE earlier.household_id = r.household_id AND earlier.from_on < r.from_on)
    ) AND NOT EXISTS (
    SELECT 1 FROM households_residence later
    WHERE later.household_id = r.household_id
      AND later.from_on > r.from_on AND later.from_on <= %(as_of)s)
),
member AS (
  SELECT m.person_id, home.household_id, home.village_id, home.dusun_id
  FROM home JOIN households_membership m ON m.household_id = home.household_id
  WHERE (m.from_on <= %(as_of)s OR NOT EXISTS (
      SELECT 1 FROM households_membership earlier
      WHERE earlier.person_id = m.person_id AND earlier.from_on < m.from_on)
    ) AND NOT EXISTS (
    SELECT 1 FROM households_membership later
    WHERE later.person_id = m.person_id
      AND later.from_on > m.from_on AND later.from_on <= %(as_of)s)
)"""

IS_REGISTERED = f"""t.registered_on <= %(as_of)s
    AND t.exit_reason NOT IN {NEVER_COUNTED}
    AND (t.exited_on IS NULL OR t.exited_on > %(as_of)s)"""

MOTHER = f"""
mother AS (
  SELECT t.id, member.household_id, member.village_id, member.dusun_id,
    t.registered_on, t.due_on, t.ended_on,
    CASE WHEN t.ended_on <= %(as_of)s THEN 1 ELSE 0 END AS is_delivered
  FROM member JOIN households_pregnancy t ON t.woman_id = member.person_id
  WHERE {IS_REGISTERED}
    AND (t.ended_on IS NULL OR t.ended_on > %(as_of)s
      OR (t.outcome <> 'keguguran' AND t.ended_on >= %(delivered_from)s))
)"""

CHILD = f"""
child AS (
  SELECT t.id, member.household_id, member.village_id, member.dusun_id,
    t.registered_on, t.born_on, t.birth_weight_kg, t.birth_length_cm,
    CASE WHEN t.born_on > %(small_after)s THEN 1 ELSE 0 END AS is_small
  FROM member JOIN households_person t ON t.id = member.person_id
  WHERE {IS_REGISTERED} AND t.is_child
    AND t.born_on <= %(as_of)s AND t.born_on > %(preschool_after)s
)"""

# Of the quarter the month as a bit, of other months nothing.
SLOT = """CASE r.month WHEN %(month_0)s THEN 1 WHEN %(month_1)s THEN 2
      WHEN %(month_2)s THEN 4 END"""

MOTHER_RECORDS = """
  FROM mother JOIN households_pregnancyrecord r ON r.pregnancy_id = mother.id
  WHERE r.visited_on <= %(as_of)s"""

CHILD_RECORDS = """
  FROM child JOIN households_childrecord r ON r.child_id = child.id
  WHERE child.born_on > %(small_after)s AND r.visited_on <= %(as_of)s"""

# Dates as text lead the order, and the newest statement's key stands from place 12 on.
# An anti-join with later statements was taken for rare by planners, which then compared
# each child with every other.
NEWEST_POSYANDU = """MAX(CAST(s.stated_on AS text) || CAST(s.origin AS text)
    || COALESCE(CAST(s.posyandu_id AS text), '')) FILTER (WHERE s."column" = 'posyandu')
    AS posyandu"""
NEAR_POSYANDU = """
near_posyandu AS (
  SELECT p.id, p.village_id
  FROM scope JOIN villages_posyandu p ON p.village_id = scope.village_id
)"""

PAUD = """
paud AS (
  SELECT child.id,
    COUNT(*) FILTER (WHERE r.mark = 'v') AS attended,
    COUNT(*) FILTER (WHERE r.mark IN ('v', 'x')) AS marked,
    SUM(CASE r.month WHEN %(month_0)s THEN 1 WHEN %(month_1)s THEN 2 ELSE 4 END)
      AS months
  FROM child JOIN households_paudmonth r ON r.child_id = child.id
  WHERE child.is_small = 0 AND r.mark <> ''
    AND r.month >= %(month_0)s AND r.month <= %(as_of)s AND r.month <= %(month_2)s
  GROUP BY child.id
)"""


def stages(draft: Draft) -> list[str]:
    return [
        HOME,
        MOTHER,
        CHILD,
        _seen("mother", draft, Who.MOTHER, MOTHER_RECORDS),
        _seen("child", draft, Who.CHILD, CHILD_RECORDS),
        _register("mother", "pregnancy_id", draft.stated[Who.MOTHER] - ABOUT_HOUSEHOLD),
        _register("child", "child_id", draft.stated[Who.CHILD] - ABOUT_HOUSEHOLD),
        NEAR_POSYANDU,
        _household_seen(),
        _register("home", "household_id", ABOUT_HOUSEHOLD, key="household_id"),
        PAUD,
        _facts("mother", draft, Who.MOTHER),
        _months("mother", draft, ""),
        _facts("child", draft, Who.CHILD),
        _months("child", draft, "born_on <= {end} AND "),
        _judged("mother", draft),
        _judged("child", draft),
    ]


def _seen(stage: str, draft: Draft, who: Who, records: str) -> str:
    """What all records of a target say, gathered once; the quarter's months as bits."""
    gathered = {
        name: f"SUM({SLOT}) FILTER (WHERE {condition})"
        for name, condition in draft.quarterly[who].items()
    }
    gathered |= draft.gathered.get(who, {}) | draft.dates[who]
    columns = ",\n    ".join(f"{sql} AS {name}" for name, sql in gathered.items())
    return (
        f"\n{stage}_seen AS (\n  SELECT {stage}.id,\n    {columns}{records}\n"
        f"  GROUP BY {stage}.id\n)"
    )


def _household_seen() -> str:
    """The newest days on which anybody's record says `v` and `x` of the household."""
    names = [f"{column}_{name}" for column, name, _ in HOUSEHOLD_ANSWERS]
    newest = ", ".join(f"MAX({name}) AS {name}" for name in names)
    return f"""
household_seen AS (
  SELECT household_id, {newest}
  FROM ({_household_said("pregnancy_id", "pregnancyrecord", "pregnancy")}
    UNION ALL{_household_said("child_id", "childrecord", "person")}
  ) said GROUP BY household_id
)"""


def _household_said(target: str, records: str, table: str) -> str:
    """What each target's records say of the household; a mistake's state nothing.

    Gathered before it is asked whether the target was one: once for each, and not
    for every record.
    """
    newest = ", ".join(
        f"MAX(r.visited_on) FILTER (WHERE r.{column} = '{value}') AS {column}_{name}"
        for column, name, value in HOUSEHOLD_ANSWERS
    )
    return f"""
    SELECT told.* FROM (
      SELECT r.household_id, r.{target} AS target_id, {newest}
      FROM home JOIN households_{records} r ON r.household_id = home.household_id
      WHERE r.visited_on <= %(as_of)s AND (r.water <> '' OR r.latrine <> '')
      GROUP BY r.household_id, r.{target}
    ) told JOIN households_{table} t ON t.id = told.target_id
    WHERE t.exit_reason NOT IN {NEVER_COUNTED}"""


def _register(stage: str, about: str, columns: set[str], key: str = "id") -> str:
    """The newest days on which the register says `v` and `x`.

    Of one day a change (origin 1) wins over the registration, hence `changed`.
    """
    found = [f"{stage}.{key} AS id"]
    if key == "id":
        found.append(NEWEST_POSYANDU)
    for column in sorted(columns):
        of_column = f"s.\"column\" = '{REGISTER_COLUMNS[column]}'"
        for name, condition in REGISTER_DAYS.items():
            found.append(
                f"MAX(s.stated_on) FILTER (WHERE {of_column} AND {condition}) "
                f"AS {column}_{name}"
            )
    return f"""
{stage}_register AS (
  SELECT {", ".join(found)}
  FROM {stage} JOIN households_statement s ON s.{about} = {stage}.{key}
  WHERE s.stated_on <= %(as_of)s
  GROUP BY {stage}.{key}
)"""


def _facts(stage: str, draft: Draft, who: Who) -> str:
    """One row per target with all it needs; nothing known is 0, '' or NEVER.

    A posyandu of another village is none. It is compared after the join: a join on
    the village as well is taken for rare, and then all are scanned for each.
    """
    columns = [f"COALESCE(seen.{n}, 0) AS {n}" for n in draft.quarterly[who]]
    columns += [f"COALESCE(seen.{n}, 0) AS {n}" for n in draft.gathered.get(who, {})]
    columns += [
        f"COALESCE(seen.{name}, %(never)s) AS {name}" for name in draft.dates[who]
    ]
    for column in sorted(draft.stated[who]):
        is_household = column in ABOUT_HOUSEHOLD
        register = "house" if is_household else "register"
        columns += [
            f"COALESCE({register}.{column}_{name}, %(never)s) AS {column}_{name}"
            for name in REGISTER_DAYS
        ]
        if is_household:
            columns += [
                f"COALESCE(told.{column}_{name}, %(never)s) AS {column}_{name}"
                for name in ("yes", "no")
            ]
    listed = ",\n    ".join(columns)
    return f"""
{stage}_facts AS (
  SELECT {stage}.*, CASE WHEN near.village_id = {stage}.village_id THEN near.id END
    AS posyandu_id,
    {listed}
  FROM {stage}
    LEFT JOIN {stage}_seen seen ON seen.id = {stage}.id
    LEFT JOIN {stage}_register register ON register.id = {stage}.id
    LEFT JOIN household_seen told ON told.household_id = {stage}.household_id
    LEFT JOIN home_register house ON house.id = {stage}.household_id
    LEFT JOIN near_posyandu near
      ON near.id = CAST(NULLIF(substr(register.posyandu, 12), '') AS bigint)
)"""


def _months(stage: str, draft: Draft, born: str) -> str:
    """The active months as bits, and whether a risk was known at the beginning."""
    branches = []
    for place, bit in enumerate(MONTH_BITS):
        end = draft.bind(f"known_by_{place}", b.known_by(place))
        before = draft.bind(f"ended_{place}", b.ended_month(place, b.month(place)))
        branches.append(
            f"CASE WHEN {born.format(end=end)}registered_on <= {end} AND "
            f"((known & {bit}) > 0 OR registered_on < {before}) THEN {bit} ELSE 0 END"
        )
    return f"""
{stage}_months AS (
  SELECT facts.*,
    {" + ".join(branches)} AS active,
    CASE WHEN risk_was > calm_was THEN 1 ELSE 0 END AS risk_0
  FROM {stage}_facts facts
)"""


def _judged(stage: str, draft: Draft) -> str:
    """The risk months: a status holds from the month after it was recorded.

    Kept apart from the letters: a planner that unfolds it writes each month and risk
    into every indicator, and plans twice as long as it computes one village.
    """
    second = _risk_after("risk_0", 1)
    third = _risk_after(f"({second})", 2)
    return f"""
{stage}_risks AS MATERIALIZED (
  SELECT months.*, active & (risk_0 + 2 * ({second}) + 4 * ({third})) AS risk
  FROM {stage}_months months
)"""


def _risk_after(before: str, bit: int) -> str:
    return (
        f"CASE WHEN (risk_in & {bit}) > 0 THEN 1 "
        f"WHEN (calm_in & {bit}) > 0 THEN 0 ELSE {before} END"
    )
