"""A file of the rows that could not be saved, to mend and hand in again.

The rows stand as they were handed in, under the same headings and with the same keys;
two columns more say what is wrong and how to mend it. Importing ignores them.
"""

from typing import Any, BinaryIO

import xlsxwriter

from .cells import Broken, Raw, shown
from .columns import BY_NAME, SHEETS, Kind, Sheet
from .lines import REMARKS
from .reading import Source, heading, opened
from .staging import NUMBER, PARTS

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
        layouts = {kept["index"]: kept for kept in job.options.get("layouts", ())}
        for index, source in enumerate(sources):
            kept = layouts.get(index)
            remarks = _of_layout(job, index) if kept else remarks_of(job, source)
            if remarks:
                page = book.add_worksheet(source.title[:31])
                last = kept["last_heading"] if kept else 0
                _write(page, source, remarks, formats, last)
        if not book.worksheets():
            book.add_worksheet(SHEETS[0].name)


def remarks_of(job: Any, source: Source) -> Remarks:
    """Row → what is wrong and how to mend it, of one sheet of the file."""
    if source.name not in BY_NAME:
        return {}
    rows = job.staged_rows.filter(sheet=NUMBER[source.name], state="b")
    told = rows.values_list("row", "faults", "problems")
    return {row: _joined([*(a or ()), *(b or ())]) for row, a, b in told.iterator()}


def _of_layout(job: Any, index: int) -> Remarks:
    """The same of a sheet with other headings, whose rows may state several lines."""
    first = (index + 1) * PARTS
    rows = job.staged_rows.filter(state="b", part__gte=first, part__lt=first + PARTS)
    told: dict[int, list[Any]] = {}
    for row, faults, problems in rows.values_list("row", "faults", "problems"):
        told.setdefault(row, []).extend([*(faults or ()), *(problems or ())])
    return {row: _joined(found) for row, found in told.items()}


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
    page: Any, source: Source, remarks: Remarks, formats: dict[str, Any], last: int
) -> None:
    """One sheet: what stands up to its headings, then every bad row with its remarks.

    `last` is the row of the lowest headings, 0 for the first filled one.
    """
    written = -1
    names: list[str] = []
    kept: list[int] = []
    page.set_column(0, 1, 44)
    page.set_column(2, 40, 16)
    for number, cells in source.rows():
        is_heading = not names and number >= last
        if number not in remarks and (names or number > last > 0):
            continue
        written += 1
        if is_heading:
            names = heading((number, cells))
            kept = [i for i, name in enumerate(names) if name not in REMARKS]
        told = REMARKS if is_heading else remarks.get(number, ("", ""))
        form = formats["heading" if is_heading else "remark"]
        for index, text in enumerate(told):
            page.write_string(written, index, text, form)
        _write_cells(page, written, cells, names, kept, source.name, formats)


def _write_cells(
    page: Any,
    row: int,
    cells: Any,
    names: list[str],
    kept: list[int],
    sheet_name: str,
    formats: dict[str, Any],
) -> None:
    """The cells as they were, behind the remarks; older remarks are left away."""
    sheet = BY_NAME.get(sheet_name)
    wide = [*kept, *range(len(names), len(cells))]
    for index, column in enumerate(wide or range(len(cells)), len(REMARKS)):
        if column < len(cells):
            name = names[column] if column < len(names) else ""
            is_text = _is_text(sheet, name)
            _write_cell(page, row, index, cells[column], is_text, formats)


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
