"""A file of the rows that could not be saved, to mend and hand in again.

The rows stand as they were handed in, under the same headings and with the same keys;
two columns more say what is wrong and how to mend it. Importing ignores them.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

import xlsxwriter

from .cells import Broken, Raw, shown
from .columns import BY_NAME, SHEETS, Kind, Sheet
from .lines import REMARKS
from .reading import Source, heading, opened
from .staging import NUMBER

HANGS_ON_ANOTHER = (
    "Baris ini bergantung pada baris lain yang bermasalah.",
    "Perbaiki baris itu; baris ini tidak perlu diubah.",
)
Remarks = dict[int, tuple[str, str]]


def write_problem_file(job: Any, file: BinaryIO) -> None:
    """Write the left out rows of a job whose upload is still kept."""
    options = {"constant_memory": True, "strings_to_urls": False}
    with (
        job.attachment.file.open("rb") as upload,
        opened(upload, job.attachment.name) as sources,
        xlsxwriter.Workbook(file, options) as book,
    ):
        formats = _formats(book)
        for source in sources:
            remarks = remarks_of(job, source)
            if remarks:
                page = book.add_worksheet(source.title[:31])
                _write(page, source, remarks, formats)
        if not book.worksheets():
            book.add_worksheet(SHEETS[0].name)


def remarks_of(job: Any, source: Source) -> Remarks:
    """Row → what is wrong and how to mend it, of one sheet of the file."""
    if source.name not in BY_NAME:
        return {}
    rows = job.staged_rows.filter(sheet=NUMBER[source.name], state="b")
    told = rows.values_list("row", "faults", "problems")
    return {row: _joined([*(a or ()), *(b or ())]) for row, a, b in told.iterator()}


def _joined(problems: list[dict[str, Any]]) -> tuple[str, str]:
    if not problems:
        return HANGS_ON_ANOTHER
    wrong = [f"{p['column']}: {p['problem']}".removeprefix(": ") for p in problems]
    remedies = dict.fromkeys(p["remedy"] for p in problems)
    return " ".join(wrong), " ".join(remedies)


def _formats(book: Any) -> dict[str, Any]:
    return {
        "heading": book.add_format({"bold": True, "bottom": 1}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "text": book.add_format({"num_format": "@"}),
        "remark": book.add_format({"text_wrap": True, "bg_color": "#FFF4CC"}),
    }


def _write(
    page: Any, source: Source, remarks: Remarks, formats: dict[str, Any]
) -> None:
    """One sheet: its headings, then every bad row with its remarks in front."""
    rows = source.rows()
    first = next(rows)
    kept = _without_remarks(first)
    sheet = BY_NAME.get(source.name)
    page.freeze_panes(1, len(REMARKS))
    page.set_column(0, 1, 44)
    page.set_column(2, len(kept) + 1, 16)
    for index, name in enumerate(REMARKS):
        page.write_string(0, index, name, formats["heading"])
    for index, column in enumerate(kept, len(REMARKS)):
        page.write_string(0, index, shown(first[1][column]), formats["heading"])
    for number, cells in enumerate(_bad(rows, remarks), 1):
        for index, text in enumerate(cells[0]):
            page.write_string(number, index, text, formats["remark"])
        for index, column in enumerate(kept, len(REMARKS)):
            cell = cells[1][column] if column < len(cells[1]) else None
            name = heading(first)[column] if sheet else ""
            _write_cell(page, number, index, cell, _is_text(sheet, name), formats)


def _without_remarks(first: tuple[int, Any]) -> list[int]:
    names = heading(first)
    return [index for index, name in enumerate(names) if name not in REMARKS]


def _bad(rows: Iterator[Any], remarks: Remarks) -> Iterator[tuple[Any, Any]]:
    for number, cells in rows:
        if number in remarks:
            yield remarks[number], cells


def _is_text(sheet: Sheet | None, name: str) -> bool:
    """Whether a spreadsheet must not take the cell's digits for a number."""
    if sheet is None or name not in sheet.names:
        return False
    kinds = (Kind.TEXT, Kind.KEY, Kind.PLACE, Kind.NIK, Kind.KK)
    return sheet.column(name).kind in kinds


def _write_cell(
    page: Any, row: int, index: int, cell: Raw, is_text: bool, formats: dict[str, Any]
) -> None:
    if cell is None or cell == "" or isinstance(cell, Broken):
        return
    if hasattr(cell, "year"):
        page.write_datetime(row, index, cell, formats["date"])
    elif isinstance(cell, (int, float)) and not isinstance(cell, bool) and not is_text:
        page.write_number(row, index, cell)
    else:
        page.write_string(row, index, shown(cell), formats["text"] if is_text else None)
