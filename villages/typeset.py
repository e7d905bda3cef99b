"""Every document leaves here: PDF by typst from plain data, XLSX by xlsxwriter.

The data never becomes source: it travels as JSON beside the template, whose head
comment states its shape. Everything a render may read lies in its own directory,
the fonts are the ones typst ships and no clock is asked, so equal input gives
equal bytes.
"""

import io
import json
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import IO, Any

import segno
import typst
import xlsxwriter
from PIL import Image, ImageOps
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from .glyphs import printable

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "documents"

# PDF/A-2a for the archive of the village, PDF/UA-1 for readers that speak.
STANDARDS = ["a-2a", "ua-1"]
MADE = datetime(2018, 1, 1, tzinfo=UTC)  # a fixed clock, so that bytes repeat

IMAGE_PIXELS = 40_000_000  # a larger upload is refused before it is unpacked
IMAGE_SIDE = 1600  # 20 cm at 200 dots per inch

_IMAGE_NAME = re.compile(r"[a-z0-9_-]{1,40}")


class DocumentNotRendered(Exception):
    """A template and its data do not fit; names places in templates, never data."""


class ImageUnreadable(Exception):
    """An image that is none, is damaged or is far too large; carries its name."""


# --- PDF -------------------------------------------------------------------


def pdf(
    template: str, data: Mapping[str, Any], images: Mapping[str, bytes] | None = None
) -> bytes:
    """A4 PDF of `templates/documents/<template>.typ`.

    `data` holds JSON values, dates and Decimals; `images` are raster images by the
    name under which the template asks for them ("logo", "qr", "foto-1"); a template
    leaves out the logo it was not given. Raises DocumentNotRendered, ImageUnreadable.
    """
    if f"{template}.typ" not in _sources():
        raise DocumentNotRendered(f"{template}: no such template")
    with tempfile.TemporaryDirectory(prefix="typeset-") as name:
        root = Path(name)
        _furnish(root)
        paths = _place(root, images or {})
        inputs = {
            "data": json.dumps(plain(data), ensure_ascii=False),
            "images": json.dumps(paths),
        }
        return _compile(root, template, inputs)


def _furnish(root: Path) -> None:
    for name, source in _sources().items():
        (root / name).write_bytes(source)


@cache
def _sources() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ"))}


def _place(root: Path, images: Mapping[str, bytes]) -> dict[str, str]:
    paths = {}
    for name, raw in images.items():
        if not _IMAGE_NAME.fullmatch(name):
            raise ImageUnreadable(name)
        content, suffix = recoded(name, raw)
        paths[name] = f"{name}.{suffix}"
        (root / paths[name]).write_bytes(content)
    return paths


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def _compile(root: Path, template: str, inputs: dict[str, str]) -> bytes:
    try:
        return typst.compile(
            str(root / f"{template}.typ"),
            root=str(root),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs=inputs,
            pdf_standards=STANDARDS,
            timestamp=MADE,
            package_path=str(root),
            package_cache_path=str(root),
        )
    except typst.TypstError as error:
        # The message may quote data; the places in our own sources do not.
        places = re.findall(r"\b\w+\.typ:\d+:\d+", f"{error.diagnostic} {error.trace}")
        where = ", ".join(dict.fromkeys(places)) or "place unknown"
        raise DocumentNotRendered(f"{template}: {where}") from None


def plain(value: Any) -> Any:
    """JSON values only; a character without a glyph becomes a visible U+FFFD."""
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return printable(value).replace("\r\n", "\n").replace("\t", " ")
        case Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case Iterable():
            return [plain(item) for item in value]
    raise TypeError(f"no place in a document for {type(value).__name__}")


@lru_cache(maxsize=32)
def recoded(name: str, raw: bytes) -> tuple[bytes, str]:
    """The image as new bytes without what a camera or a stranger put beside it."""
    try:
        with Image.open(io.BytesIO(raw)) as opened:
            if opened.width * opened.height > IMAGE_PIXELS:
                raise ImageUnreadable(name)
            is_photo = opened.format in {"JPEG", "WEBP"}
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise ImageUnreadable(name) from None
    upright.thumbnail((IMAGE_SIDE, IMAGE_SIDE))
    return _encoded(upright, is_photo=is_photo)


def _encoded(image: Image.Image, *, is_photo: bool) -> tuple[bytes, str]:
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    out = io.BytesIO()
    if is_photo:
        paper.save(out, "JPEG", quality=85)
        return out.getvalue(), "jpg"
    paper.save(out, "PNG", optimize=True)
    return out.getvalue(), "png"


def qr(text: str) -> bytes:
    """A QR code as PNG, to be passed as the image "qr"; quiet zone included."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=8, border=4)
    return out.getvalue()


# --- XLSX ------------------------------------------------------------------

Cell = str | int | float | Decimal | date | bool | None

_NUMBER_FORMATS = {
    "text": "@",
    "number": "#,##0",
    "decimal": "0.00",
    "percent": "0.00",
    "rupiah": '"Rp"#,##0',
    "date": "yyyy-mm-dd",
}
_LONGEST_TEXT = 32_767  # characters of one cell in Excel
_FORMULA_START = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Column:
    """`kind` is text, number, decimal, percent (87.50 for 87,50 %), rupiah or date;
    neighbours with the same `group` stand under one merged heading."""

    heading: str
    kind: str = "text"
    width: float = 14.0
    group: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; without titles and groups the headings are row 1, as imports want.

    `rows` may be a generator: rows are written as they come and not kept. The tables
    `below` stand under the first one, with their own titles, headings and notes.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    titles: Sequence[str] = ()
    notes: Sequence[str] = ()
    landscape: bool = True
    below: Sequence["Sheet"] = ()


def xlsx(sheets: Iterable[Sheet]) -> bytes:
    """The workbook as bytes; equal sheets give equal bytes."""
    out = io.BytesIO()
    write_xlsx(sheets, out)
    return out.getvalue()


def write_xlsx(sheets: Iterable[Sheet], target: IO[bytes]) -> None:
    """Write the workbook into an open file, one row in memory at a time."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"created": MADE.replace(tzinfo=None)})
        pen = _Pen(book)
        for sheet in sheets:
            _write_sheet(book, sheet, pen)


