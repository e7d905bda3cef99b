"""Raw sheets into lines: typed cells by column name, and what is wrong with them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from .cells import TICKS, CellRefused, Raw, Value, parse, shown
from .columns import BY_NAME, CHANGEABLE, CHANGES, Column, Sheet
from .reading import RawSheet

Values = dict[str, Any]
Identity = tuple[Any, ...]


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

    `row` is None for what is only stored in the village.
    """

    sheet: str
    row: int | None
    values: Values
    pk: int | None = None

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


@dataclass
class Parsed:
    """The lines of a file, what is wrong with it, and the rows that are bad."""

    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    bad_keys: set[tuple[str, Any]] = field(default_factory=set)


def parse_sheets(sheets: Iterable[RawSheet]) -> Parsed:
    """Return the lines of all sheets; a row with a bad cell gives none."""
    parsed = Parsed()
    seen: dict[str, str] = {}
    for sheet in sheets:
        if sheet.name not in BY_NAME:
            parsed.warnings.append(_unknown_sheet(sheet))
        elif sheet.name in seen:
            parsed.problems.append(_twice(sheet, seen[sheet.name]))
        else:
            seen[sheet.name] = sheet.title
            parsed.sheets.append(sheet.name)
            _parse_sheet(sheet, parsed)
    return parsed


def _unknown_sheet(sheet: RawSheet) -> Problem:
    return Problem(
        sheet.title,
        None,
        "",
        "",
        "Lembar ini tidak dikenal dan tidak dibaca.",
        f"Abaikan, atau beri nama salah satu dari {', '.join(BY_NAME)}.",
    )


def _twice(sheet: RawSheet, first: str) -> Problem:
    return Problem(
        sheet.name,
        None,
        "",
        sheet.title,
        f"Lembar ini ada dua kali (“{first}” dan “{sheet.title}”).",
        "Gabungkan keduanya menjadi satu lembar.",
    )


def _parse_sheet(raw: RawSheet, parsed: Parsed) -> None:
    sheet = BY_NAME[raw.name]
    if not raw.header:
        return
    faults = list(_header_problems(raw, sheet))
    parsed.problems += faults
    parsed.warnings += _unknown_columns(raw, sheet)
    if faults:
        parsed.bad_keys.add((sheet.name, None))  # whoever hangs on it is not blamed
        return
    places = [
        (index, sheet.column(name))
        for index, name in enumerate(raw.header)
        if name in sheet.names
    ]
    for number, cells in raw.rows:
        _parse_row(raw, sheet, number, cells, places, parsed)


def _header_problems(raw: RawSheet, sheet: Sheet) -> Iterator[Problem]:
    for column in sheet.columns:
        count = raw.header.count(column.name)
        if column.required and not count:
            yield Problem(
                sheet.name,
                raw.header_row,
                column.name,
                "",
                "Kolom wajib ini tidak ada.",
                f"Tambahkan kolom dengan judul “{column.name}” pada baris judul.",
            )
        if count > 1:
            yield Problem(
                sheet.name,
                raw.header_row,
                column.name,
                column.name,
                f"Judul kolom ini ada {count} kali.",
                "Sisakan satu kolom saja.",
            )


def _unknown_columns(raw: RawSheet, sheet: Sheet) -> Iterator[Problem]:
    for name in raw.header:
        if name and name not in sheet.names:
            yield Problem(
                sheet.name,
                raw.header_row,
                name,
                name,
                "Kolom ini tidak dikenal dan tidak dibaca.",
                "Abaikan, atau perbaiki judulnya bila seharusnya dibaca.",
            )


def _parse_row(
    raw: RawSheet,
    sheet: Sheet,
    number: int,
    cells: Sequence[Raw],
    places: list[tuple[int, Column]],
    parsed: Parsed,
) -> None:
    if not any(
        (index < len(cells) and shown(cells[index])) or (number, index) in raw.broken
        for index, _ in places
    ):
        return
    line = Line(sheet.name, number, {})
    before = len(parsed.problems)
    for index, column in places:
        cell = cells[index] if index < len(cells) else None
        try:
            _refuse_broken(raw.broken.get((number, index)))
            line.values[column.name] = _filled(column, parse(column, cell))
        except CellRefused as refusal:
            parsed.problems.append(
                Problem(
                    sheet.name,
                    number,
                    column.name,
                    shown(cell),
                    refusal.problem,
                    refusal.remedy,
                )
            )
    if sheet is CHANGES and len(parsed.problems) == before:
        parsed.problems += _change_problems(line)
    if len(parsed.problems) == before:
        parsed.lines.append(line)
    else:
        key = line.values.get(sheet.identity[0])
        parsed.bad_keys.add((sheet.name, key))


def _refuse_broken(fault: str | None) -> None:
    if fault == "formula":
        raise CellRefused(
            "Sel ini berisi rumus yang belum dihitung.",
            "Salin kolom itu, lalu tempel sebagai nilai (Paste Special > Values).",
        )
    if fault == "error":
        raise CellRefused(
            "Rumus pada sel ini menghasilkan kesalahan.",
            "Ketik nilainya, atau kosongkan selnya.",
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
