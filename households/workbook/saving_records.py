"""Saves the monthly rows of Formulir 2A, 2B and 2C from where they are staged.

A statement for some hundred targets, not one a row: the values never come back into
Python. The same rows of the workbook's columns serve to write it.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import connection

from households.models import (
    ChildRecord,
    PaudMonth,
    Pregnancy,
    PregnancyRecord,
    StagedRow,
)

from .columns import (
    CHILD_RECORDS,
    CHILDREN,
    HOUSEHOLDS,
    PAUD,
    PREGNANCIES,
    PREGNANCY_RECORDS,
    Column,
    Kind,
    Sheet,
)
from .saving import Saving
from .saving_statements import save_changes, save_registrations
from .staging import NUMBER

TARGETS_AT_ONCE = 500
_STAGED = StagedRow._meta.db_table
_TABLES = (  # sheet, the rows it becomes, and the column of whom they are about
    (PREGNANCY_RECORDS, PregnancyRecord, "pregnancy_id"),
    (CHILD_RECORDS, ChildRecord, "child_id"),
    (PAUD, PaudMonth, "child_id"),
)
_HOME_ON = """COALESCE(
  (SELECT m.household_id FROM households_membership m
    WHERE m.person_id = {person} AND m.from_on <= s.day
    ORDER BY m.from_on DESC LIMIT 1),
  (SELECT m.household_id FROM households_membership m
    WHERE m.person_id = {person} ORDER BY m.from_on LIMIT 1))"""


def save(saving: Saving):
    """Save everything that is told of a target after its registration."""
    for sheet, model, target in _TABLES:
        rows = saving.job.staged_rows.filter(sheet=NUMBER[sheet.name])
        gone = rows.filter(state=StagedRow.State.TAKEN_BACK).values("object_id")
        model.objects.filter(pk__in=gone).delete()
        _insert(saving, sheet, model, target)
        _update(saving, sheet, model)
    save_registrations(saving, HOUSEHOLDS, saving.changed(HOUSEHOLDS))
    save_changes(saving)


def _insert(saving, sheet, model, target):
    fixed = _fixed(saving, model)
    told = _told(sheet, "values") | _derived(sheet, "t.person") | {target: "t.pk"}
    names = [*fixed, *told]
    text = (
        "WITH target (name, pk, person) AS (VALUES {targets}) "
        f"INSERT INTO {model._meta.db_table} ({', '.join(map(_quoted, names))}) "
        f"SELECT {', '.join([*(sql for sql, _ in fixed.values()), *told.values()])} "
        f"FROM target t JOIN {_STAGED} s ON s.key = t.name "
        "WHERE s.job_id = %s AND s.sheet = %s AND s.state = 'c'"
    )
    values = [value for _, some in fixed.values() for value in some]
    for targets in _targets(saving, sheet):
        marks = ", ".join(["(%s, %s, %s)"] * len(targets))
        with connection.cursor() as cursor:
            cursor.execute(
                text.replace("{targets}", marks),
                [
                    *(value for target in targets for value in target),
                    *values,
                    *(saving.job.pk, NUMBER[sheet.name]),
                ],
            )


def _targets(saving, sheet) -> Iterator[list[tuple[str, int, int]]]:
    """Some hundred targets of the sheet's new rows: key, number, and the person's."""
    rows = saving.job.staged_rows.filter(
        sheet=NUMBER[sheet.name], state=StagedRow.State.NEW
    )
    keys = rows.order_by("key").values_list("key", flat=True).distinct()
    found = []
    for key in keys:
        if sheet is PREGNANCY_RECORDS:
            entry = saving.book.find(PREGNANCIES.name, key)
            found.append((key, entry.pk, saving.women[entry.woman]))
        else:
            entry = saving.book.find(CHILDREN.name, key)
            found.append((key, entry.pk, entry.pk))
    for start in range(0, len(found), TARGETS_AT_ONCE):
        yield found[start : start + TARGETS_AT_ONCE]


def _update(saving, sheet, model):
    table = model._meta.db_table
    person = f"{table}.child_id"
    if sheet is PREGNANCY_RECORDS:
        women = Pregnancy._meta.db_table
        person = f"(SELECT woman_id FROM {women} WHERE id = {table}.pregnancy_id)"
    told = _told(sheet, "after") | _derived(sheet, person)
    pairs = [f"{_quoted(name)} = {sql}" for name, sql in told.items()]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {', '.join(pairs)}, version = version + 1 "
            f"FROM {_STAGED} s WHERE s.job_id = %s AND s.sheet = %s "
            f"AND s.state = 'u' AND {table}.id = s.object_id",
            [saving.job.pk, NUMBER[sheet.name]],
        )


def _fixed(saving, model) -> dict[str, tuple[str, list[Any]]]:
    """Columns that are alike in all new rows: SQL and its values."""
    own = {"recorded_at": saving.now, "recorded_by": saving.by and saving.by.pk}
    own["received_at"] = saving.now
    found = {}
    for field in model._meta.concrete_fields:
        if field.name == "uuid":
            found[field.column] = (_NEW_UUID[connection.vendor], [])
        elif not field.primary_key:
            value = own.get(field.name, field.get_default())
            kept = field.get_db_prep_save(value, connection)
            found[field.column] = (_typed(field), [kept])
    mapped = {*_told_fields(model), "month", "household_id", "pregnancy_id", "child_id"}
    return {name: sql for name, sql in found.items() if name not in mapped}


def _told_fields(model) -> set[str]:
    (sheet,) = (sheet for sheet, known, _ in _TABLES if known is model)
    return {column.field for column in sheet.columns if column.field}


_NEW_UUID = {
    "postgresql": "gen_random_uuid()",
    "sqlite": "lower(hex(randomblob(16)))",
}


def _typed(field) -> str:
    """A bare value in a SELECT has no type of its own on PostgreSQL."""
    if connection.vendor != "postgresql":
        return "%s"
    return f"CAST(%s AS {field.rel_db_type(connection) or field.db_type(connection)})"


def _told(sheet: Sheet, source: str) -> dict[str, str]:
    """Column of the model → how it is read from the staged cells."""
    return {
        column.field: _read(column, f"(s.{_quoted(source)} ->> '{column.name}')")
        for column in sheet.columns
        if column.field
    }


def _read(column: Column, cell: str) -> str:
    if column.kind is Kind.DECIMAL:
        return f"CAST({cell} AS numeric)"
    if column.kind is Kind.WHOLE:
        return f"CAST({cell} AS integer)"
    if column.kind is Kind.DATE:
        return f"CAST({cell} AS date)" if connection.vendor == "postgresql" else cell
    return f"COALESCE({cell}, '')"


def _derived(sheet: Sheet, person: str) -> dict[str, str]:
    """The month, and the household of the day."""
    first = "substr(s.day, 1, 8) || '01'"
    if connection.vendor == "postgresql":
        first = "CAST(date_trunc('month', s.day) AS date)"
    if sheet is PAUD:
        return {"month": first}
    return {"month": first, "household_id": _HOME_ON.format(person=person)}


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def days_of(job) -> set[Any]:
    """Every day on which a staged record states something new or states it no more."""
    rows = job.staged_rows.filter(sheet__in=[NUMBER[s.name] for s, _, _ in _TABLES])
    rows = rows.filter(state__in=_WRITTEN)
    days: set[Any] = set()
    for name in ("day", "day_before"):
        days |= set(rows.order_by().values_list(name, flat=True).distinct())
    return days - {None}


_WRITTEN = (
    StagedRow.State.NEW,
    StagedRow.State.CHANGED,
    StagedRow.State.TAKEN_BACK,
)


def changes_of(job) -> Iterator[tuple[Sheet, str, dict[str, Any]]]:
    """What the journal tells of whom: the sheet, the key, {row and column: [old, new]}.

    A new row needs only be named.
    """
    for sheet, _, _ in _TABLES:
        rows = job.staged_rows.filter(sheet=NUMBER[sheet.name], state__in=_WRITTEN)
        told = rows.order_by("key", "day").values_list("key", "day", "changes")
        hers: dict[str, dict[str, Any]] = defaultdict(dict)
        for key, day, changes in told.iterator(chunk_size=5000):
            title = f"{sheet.name} {_month(sheet, day)}"
            if changes is None:
                hers[key][title] = [None, "dicatat"]
            for column, pair in (changes or {}).items():
                hers[key][f"{title}: {column}"] = pair
        for key, found in hers.items():
            yield sheet, key, found


def _month(sheet: Sheet, day) -> str:
    return f"{day.year} {day.month}" if sheet is PAUD else f"{day.replace(day=1)}"
