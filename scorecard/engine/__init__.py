"""Facts → letters → figures: set-based, drawn up from a rule table.

`read_…` work out afresh and store nothing; `store_…` replace what is stored, a whole
village-quarter or area-quarter at a time, and belong into the transaction that holds
the guarding row. Each takes the rules of the quarter unless others are given.
"""

from collections.abc import Iterable

from django.db import connection

from scorecard.convergence import Convergence
from scorecard.engine import performance
from scorecard.engine.figures import AREA_FIGURES, measures, sums_of, village_figures
from scorecard.engine.figures import COLUMNS as FIGURE_COLUMNS
from scorecard.engine.letters import COLUMNS, letters_of
from scorecard.rules import RuleSet, rules_for
from villages.codes import parent_of
from villages.quarters import Triwulan

__all__ = [
    "figures_of_letters",
    "read_figures",
    "read_letters",
    "store_areas",
    "store_villages",
    "stored_letters",
]

# JIT would compile longer than run; hundreds of villages are sorted in memory.
FOR_LARGE = ("jit = off", "work_mem = '64MB'")


def read_letters(
    villages: Iterable[int], quarter: Triwulan, as_of, rules: RuleSet | None = None
) -> list[dict]:
    """Return the letters of villages (by id), worked out from their facts."""
    villages, rules = list(villages), rules or rules_for(quarter)
    if not villages:
        return []
    text, bound = _letters(villages, quarter, as_of, rules)
    return _rows(text, bound)


def read_figures(
    villages: Iterable[int], quarter: Triwulan, as_of, rules: RuleSet | None = None
) -> dict[str, Convergence]:
    """Return the sums over villages (by id), worked out from their facts."""
    villages, rules = list(villages), rules or rules_for(quarter)
    found = dict.fromkeys((m.name for m in measures(rules)), Convergence())
    if villages:
        text, bound = _letters(villages, quarter, as_of, rules)
        query = f"SELECT {sums_of(rules.name)} FROM ({text}) t"
        (row,) = _rows(query, bound)
        for place, name in enumerate(found):
            found[name] = Convergence(int(row[f"r{place}"]), int(row[f"d{place}"]))
    return found


def store_villages(
    villages: Iterable[int], quarter: Triwulan, as_of, rules: RuleSet | None = None
) -> None:
    """Replace letters and figures of villages (by id) in a quarter."""
    villages, rules = list(villages), rules or rules_for(quarter)
    text, bound = _letters(villages, quarter, as_of, rules)
    places = _places(len(villages))
    at = "year = %(year)s AND number = %(number)s"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for setting in FOR_LARGE:
                cursor.execute(f"SET LOCAL {setting}")
        cursor.execute(
            f"DELETE FROM scorecard_targetquarter WHERE {at} "
            f"AND village_id IN ({_listed(len(villages))})",
            bound,
        )
        cursor.execute(
            f"INSERT INTO scorecard_targetquarter ({', '.join(COLUMNS)}) {text} "
            "ORDER BY village_id, household_id",
            bound,
        )
        cursor.execute(
            f"DELETE FROM scorecard_figure WHERE {at} AND area_code IN (SELECT code "
            f"FROM villages_village WHERE id IN ({_listed(len(villages))}))",
            bound,
        )
        figures = village_figures(rules.name).format(scope=places)
        cursor.execute(
            f"INSERT INTO scorecard_figure ({FIGURE_COLUMNS}) {figures}", bound
        )
    performance.store_villages(villages, quarter, as_of, rules)


def stored_letters(villages: Iterable[int], quarter: Triwulan) -> list[dict]:
    """Return the letters of villages (by id) as they are stored."""
    villages = list(villages)
    text = (
        f"SELECT {', '.join(COLUMNS)} FROM scorecard_targetquarter "
        "WHERE year = %(year)s AND number = %(number)s "
        f"AND village_id IN ({_listed(len(villages))})"
    )
    return _rows(text, _at(villages, quarter))


def figures_of_letters(
    villages: Iterable[int], quarter: Triwulan, rules: RuleSet | None = None
) -> list[dict]:
    """Return what the figures of villages (by id) are by their stored letters."""
    villages, rules = list(villages), rules or rules_for(quarter)
    text = village_figures(rules.name).format(scope=_places(len(villages)))
    return _rows(text, _at(villages, quarter))


def store_areas(codes: Iterable[str], quarter: Triwulan) -> None:
    """Replace areas' figures by the sums of the level right below them."""
    codes = list(codes)
    bound = {"year": quarter.year, "number": quarter.number}
    for n, code in enumerate(codes):
        bound |= {f"code_{n}": code, f"parent_{n}": parent_of(code) or ""}
    listed = ", ".join(f"%(code_{n})s" for n in range(len(codes)))
    pairs = ", ".join(f"(%(code_{n})s, %(parent_{n})s)" for n in range(len(codes)))
    with connection.cursor() as cursor:
        for table, text in (
            ("scorecard_figure", AREA_FIGURES),
            (performance.TABLE, performance.AREA_ROWS),
        ):
            cursor.execute(
                f"DELETE FROM {table} WHERE year = %(year)s AND number = %(number)s "
                f"AND area_code IN ({listed})",
                bound,
            )
            cursor.execute(text.format(scope=pairs), bound)


def _at(villages: list[int], quarter: Triwulan) -> dict:
    named = {f"village_{n}": village for n, village in enumerate(villages)}
    return named | {"year": quarter.year, "number": quarter.number}


def _letters(villages: list[int], quarter: Triwulan, as_of, rules: RuleSet):
    statement = letters_of(rules.name)
    bound = statement.parameters(villages, quarter, as_of)
    return statement.select(_places(len(villages))), bound


def _places(count: int) -> str:
    return ", ".join(f"(%(village_{n})s)" for n in range(count))


def _listed(count: int) -> str:
    return ", ".join(f"%(village_{n})s" for n in range(count))


def _rows(text: str, bound: dict) -> list[dict]:
    with connection.cursor() as cursor:
        cursor.execute(text, bound)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
