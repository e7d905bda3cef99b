"""A sheet of an XLSX, some thousand rows at a time, so that memory does not grow.

Each slice is a small workbook of its own: the file's styles and strings with only
some of the sheet's rows. calamine reads it, and what a spreadsheet could not compute
is found in the same piece.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from python_calamine import CalamineWorkbook

from .cells import Broken, Raw

Row = tuple[int, Sequence[Raw]]
PIECE = 1024 * 1024
SLICE = 4 * 1024 * 1024  # bytes of a sheet that are read at once
LARGEST_ROW = 8 * SLICE  # no row of ours comes near it
MOST_CELLS = 4_000_000  # of a slice, the empty ones between its corners included
_DATA = re.compile(rb"<(\w+:)?sheetData\b[^>]*?(/)?>")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=\"(\d+)\"")
_FILLED = re.compile(rb"<(?:\w+:)?(?:v|is|f)\b")
_BEYOND_Z = re.compile(rb"\br=\"[A-Z]{2}\d")
_BEYOND_ZZ = re.compile(rb"\br=\"[A-Z]{3,}\d+\"[^>]*>\s*<(?:\w+:)?(?:v|is|f)\b")
_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_VALUE = re.compile(rb"<v>[^<]|<is>")


class TooSparse(Exception):
    """Its few cells lie so far apart that reading them would fill the memory."""


class Package:
    """An XLSX that is open: its sheets by title, and what all of them share."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        names = set(archive.namelist())
        relations = _relations(archive)
        book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
        self.parts = {
            _attribute(sheet, "name"): relations.get(_attribute(sheet, "r:id"), "")
            for sheet in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", book)
        }
        sheets = set(self.parts.values())
        self.shared = [
            name
            for name in names - sheets
            if name.lower().endswith((".xml", ".rels"))
            and not re.match(r"xl/(worksheets|drawings|charts|comments)", name)
        ]

    def count(self, title: str) -> int:
        """How many rows the sheet has; reads it once, so a damaged one is found."""
        count, tail = 0, b""
        for piece in self._pieces(title):
            text = tail + piece
            count += text.count(b"</row>") + text.count(b":row>")
            tail = text[-5:]
        return count

    def rows(self, title: str) -> Iterator[Row]:
        """Its rows with their numbers. Raises TooSparse."""
        if self.parts.get(title) not in self.archive.namelist():
            return
        around = self._around()
        before = 0
        for xml in self._slices(title, sum(len(text) for text in around.values())):
            numbers = _refuse_sparse(xml)
            shift = 0 if numbers else before
            before += xml.count(b"</row>")
            yield from self._read(title, xml, around, shift)

    def _around(self) -> dict[str, bytes]:
        return {name: self.archive.read(name) for name in self.shared}

    def _read(
        self, title: str, xml: bytes, around: dict[str, bytes], shift: int
    ) -> Iterator[Row]:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for name, text in around.items():
                archive.writestr(name, text)
            archive.writestr(self.parts[title], xml)
        file.seek(0)
        with CalamineWorkbook.from_filelike(file) as book:
            sheet = book.get_sheet_by_name(title)
            top, left = sheet.start or (0, 0)
            rows: list[list[Any]] = sheet.to_python(skip_empty_area=True)
        broken = _broken(xml)
        for number, cells in enumerate(rows, top + 1 + shift):
            whole: list[Raw] = [None] * left + cells
            for column, fault in broken.get(number, {}).items():
                whole += [None] * (column + 1 - len(whole))
                whole[column] = Broken(fault)
            yield number, whole

    def _pieces(self, title: str) -> Iterator[bytes]:
        part = self.parts.get(title)
        if part in self.archive.namelist():
            with self.archive.open(part or "") as file:
                while piece := file.read(PIECE):
                    yield piece

    def _slices(self, title: str, shared: int) -> Iterator[bytes]:
        """The sheet again and again, each time with some of its rows only."""
        pieces = self._pieces(title)
        text = next(pieces, b"")
        while not (begin := _DATA.search(text)):
            piece = next(pieces, b"")
            if not piece or len(text) > LARGEST_ROW:
                return
            text += piece
        if begin[2]:
            return  # <sheetData/>
        prefix = begin[1] or b""
        head, text = text[: begin.end()], text[begin.end() :]
        tail = b"</%bsheetData></%bworksheet>" % (prefix, prefix)
        last = b"</%brow>" % prefix
        for piece in pieces:
            text += piece
            if len(text) >= max(SLICE, 2 * shared):
                cut = text.rfind(last) + len(last)
                if cut >= len(last):
                    yield head + text[:cut] + tail
                    text = text[cut:]
                elif len(text) > LARGEST_ROW + 2 * shared:
                    raise TooSparse
        yield head + text.partition(b"</%bsheetData>" % prefix)[0] + tail


def _refuse_sparse(xml: bytes) -> list[int]:
    """The numbers of its filled rows. Raises TooSparse."""
    numbers = [
        int(match[1])
        for row in re.split(rb"</(?:\w+:)?row>", xml)
        if (match := _ROW.search(row)) and _FILLED.search(row, match.end())
    ]
    high = max(numbers, default=0) - min(numbers, default=0) + 1
    wide = 702 if _BEYOND_Z.search(xml) else 26
    if _BEYOND_ZZ.search(xml) or (high * wide > MOST_CELLS and high > len(numbers)):
        raise TooSparse
    return numbers


def _relations(archive: zipfile.ZipFile) -> dict[str, str]:
    text = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {}
    for relation in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", text):
        target = _attribute(relation, "Target").removeprefix("/xl/")
        targets[_attribute(relation, "Id")] = f"xl/{target}"
    return targets


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf'\b{name}="([^"]*)"', tag)
    if not match:
        return ""
    text = match[1]
    for written, meant in (("&quot;", '"'), ("&apos;", "'"), ("&lt;", "<")):
        text = text.replace(written, meant)
    return text.replace("&gt;", ">").replace("&amp;", "&")


def _broken(xml: bytes) -> dict[int, dict[int, str]]:
    """Row → column → why: a formula that kept no result, or an error such as #N/A."""
    found: dict[int, dict[int, str]] = {}
    if b"<f" not in xml and b't="e"' not in xml:
        return found
    for letters, row, attributes, inside in _CELL.findall(xml):
        is_error = b't="e"' in attributes
        if is_error or (b"<f" in inside and not _VALUE.search(inside)):
            fault = "error" if is_error else "formula"
            found.setdefault(int(row), {})[_column_index(letters)] = fault
    return found


def _column_index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1
