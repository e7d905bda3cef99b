"""The rows of a file on their way in: written as they are read, found by target.

A reading that was cut off goes on behind the last row it had written.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from django.db import connection, transaction

from households.models import StagedRow

from .columns import BY_NAME, CHANGES, PAUD, SHEETS, Kind, Sheet
from .lines import (
    Line,
    Parser,
    Problem,
    Values,
    heading_problems,
    sheet_twice,
    unknown_columns,
    unknown_sheet,
)
from .merged import aliases_of, follow
from .reading import Source, heading

READING = "membaca"
AT_ONCE = 1000  # rows that one transaction keeps
PARTS = 16  # of one sheet of a printed form: its months
NUMBER = {sheet.name: number for number, sheet in enumerate(SHEETS)}
Read = tuple[Line, list[Problem]]


@dataclass
class Notes:
    """What is wrong with the file as a whole; `unread` are sheets without headings."""

    faults: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """As the job's row keeps them."""
        return {
            "faults": [problem.as_dict() for problem in self.faults],
            "notes": [problem.as_dict() for problem in self.warnings],
            "unread": self.unread,
        }


class Reader(Protocol):
    """Turns the rows of one sheet into lines of the workbook."""

    staged: dict[str, Any]  # how its rows are told from those of other sheets

    def lines(self, source: Source) -> Iterator[tuple[int, list[Read]]]:
        """Yield each row's number and the lines it states."""


class SheetReader:
    """A sheet of the workbook: one row, one line."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.staged = {"sheet": NUMBER[sheet.name], "part": 0}

    def lines(self, source: Source) -> Iterator[tuple[int, list[Read]]]:
        rows = source.rows()
        names = heading(next(rows))
        parser = Parser(self.sheet, names)
        for number, cells in rows:
            if not parser.is_empty(cells):
                yield number, [parser.parse(number, cells)]


def workbook_readers(
    sources: Iterable[Source], notes: Notes
) -> Iterator[tuple[Source, Reader]]:
    """Yield the sheets of a workbook that can be read; note what the others are."""
    seen: dict[str, str] = {}
    for source in sources:
        if source.name not in BY_NAME:
            notes.warnings.append(unknown_sheet(source.title))
        elif source.name in seen:
            first = seen[source.name]
            notes.faults.append(sheet_twice(source.name, first, source.title))
        else:
            seen[source.name] = source.title
            if _has_headings(source, notes):
                yield source, SheetReader(BY_NAME[source.name])


def _has_headings(source: Source, notes: Notes) -> bool:
    first = next(source.rows(), None)
    if first is None:
        return False  # an empty sheet states nothing
    sheet, names = BY_NAME[source.name], heading(first)
    faults = list(heading_problems(sheet, first[0], names))
    notes.faults += faults
    notes.warnings += unknown_columns(sheet, first[0], names)
    if faults:
        notes.unread.append(sheet.name)  # whoever hangs on it is not blamed
    return not faults


def stage(job: Any, readers: Iterable[tuple[Source, Reader]]) -> None:
    """Write the rows that are not written yet. Raises FileRefused, JobStopped."""
    for source, reader in readers:
        last = _last_row(job, reader)
        batch: list[Read] = []
        begun = number = 0
        for number, found in reader.lines(source):
            if number > last:
                batch += found
            if len(batch) >= AT_ONCE:
                _keep(job, batch, number - begun)
                batch, begun = [], number
        _keep(job, batch, max(0, source.count - begun))


def _last_row(job: Any, reader: Reader) -> int:
    rows = job.staged_rows.filter(**reader.staged).order_by("-row")
    return rows.values_list("row", flat=True).first() or 0


@transaction.atomic
def _keep(job: Any, batch: list[Read], count: int) -> None:
    job.advance(count)
    insert(job, batch)


_COLUMNS = ("job_id", "sheet", "row", "part", "key", "day", "state", "values", "faults")


def insert(job: Any, batch: list[Read]) -> None:
    """Write some rows in one statement."""
    if not batch:
        return
    aliases = aliases_of(job.village)
    for line, _ in batch if aliases else ():
        follow(line, BY_NAME[line.sheet].identity[0], aliases)
    quoted = ", ".join(connection.ops.quote_name(name) for name in _COLUMNS)
    marks = ", ".join([f"({', '.join(['%s'] * len(_COLUMNS))})"] * len(batch))
    table = StagedRow._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({quoted}) VALUES {marks}",
            [cell for read in batch for cell in _cells(job.pk, *read)],
        )


def _cells(job_pk: int, line: Line, problems: list[Problem]) -> tuple[Any, ...]:
    faults = encode([p.as_dict() for p in problems]) if problems else None
    key = line.values.get(BY_NAME[line.sheet].identity[0])
    day = day_of(line)
    return (
        *(job_pk, NUMBER[line.sheet], line.row, line.part),
        *("" if key is None else str(key), day and day.isoformat()),
        StagedRow.State.LEFT_OUT if problems else StagedRow.State.NEW,
        encode(line.values),
        faults,
    )


def day_of(line: Line) -> date | None:
    """On which day a record stands, and a mark on the first of its month."""
    if line.sheet != PAUD.name:
        return line.values.get("tanggal_periksa")
    try:
        return date(line.values["tahun"], line.values["bulan"], 1)
    except (KeyError, TypeError, ValueError):
        return None


def encode(value: Any) -> str:
    """JSON as a row keeps it; a day and a decimal are their text."""
    text = json.dumps(value, default=str, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\\u0000", "")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None


_TYPED: dict[Kind, Callable[[Any], Any]] = {Kind.DATE: _day, Kind.DECIMAL: _decimal}
_DECODERS = {
    sheet.name: [
        (column.name, _TYPED[column.kind])
        for column in sheet.columns
        if column.kind in _TYPED
    ]
    for sheet in SHEETS
}


def decode(sheet: str, values: Values) -> Values:
    """The cells of a kept row, each of its kind again."""
    for name, read in _DECODERS[sheet]:
        if name in values:
            values[name] = read(values[name])
    return values


def lines_of(job: Any, sheet: Sheet, keys: Iterable[str] | None = None) -> list[Line]:
    """The rows of a sheet that could be read and are not left out, in their order."""
    rows = job.staged_rows.filter(sheet=NUMBER[sheet.name])
    rows = rows.exclude(state=StagedRow.State.LEFT_OUT)
    if keys is not None:
        rows = rows.filter(key__in=keys).order_by("key", "part", "row")
    else:
        rows = rows.order_by("part", "row")
    found = rows.values_list("row", "part", "values", "state").iterator(chunk_size=2000)
    return [
        Line(sheet.name, row, decode(sheet.name, values), part=part, state=state)
        for row, part, values, state in found
    ]


def keys_of(job: Any, sheet: Sheet) -> list[str]:
    """Whom the rows of a sheet are about, in order."""
    rows = job.staged_rows.filter(sheet=NUMBER[sheet.name])
    rows = rows.exclude(state=StagedRow.State.LEFT_OUT)
    return list(rows.order_by("key").values_list("key", flat=True).distinct())


def bad_keys_of(job: Any, unread: Iterable[str]) -> set[tuple[str, Any]]:
    """Rows that could not be read, or are left out: (sheet, key), None for any key."""
    rows = job.staged_rows.filter(state=StagedRow.State.LEFT_OUT)
    found: set[tuple[str, Any]] = {
        (SHEETS[sheet].name, key or None)
        for sheet, key in rows.exclude(sheet=NUMBER[CHANGES.name])
        .values_list("sheet", "key")
        .distinct()
    }
    return found | {(sheet, None) for sheet in unread}
