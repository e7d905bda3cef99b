"""Rows of a sheet into lines: typed cells by column name, and what is wrong there."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from .cells import TICKS, Broken, CellRefused, Raw, Value, parse, shown
from .columns import BY_NAME, CHANGEABLE, CHANGES, Column, Sheet

Values = dict[str, Any]
Identity = tuple[Any, ...]
REMARKS = ("masalah", "cara_memperbaiki")  # what a file of problems adds to each row
REMEMBERED = 20_000  # different cells of a sheet


@dataclass(frozen=True)
class Problem:
    """What is wrong where, and how to mend it, in Indonesian; row 1 is the heading."""

    sheet: str
    row: int | None
    column: str
    value: str
    problem: str
    remedy: str

    def as_dict(self) -> dict[str, Any]:
        """The shape in which the command prints it."""
        return asdict(self)


@dataclass
class Line:
    """One row of a sheet: the cells it states, and where it stands in the file.

    `row` is None for what is only stored in the village; `part` tells the sheets and
    months of a printed form apart; `state` is what an earlier look made of the row.
    """

    sheet: str
    row: int | None
    values: Values
    pk: int | None = None
    part: int = 0
    state: str = ""

    def get(self, column: str) -> Any:
        """The cell; None when it is empty or not there."""
        return self.values.get(column)

    @property
    def identity(self) -> Identity:
        """What tells the row apart from the others of its sheet."""
        names = BY_NAME[self.sheet].identity
        return tuple(_identifying(self.values, name) for name in names)

    def problem(self, column: str, problem: str, remedy: str) -> Problem:
        """A problem of one of its cells."""
        value = shown(self.values.get(column)) if column else ""
        return Problem(self.sheet, self.row, column, value, problem, remedy)


def _identifying(values: Values, name: str) -> Any:
    if name == "bulan_periksa":
        day: date | None = values.get("tanggal_periksa")
        return day and day.replace(day=1)
    return values.get(name)


def unknown_sheet(title: str) -> Problem:
    """A sheet that has no place in the workbook."""
    return Problem(
        title,
        None,
        "",
        "",
        "Lembar ini tidak dikenal dan tidak dibaca.",
        f"Abaikan, atau beri nama salah satu dari {', '.join(BY_NAME)}.",
    )


def sheet_twice(name: str, first: str, title: str) -> Problem:
    """Two sheets that are the same one of the workbook."""
    return Problem(
        name,
        None,
        "",
        title,
        f"Lembar ini ada dua kali (“{first}” dan “{title}”).",
        "Gabungkan keduanya menjadi satu lembar.",
    )


def heading_problems(sheet: Sheet, row: int, names: list[str]) -> Iterator[Problem]:
    """Yield the required columns that are missing, and those that are there twice."""
    for column in sheet.columns:
        count = names.count(column.name)
        if column.required and not count:
            yield Problem(
                sheet.name,
                row,
                column.name,
                "",
                "Kolom wajib ini tidak ada.",
                f"Tambahkan kolom dengan judul “{column.name}” pada baris judul.",
            )
        if count > 1:
            yield Problem(
                sheet.name,
                row,
                column.name,
                column.name,
                f"Judul kolom ini ada {count} kali.",
                "Sisakan satu kolom saja.",
            )


def unknown_columns(sheet: Sheet, row: int, names: list[str]) -> Iterator[Problem]:
    """Yield the columns that nobody reads, but those of a file of problems."""
    for name in names:
        if name and name not in sheet.names and name not in REMARKS:
            yield Problem(
                sheet.name,
                row,
                name,
                name,
                "Kolom ini tidak dikenal dan tidak dibaca.",
                "Abaikan, atau perbaiki judulnya bila seharusnya dibaca.",
            )


@dataclass
class Parser:
    """Reads the rows of one sheet whose headings are known."""

    sheet: Sheet
    names: list[str]
    seen: dict[tuple[str, type, Raw], Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = [
            (index, self.sheet.column(name))
            for index, name in enumerate(self.names)
            if name in self.sheet.names
        ]

    def parse(self, number: int, cells: Sequence[Raw]) -> tuple[Line, list[Problem]]:
        """Return the cells that can be read and what is wrong with the others."""
        line, problems = Line(self.sheet.name, number, {}), []
        for index, column in self.places:
            cell = cells[index] if index < len(cells) else None
            try:
                line.values[column.name] = self.value_of(column, cell)
            except CellRefused as refusal:
                problems.append(_refused(line, column, cell, refusal))
        if self.sheet is CHANGES and not problems:
            problems += _change_problems(line)
        return line, problems

    def is_empty(self, cells: Sequence[Raw]) -> bool:
        """Whether no column of the sheet holds anything."""
        return not any(
            index < len(cells)
            and (isinstance(cells[index], Broken) or shown(cells[index]))
            for index, _ in self.places
        )

    def value_of(self, column: Column, cell: Raw) -> Value:
        """The value of a cell; most cells of a sheet are like one seen before."""
        known = column.name, cell.__class__, cell
        if known in self.seen:
            return self.seen[known]
        value = _filled(column, parse(column, cell))
        if len(self.seen) < REMEMBERED:
            self.seen[known] = value
        return value


def _refused(line: Line, column: Column, cell: Raw, why: CellRefused) -> Problem:
    return Problem(
        line.sheet, line.row, column.name, shown(cell), why.problem, why.remedy
    )


def _filled(column: Column, value: Value) -> Value:
    if value is None and column.must_be_filled:
        raise CellRefused("Kolom wajib ini kosong.", "Isi sel ini.")
    return value


def _change_problems(line: Line) -> Iterator[Problem]:
    """`kolom` must belong to `jenis`, and `nilai` must fit `kolom`."""
    kind, column, value = (line.get(name) for name in ("jenis", "kolom", "nilai"))
    if column not in CHANGEABLE[kind]:
        yield line.problem(
            "kolom",
            f"Kolom {column} tidak dapat diubah untuk {kind}.",
            f"Pilih {', '.join(CHANGEABLE[kind])}.",
        )
    elif value is None and column != "posyandu":
        yield line.problem("nilai", "Nilai kosong.", "Isi nilai yang baru.")
    elif column not in ("dusun", "posyandu"):
        tick = TICKS.get(value.lower())
        if tick is None:
            yield line.problem("nilai", "Bukan v atau x.", "Isi v (ya) atau x (tidak).")
        line.values["nilai"] = tick
