"""Mengapa angka ini? The facts of one target, read from its rows, and its letters."""

from django.db.models import Q

from households.models import ChildRecord, Person, Pregnancy, PregnancyRecord, Statement
from households.packages import COLUMNS, Who
from scorecard.evaluator import NEVER_COUNTED, STATUS_COLUMNS, Evaluation, evaluate
from scorecard.facts import Rank, Record, Stated, Target
from scorecard.rules import RuleSet, rules_for

# Columns of the register, by the column of the monthly record that says the same.
RECORD_COLUMNS = {
    Statement.Column.WATER: "water",
    Statement.Column.LATRINE: "latrine",
    Statement.Column.INSURANCE: "insurance",
    Statement.Column.CERTIFICATE: "birth_certificate",
}
HOUSEHOLD_COLUMNS = ("water", "latrine")


def explain(
    target: Pregnancy | Person, quarter, as_of, rules: RuleSet | None = None
) -> Evaluation | None:
    """Work out one target's letters from its rows; None when it is not counted."""
    facts = facts_of(target, as_of)
    return evaluate(facts, quarter, as_of, rules or rules_for(quarter))


def facts_of(target: Pregnancy | Person, as_of) -> Target:
    """Return all that is recorded of a pregnancy or a child, as plain values.

    Its household is the one it belongs to on the as-of date.
    """
    if isinstance(target, Pregnancy):
        return _facts_of_pregnancy(target, as_of)
    return _facts_of_child(target, as_of)


def _facts_of_pregnancy(pregnancy: Pregnancy, as_of) -> Target:
    return Target(
        who=Who.MOTHER,
        registered_on=pregnancy.registered_on,
        due_on=pregnancy.due_on,
        ended_on=pregnancy.ended_on,
        outcome=pregnancy.outcome,
        exited_on=pregnancy.exited_on,
        exit_reason=pregnancy.exit_reason,
        records=_records(pregnancy.records.all(), Who.MOTHER, ()),
        statements=_statements(pregnancy, pregnancy.woman, as_of),
    )


def _facts_of_child(child: Person, as_of) -> Target:
    measures = ("birth_weight_kg", "birth_length_cm")
    return Target(
        who=Who.CHILD,
        registered_on=child.registered_on,
        born_on=child.born_on,
        exited_on=child.exited_on,
        exit_reason=child.exit_reason,
        at_birth=frozenset(m for m in measures if getattr(child, m) is not None),
        records=_records(child.records.all(), Who.CHILD, ("mat",)),
        statements=_statements(child, child, as_of),
        marks=dict(child.paud_months.values_list("month", "mark")),
    )


def _records(rows, who: Who, more: tuple[str, ...]) -> tuple[Record, ...]:
    columns = COLUMNS[who]
    counts = (count for _, count in columns.counts)
    names = {*columns.ticks, *columns.numbers, *counts, STATUS_COLUMNS[who], *more}
    return tuple(
        Record(row.visited_on, {name: getattr(row, name) for name in names})
        for row in rows
    )


def _statements(target, person: Person, as_of) -> dict[str, tuple[Stated, ...]]:
    """The register's statements of the target, and all about its household."""
    household_id = _household_on(person, as_of)
    found: dict[str, list[Stated]] = {}
    rows = target.statements.all() | Statement.objects.filter(household=household_id)
    for row in rows:
        if column := RECORD_COLUMNS.get(row.column):
            stated = Stated(row.stated_on, Rank(row.origin), row.value)
            found.setdefault(column, []).append(stated)
    for column, stated in _said_by_records(household_id):
        found.setdefault(column, []).append(stated)
    return {column: tuple(said) for column, said in found.items()}


def _household_on(person: Person, day) -> int:
    """The household a person belonged to; before the first one written down, that."""
    memberships = person.memberships.order_by("from_on")
    known = memberships.filter(from_on__lte=day).last() or memberships.first()
    return known.household_id if known else person.household_id


def _said_by_records(household_id: int):
    """What any member's record says of the household; a mistaken target's does not."""
    wrong = tuple(NEVER_COUNTED)
    mothers = PregnancyRecord.objects.filter(household=household_id).exclude(
        pregnancy__exit_reason__in=wrong
    )
    children = ChildRecord.objects.filter(household=household_id).exclude(
        child__exit_reason__in=wrong
    )
    said = ~Q(water="", latrine="")
    for rows in (mothers.filter(said), children.filter(said)):
        for row in rows:
            for column in HOUSEHOLD_COLUMNS:
                if value := getattr(row, column):
                    yield column, Stated(row.visited_on, Rank.RECORD, value)
