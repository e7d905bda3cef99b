"""Lists on their way out as CSV or XLSX: row by row, and never a formula."""

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter

Row = Iterable[Any]
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")


def escape(text: str) -> str:
    """Return text that no spreadsheet takes for a formula when it opens a CSV."""
    return f"'{text}" if _FORMULA.match(text) else text


def unescape(text: str) -> str:
    """Undo `escape`."""
    return text[1:] if _ESCAPED.match(text) else text


class _Echo:
    """A file that gives back what is written, for a CSV that nobody collects."""

    def write(self, text: str) -> str:
        return text


def csv_of(headings: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield the lines of a CSV in UTF-8, as they are read."""
    writer = csv.writer(_Echo())
    yield b"\xef\xbb\xbf"  # so that Excel knows the letters
    yield writer.writerow(headings).encode()
    for row in rows:
        yield writer.writerow([_text(cell) for cell in row]).encode()


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, (datetime, date)):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return escape(cell) if isinstance(cell, str) else str(cell)


def xlsx_of(title: str, headings: Row, rows: Iterable[Row]) -> IO[bytes]:
    """Return a file of one sheet, open at its beginning; memory does not grow."""
    file = TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    options = {"constant_memory": True, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        page = book.add_worksheet(title[:31])
        page.freeze_panes(1, 0)
        page.set_column(0, 40, 18)
        form = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for index, heading in enumerate(headings):
            page.write_string(0, index, heading, form)
        for number, row in enumerate(rows, 1):
            for index, cell in enumerate(row):
                _write(page, number, index, cell, day)
    file.seek(0)
    return file


def _write(page: Any, row: int, index: int, cell: Any, day: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, datetime):
        page.write_string(row, index, cell.isoformat(" ", "minutes"))
    elif isinstance(cell, date):
        page.write_datetime(row, index, cell, day)
    elif isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool):
        page.write_number(row, index, cell)
    else:
        page.write_string(row, index, str(cell))  # also one that begins with “=”
