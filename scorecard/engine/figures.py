"""Letters → figures of a village, and figures → figures of the area above."""

from dataclasses import dataclass
from functools import cache

from households.packages import CHILD_COUNSELLING, PRESCHOOL, Who
from scorecard.engine.draft import quoted
from scorecard.rules import FATHERS, RULE_SETS, RuleSet

LETTER_MASKS = ("received", "due")
COUNTS = (
    "households",
    "ibu_hamil",
    "kek_resti",
    "anak",
    "anak_gizi",
    "anak_2_6",
    "hijau",
    "kuning",
    "merah",
    "tidak_diukur",
    "paud_unmarked",
    "unvisited",
    "risk_new_ibu",
    "risk_new_anak",
)


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: what to add up over letters. A count is all received, all due."""

    name: str
    received: str
    due: str


def where(condition: str) -> str:
    """Return the aggregate that counts letters of a condition."""
    return f"COUNT(*) FILTER (WHERE {condition})"


def measures(rules: RuleSet) -> list[Measure]:
    """Return every figure of a rule set, in print order."""
    found = []
    for place, indicator in enumerate(rules.indicators):
        bits = (where(f"({column} & {1 << place}) > 0") for column in LETTER_MASKS)
        found.append(Measure(indicator.code, *bits))
        if indicator.code == CHILD_COUNSELLING.code:
            is_due = f"(due & {1 << place}) > 0"
            came = where(f"father_came AND {is_due}")
            found.append(Measure(FATHERS, came, where(is_due)))
    found.append(Measure(PRESCHOOL.code, "SUM(paud_received)", "SUM(paud_due)"))
    counts = _counts(rules)
    return found + [Measure(name, counts[name], counts[name]) for name in COUNTS]


def _counts(rules: RuleSet) -> dict[str, str]:
    mother, child = "kind = 'ibu'", "kind = 'anak'"
    risks = {who: f"status IN ({quoted(codes)})" for who, codes in rules.risks.items()}
    return {
        "households": where("is_first_of_household"),
        "ibu_hamil": where(mother),
        "kek_resti": where(f"{mother} AND {risks[Who.MOTHER]}"),
        "anak": where(child),
        "anak_gizi": where(f"{child} AND {risks[Who.CHILD]}"),
        "anak_2_6": where("kind = 'paud'"),
        "hijau": where("mat = 'H'"),
        "kuning": where("mat = 'K'"),
        "merah": where("mat = 'M'"),
        "tidak_diukur": where(f"{child} AND mat = ''"),
        "paud_unmarked": "SUM(paud_unmarked)",
        "unvisited": where("kind <> 'paud' AND NOT is_visited"),
        "risk_new_ibu": where(f"{mother} AND is_risk_new"),
        "risk_new_anak": where(f"{child} AND is_risk_new"),
    }


COLUMNS = "area_code, parent_code, year, number, measure, received, due"


@cache
def sums_of(rule_set: str) -> str:
    """Return the columns r0, d0, r1, d1 …: received and due of the N-th measure."""
    return ", ".join(
        f"COALESCE({m.received}, 0) AS r{place}, COALESCE({m.due}, 0) AS d{place}"
        for place, m in enumerate(measures(RULE_SETS[rule_set]))
    )


@cache
def village_figures(rule_set: str) -> str:
    """Return the query of villages' figures; what is 0 of 0 is left out.

    `{scope}` is to become the villages as VALUES.
    """
    names = [measure.name for measure in measures(RULE_SETS[rule_set])]
    listed = ", ".join(f"({place}, '{name}')" for place, name in enumerate(names))
    received, due = (
        " ".join(f"WHEN {place} THEN {one}{place}" for place in range(len(names)))
        for one in "rd"
    )
    return f"""
WITH scope (village_id) AS (VALUES {{scope}}),
measures (place, name) AS (VALUES {listed}),
sums AS (
  SELECT t.village_id, {sums_of(rule_set)}
  FROM scope JOIN scorecard_targetquarter t ON t.village_id = scope.village_id
  WHERE t.year = %(year)s AND t.number = %(number)s
  GROUP BY t.village_id
),
listed AS (
  SELECT village_id, name, CASE place {received} END AS received,
    CASE place {due} END AS due
  FROM sums CROSS JOIN measures
)
SELECT v.code, substr(v.code, 1, 6), %(year)s, %(number)s, listed.name,
  listed.received, listed.due
FROM listed JOIN villages_village v ON v.id = listed.village_id
WHERE listed.due > 0
"""


# What areas' figures add up from: the level right below. `{scope}` lists code, parent.
AREA_FIGURES = f"""
WITH scope (code, parent) AS (VALUES {{scope}})
INSERT INTO scorecard_figure ({COLUMNS})
SELECT scope.code, scope.parent, year, number, measure, SUM(received), SUM(due)
FROM scope JOIN scorecard_figure ON parent_code = scope.code
WHERE year = %(year)s AND number = %(number)s
GROUP BY scope.code, scope.parent, year, number, measure
"""
