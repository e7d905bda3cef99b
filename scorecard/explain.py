"""Mengapa angka ini? The facts of targets, read from their rows, and their letters.

Many are read together in as many queries as one alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Q

from households.models import (
    ChildRecord,
    Membership,
    PaudMonth,
    Person,
    Pregnancy,
    PregnancyRecord,
    Statement,
)
from households.packages import COLUMNS, Who
from scorecard.evaluator import NEVER_COUNTED, STATUS_COLUMNS, Evaluation, evaluate
from scorecard.facts import Rank, Record, Stated, Target
from scorecard.rules import RuleSet, rules_for

# Columns of the register, by the column of the monthly record that says the same.
RECORD_COLUMNS = {
    Statement.Column.WATER.value: "water",
    Statement.Column.LATRINE.value: "latrine",
    Statement.Column.INSURANCE.value: "insurance",
    Statement.Column.CERTIFICATE.value: "birth_certificate",
}
HOUSEHOLD_COLUMNS = ("water", "latrine")
MEASURES = ("birth_weight_kg", "birth_length_cm")
ABOUT = {Who.MOTHER: "pregnancy", Who.CHILD: "child"}
RECORDS = {Who.MOTHER: PregnancyRecord, Who.CHILD: ChildRecord}


def explain(
    target: Pregnancy | Person, quarter, as_of, rules: RuleSet | None = None
) -> Evaluation | None:
    """Work out one target's letters from its rows; None when it is not counted."""
    return explain_all([target], quarter, as_of, rules)[target]


def explain_all(
    targets: Iterable[Pregnancy | Person],
    quarter,
    as_of,
    rules: RuleSet | None = None,
) -> dict[Pregnancy | Person, Evaluation | None]:
    """Work out the letters of each target, in a constant number of queries."""
    rules = rules or rules_for(quarter)
    return {
        target: evaluate(facts, quarter, as_of, rules)
        for target, facts in facts_of(targets, as_of).items()
    }


# --- facts ---------------------------------------------------------------------------


def facts_of(
    targets: Iterable[Pregnancy | Person], as_of
) -> dict[Pregnancy | Person, Target]:
    """Return all that is recorded of pregnancies and children, as plain values.

    Their households are those they belong to on the as-of date.
    """
    mothers, children = [], []
    for target in targets:
        (mothers if isinstance(target, Pregnancy) else children).append(target)
    people = [*(one.woman for one in mothers), *children]
    homes = _homes_on(people, as_of)
    of_homes = _said_of_homes(set(homes.values()))
    mothers = _of_mothers(mothers, homes, of_homes)
    return mothers | _of_children(children, homes, of_homes)


def _of_mothers(mothers, homes, of_homes) -> dict[Pregnancy, Target]:
    records = _records(mothers, Who.MOTHER)
    said = _said(Who.MOTHER, mothers)
    return {
        one: Target(
            who=Who.MOTHER,
            registered_on=one.registered_on,
            due_on=one.due_on,
            ended_on=one.ended_on,
            outcome=one.outcome,
            exited_on=one.exited_on,
            exit_reason=one.exit_reason,
            records=tuple(records[one.pk]),
            statements=_joined(said[one.pk], of_homes[homes[one.woman_id]]),
        )
        for one in mothers
    }


def _of_children(children, homes, of_homes) -> dict[Person, Target]:
    records = _records(children, Who.CHILD, "mat")
    said = _said(Who.CHILD, children)
    marks = _marks(children)
    return {
        one: Target(
            who=Who.CHILD,
            registered_on=one.registered_on,
            born_on=one.born_on,
            exited_on=one.exited_on,
            exit_reason=one.exit_reason,
            at_birth=frozenset(m for m in MEASURES if getattr(one, m) is not None),
            records=tuple(records[one.pk]),
            statements=_joined(said[one.pk], of_homes[homes[one.pk]]),
            marks=marks[one.pk],
        )
        for one in children
    }


def _records(targets, who: Who, *more: str) -> Mapping[int, list[Record]]:
    columns, about = COLUMNS[who], f"{ABOUT[who]}_id"
    counts = (count for _, count in columns.counts)
    names = {*columns.ticks, *columns.numbers, *counts, STATUS_COLUMNS[who], *more}
    rows = RECORDS[who].objects.filter(**{f"{ABOUT[who]}__in": targets})
    found = defaultdict(list)
    for row in rows.values(about, "visited_on", *names):
        owner, day = row.pop(about), row.pop("visited_on")
        found[owner].append(Record(day, row))
    return found


def _marks(children) -> Mapping[int, dict]:
    found: Mapping[int, dict] = defaultdict(dict)
    rows = PaudMonth.objects.filter(child__in=children)
    for child_id, month, mark in rows.values_list("child", "month", "mark"):
        found[child_id][month] = mark
    return found


def _homes_on(people: list[Person], day) -> dict[int, int]:
    """The household each belonged to; before the first one written down, that."""
    homes = {one.pk: one.household_id for one in people}
    rows = Membership.objects.filter(person__in=people).order_by("from_on")
    begun = set()
    for person_id, home, since in rows.values_list("person", "household", "from_on"):
        if since <= day or person_id not in begun:
            homes[person_id] = home
        begun.add(person_id)
    return homes


# --- statements ----------------------------------------------------------------------


def _said(who: Who, targets) -> Mapping[int, list[tuple[str, Stated]]]:
    """The register's statements of targets: what column, and what was stated."""
    return _grouped(_of_register(ABOUT[who], targets))


def _said_of_homes(homes: set[int]) -> Mapping[int, list[tuple[str, Stated]]]:
    """All that is said of households, by the register or by anybody's record."""
    records = (row for who in RECORDS for row in _by_records(who, homes))
    return _grouped([*_of_register("household", homes), *records])


def _grouped(rows) -> Mapping[int, list[tuple[str, Stated]]]:
    found = defaultdict(list)
    for owner, column, stated in rows:
        found[owner].append((column, stated))
    return found


def _of_register(about: str, owners) -> Iterator[tuple[int, str, Stated]]:
    rows = Statement.objects.filter(
        column__in=RECORD_COLUMNS, **{f"{about}__in": owners}
    )
    rows = rows.values_list(f"{about}_id", "column", "stated_on", "origin", "value")
    for owner, column, day, origin, value in rows:
        yield owner, RECORD_COLUMNS[column], Stated(day, Rank(origin), value)


def _by_records(who: Who, homes: set[int]) -> Iterator[tuple[int, str, Stated]]:
    """What any member's record says of the household; a mistaken target's does not."""
    rows = RECORDS[who].objects.filter(household__in=homes)
    wrong = {f"{ABOUT[who]}__exit_reason__in": tuple(NEVER_COUNTED)}
    rows = rows.exclude(**wrong).exclude(Q(water="", latrine=""))
    for home, day, *values in rows.values_list(
        "household_id", "visited_on", *HOUSEHOLD_COLUMNS
    ):
        for column, value in zip(HOUSEHOLD_COLUMNS, values, strict=True):
            if value:
                yield home, column, Stated(day, Rank.RECORD, value)


def _joined(*said) -> dict[str, tuple[Stated, ...]]:
    found: dict[str, list[Stated]] = defaultdict(list)
    for column, stated in (pair for pairs in said for pair in pairs):
        found[column].append(stated)
    return {column: tuple(stated) for column, stated in found.items()}
