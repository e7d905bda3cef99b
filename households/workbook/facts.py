"""On which days the facts of a row stand, before and after a change."""

from collections.abc import Iterator
from datetime import date

from .columns import (
    CHANGES,
    CHILD_RECORDS,
    CHILDREN,
    FACILITIES,
    HOUSEHOLDS,
    PAUD,
    PREGNANCIES,
    PREGNANCY_RECORDS,
    STATED,
)
from .lines import Values
from .merging import Entry, month_of

Facts = dict[str, tuple[date, object]]  # column → the day and what is stated


def changed_days(entry: Entry) -> Iterator[tuple[str, date]]:
    """Yield the column and day of every dated fact that saving would alter.

    A fact that moved yields both its days. Names, numbers and expected dates are
    no dated facts: they may always be corrected.
    """
    after = facts_of(entry.sheet, entry.values)
    before = facts_of(entry.sheet, entry.before) if entry.before else {}
    for column in {**before, **after}:
        old, new = before.get(column), after.get(column)
        if old != new:
            days = {fact[0] for fact in (old, new) if fact}
            yield from ((column, day) for day in sorted(days))


def facts_of(sheet: str, values: Values) -> Facts:
    """Return the dated facts that a row states."""
    if sheet == FACILITIES.name:
        return {}
    if sheet in (PREGNANCY_RECORDS.name, CHILD_RECORDS.name):
        return {"tanggal_periksa": (values["tanggal_periksa"], values)}
    if sheet == CHANGES.name:
        return {"tanggal": (values["tanggal"], values["nilai"])}
    if sheet == PAUD.name:
        return _mark(values)
    return _register(sheet, values)


def _mark(values: Values) -> Facts:
    try:
        month = month_of(Entry(PAUD.name, None, values))
    except ValueError:
        return {}
    return {"bulan": (month, values["hadir"])} if values["hadir"] else {}


def _register(sheet: str, values: Values) -> Facts:
    registered = values["tanggal_daftar"]
    facts: Facts = {"tanggal_daftar": (registered, None)}
    stated = STATED[sheet] + (("dusun",) if sheet == HOUSEHOLDS.name else ())
    for column in stated:
        if values[column] is not None:
            facts[column] = (registered, values[column])
    if sheet == PREGNANCIES.name and values["tanggal_melahirkan"]:
        outcome = values["hasil"], values["jumlah_lahir_hidup"]
        facts["tanggal_melahirkan"] = (values["tanggal_melahirkan"], outcome)
    if sheet in (PREGNANCIES.name, CHILDREN.name) and values["tanggal_keluar"]:
        facts["tanggal_keluar"] = (values["tanggal_keluar"], values["alasan_keluar"])
    return facts


def earliest_day(entry: Entry, target: Entry | None) -> date | None:
    """Return from which day on saving the row can alter what is counted.

    None for a facility, which no indicator counts. For a row of the register it is
    the first registration, for whatever it states reaches no further back.
    """
    days = [day for _, day in changed_days(entry)]
    for row in (entry, target):
        for values in (row.values, row.before) if row and row.is_changed else ():
            if values and values.get("tanggal_daftar"):
                days.append(values["tanggal_daftar"])
    return min(days, default=None)