class _Pen:
    """The cell formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        edge = {"border": 1, "border_color": "#999999", "valign": "vcenter"}
        self.title = book.add_format({"bold": True, "font_size": 12})
        self.note = book.add_format({"italic": True})
        self.heading = book.add_format(
            edge
            | {
                "bold": True,
                "text_wrap": True,
                "align": "center",
                "bg_color": "#E8E8E8",
            }
        )
        self.cells = {
            kind: book.add_format(edge | {"num_format": shown})
            for kind, shown in _NUMBER_FORMATS.items()
        }
        self.plain = book.add_format(edge)
        self.wrapped = book.add_format(edge | {"text_wrap": True})
        # Excel would make a formula of these when the cell is edited.
        self.quoted = book.add_format(edge | {"text_wrap": True, "quote_prefix": True})


def _write_sheet(book: Workbook, sheet: Sheet, pen: _Pen) -> None:
    name = re.sub(r"[\[\]:*?/\\']", " ", sheet.name).strip()[:31]
    page = book.add_worksheet(name or None)
    tables = (sheet, *sheet.below)
    for index in range(max(len(table.columns) for table in tables)):
        page.set_column(index, index, _width(tables, index))
    headings, end = _write_table(page, sheet, pen, 0)
    _set_up_print(page, sheet, headings)
    for table in sheet.below:
        _, end = _write_table(page, table, pen, end + 2)


def _width(tables: Sequence[Sheet], index: int) -> float:
    return max(t.columns[index].width for t in tables if index < len(t.columns))


def _write_table(page: Worksheet, table: Sheet, pen: _Pen, row: int) -> tuple[int, int]:
    """Write from a row on; return the rows below the headings and below the notes."""
    headings = _write_headings(page, table, pen, _write_titles(page, table, pen, row))
    end = _write_rows(page, table, pen, headings)
    for below, note in enumerate(table.notes, start=end + 1):
        page.write_string(below, 0, note[:_LONGEST_TEXT], pen.note)
    return headings, end + 1 + len(table.notes)


def _write_rows(page: Worksheet, sheet: Sheet, pen: _Pen, first_row: int) -> int:
    end = first_row
    for end, cells in enumerate(sheet.rows, start=first_row + 1):
        for index, (column, cell) in enumerate(zip(sheet.columns, cells, strict=True)):
            _write_cell(page, end - 1, index, cell, column.kind, pen)
    return end


def _write_titles(page: Worksheet, sheet: Sheet, pen: _Pen, first: int) -> int:
    last = len(sheet.columns) - 1
    for row, title in enumerate(sheet.titles, start=first):
        if last > 0:
            page.merge_range(row, 0, row, last, "", pen.title)
        page.write_string(row, 0, title, pen.title)
    return first + len(sheet.titles) + 1 if sheet.titles else first


def _write_headings(page: Worksheet, sheet: Sheet, pen: _Pen, row: int) -> int:
    if any(column.group for column in sheet.columns):
        for first, last, group in _runs(sheet.columns):
            _write_group(page, row, (first, last), group, pen.heading)
        row += 1
    for index, column in enumerate(sheet.columns):
        page.write_string(row, index, column.heading, pen.heading)
    return row + 1


def _write_group(
    page: Worksheet, row: int, span: tuple[int, int], group: str, style: Format
) -> None:
    first, last = span
    if group and last > first:
        page.merge_range(row, first, row, last, "", style)
    for index in range(first, last + 1):
        page.write_string(row, index, group if index == first else "", style)


def _runs(columns: Sequence[Column]) -> list[tuple[int, int, str]]:
    runs: list[tuple[int, int, str]] = []
    for index, column in enumerate(columns):
        if runs and column.group and runs[-1][2] == column.group:
            runs[-1] = (runs[-1][0], index, column.group)
        else:
            runs.append((index, index, column.group))
    return runs


def _set_up_print(page: Worksheet, sheet: Sheet, first_row: int) -> None:
    page.set_paper(9)  # A4
    if sheet.landscape:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.8)
    page.set_footer("&L&A&RHalaman &P dari &N")
    page.repeat_rows(0 if first_row < 8 else first_row - 1, first_row - 1)
    page.freeze_panes(first_row, 0)


def _write_cell(
    page: Worksheet, row: int, column: int, cell: Cell, kind: str, pen: _Pen
) -> None:
    match cell:
        case None:
            page.write_blank(row, column, None, pen.cells[kind])
        case bool():
            page.write_boolean(row, column, cell, pen.cells["text"])
        case int() | float() | Decimal():
            style = pen.plain if kind in {"text", "date"} else pen.cells[kind]
            page.write_number(row, column, cell, style)
        case date():
            page.write_datetime(row, column, cell, pen.cells["date"])
        case _:
            is_like_formula = cell.startswith(_FORMULA_START)
            style = pen.quoted if is_like_formula else pen.wrapped
            page.write_string(row, column, cell[:_LONGEST_TEXT], style)
