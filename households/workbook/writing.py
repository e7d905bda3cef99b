"""The workbook on its way out: XLSX, or CSV files in a folder or a zip."""

import csv
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO, Protocol, TextIO

import xlsxwriter

from .cells import plain
from .columns import SHEETS, Column, Kind, Sheet
from .lines import Line

_WIDTHS = {Kind.TEXT: 24, Kind.YES_NO: 10, Kind.NIK: 20, Kind.KK: 20}


class Lines(Protocol):
    """A village as lines: all in memory, or read while they are written."""

    def of(self, sheet: Sheet) -> Iterable[Line]:
        """The lines of a sheet."""


def write(stored: Lines, path: Path) -> None:
    """Write the village where the name says: “.zip”, “.xlsx”, else a folder of CSV."""
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        with path.open("wb") as file:
            write_xlsx(stored, file)
    elif suffix == ".zip":
        with path.open("wb") as file:
            write_zip(stored, file)
    else:
        path.mkdir(parents=True, exist_ok=True)
        for sheet in SHEETS:
            target = path / f"{sheet.name}.csv"
            with target.open("w", encoding="utf-8-sig", newline="") as text:
                _write_csv(sheet, stored.of(sheet), text)


def write_xlsx(stored: Lines, file: BinaryIO) -> None:
    """Write one sheet each, row by row, so that memory does not grow with the rows."""
    options = {"constant_memory": True, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        formats = {
            "heading": book.add_format({"bold": True, "bottom": 1}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "text": book.add_format({"num_format": "@"}),
        }
        for sheet in SHEETS:
            _write_sheet(book, sheet, stored.of(sheet), formats)


def _write_sheet(book: Any, sheet: Sheet, lines: Any, formats: dict[str, Any]) -> None:
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, 0)
    for index, column in enumerate(sheet.columns):
        form = formats["text"] if _is_text(column) else None
        page.set_column(index, index, _WIDTHS.get(column.kind, 14), form)
        page.write_string(0, index, column.name, formats["heading"])
    for number, line in enumerate(lines, 1):
        for index, column in enumerate(sheet.columns):
            _write_cell(page, number, index, column, line.get(column.name), formats)


def _is_text(column: Column) -> bool:
    """Columns whose digits a spreadsheet must not take for a number."""
    return column.kind in (Kind.TEXT, Kind.KEY, Kind.PLACE, Kind.NIK, Kind.KK)


def _write_cell(
    page: Any, row: int, index: int, column: Column, value: Any, formats: dict[str, Any]
) -> None:
    if value is None:
        return
    if column.kind is Kind.DATE:
        page.write_datetime(row, index, value, formats["date"])
    elif column.kind in (Kind.DECIMAL, Kind.WHOLE):
        page.write_number(row, index, value)
    else:
        # A string stays a string, also one that begins as a formula does.
        form = formats["text"] if _is_text(column) else None
        page.write_string(row, index, value, form)


def write_zip(stored: Lines, file: BinaryIO) -> None:
    """Write the CSV files into one zip."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in SHEETS:
            with (
                archive.open(f"{sheet.name}.csv", "w") as part,
                io.TextIOWrapper(part, encoding="utf-8-sig", newline="") as text,
            ):
                _write_csv(sheet, stored.of(sheet), text)


def _write_csv(sheet: Sheet, lines: Any, file: TextIO) -> None:
    writer = csv.writer(file)
    writer.writerow(sheet.names)
    for line in lines:
        writer.writerow(_cells(sheet, line))


def _cells(sheet: Sheet, line: Line) -> list[str]:
    return [plain(column, line.get(column.name)) for column in sheet.columns]
