"""A file into raw sheets: an XLSX, or CSV files in a folder or a zip."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook

from .cells import Raw, shown, unescape
from .columns import BY_NAME

LARGEST = 20 * 1024 * 1024  # bytes of an upload
LARGEST_UNPACKED = 25 * LARGEST  # a zip that unpacks to more is no workbook
_PART = re.compile(r"xl/worksheets/[^/]+\.xml")
_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_VALUE = re.compile(rb"<v>[^<]|<is>")


class FileRefused(Exception):
    """The file as a whole cannot be read; problem and remedy are Indonesian."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem} {remedy}")
        self.problem = problem
        self.remedy = remedy


@dataclass
class RawSheet:
    """One sheet as it lies in the file: its name, headings, and filled rows.

    `rows` are (row number as the person sees it, cells); `broken` the cells a
    spreadsheet could not compute, as (row number, column index, what is wrong).
    """

    title: str
    header_row: int
    header: list[str]
    rows: list[tuple[int, Sequence[Raw]]]
    broken: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The sheet's name as the workbook knows it."""
        return plain_name(self.title)


def plain_name(text: str) -> str:
    """Return a heading or sheet name without case, spaces and remarks in brackets."""
    text = re.sub(r"\(.*?\)", "", text).strip().lower()
    text = re.sub(r"[\s\-]+", "_", text).strip("_")
    return {"akte_lahir": "akta_lahir"}.get(text, text)


def read(file: BinaryIO | Path) -> list[RawSheet]:
    """Return the sheets of a workbook file. Raises FileRefused."""
    if isinstance(file, Path):
        if file.is_dir():
            return list(_csv_folder(file))
        with file.open("rb") as opened:
            return read(opened)
    file.seek(0, io.SEEK_END)
    if file.tell() > LARGEST:
        raise FileRefused(
            f"Berkas lebih besar dari {LARGEST // 1024 // 1024} MB.",
            "Bagi menjadi beberapa berkas, misalnya satu per tahun.",
        )
    file.seek(0)
    return _zipped(file)


def _zipped(file: BinaryIO) -> list[RawSheet]:
    try:
        with zipfile.ZipFile(file) as archive:
            return _unpacked(file, archive)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError):
        raise _no_workbook() from None


def _no_workbook() -> FileRefused:
    return FileRefused(
        "Berkas ini bukan buku kerja XLSX dan bukan zip berisi CSV.",
        "Buka di Excel atau LibreOffice lalu simpan sebagai “.xlsx” tanpa sandi.",
    )


def _unpacked(file: BinaryIO, archive: zipfile.ZipFile) -> list[RawSheet]:
    if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
        raise FileRefused(
            "Isi berkas terlalu besar sesudah dibuka.",
            "Salin baris yang terisi ke buku kerja baru, lalu unggah yang baru itu.",
        )
    names = archive.namelist()
    if any(name.endswith("vbaProject.bin") for name in names):
        raise FileRefused(
            "Berkas ini memuat makro.",
            "Simpan sebagai “Excel Workbook (.xlsx)” tanpa makro, lalu unggah lagi.",
        )
    if "xl/workbook.xml" in names:
        return list(_xlsx(file, archive))
    if any(name.lower().endswith(".csv") for name in names):
        return list(_csv_zip(archive))
    raise _no_workbook()


def _xlsx(file: BinaryIO, archive: zipfile.ZipFile) -> Iterator[RawSheet]:
    file.seek(0)
    try:
        with CalamineWorkbook.from_filelike(file) as book:
            parts = _parts(archive)
            for title in book.sheet_names:
                if plain_name(title) not in BY_NAME:
                    yield RawSheet(title, 1, [], [])  # named, so that it can be told
                    continue
                sheet = book.get_sheet_by_name(title)
                above = sheet.start[0] if sheet.start else 0
                rows = enumerate(sheet.to_python(skip_empty_area=True), above + 1)
                left = sheet.start[1] if sheet.start else 0
                broken = _broken(archive, parts.get(title), left)
                yield _sheet(title, rows, broken)
    except CalamineError:
        raise _no_workbook() from None


def _sheet(
    title: str,
    rows: Iterable[tuple[int, Sequence[Raw]]],
    broken: dict[tuple[int, int], str] | None = None,
) -> RawSheet:
    """The first filled row is the heading; empty rows count for nothing."""
    damaged = {row for row, _ in broken or ()}
    filled = (
        (number, row)
        for number, row in rows
        if number in damaged or any(cell not in ("", None) for cell in row)
    )
    heading = next(filled, None)
    if heading is None:
        return RawSheet(title, 1, [], [])  # an empty sheet states nothing
    number, cells = heading
    header = [plain_name(shown(cell)) for cell in cells]
    return RawSheet(title, number, header, list(filled), broken or {})


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet title → its part of the package, by the order of the relations."""
    book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {}
    for relation in re.findall(r"<Relationship\b[^>]*>", relations):
        target = _attribute(relation, "Target").removeprefix("/xl/")
        targets[_attribute(relation, "Id")] = f"xl/{target}"
    return {
        _attribute(sheet, "name"): targets.get(_attribute(sheet, "r:id"), "")
        for sheet in re.findall(r"<sheet\b[^>]*>", book)
    }


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf'\b{name}="([^"]*)"', tag)
    return match[1] if match else ""


def _broken(
    archive: zipfile.ZipFile, part: str | None, left: int
) -> dict[tuple[int, int], str]:
    """Cells whose formula kept no result, or an error such as #N/A."""
    if not part or part not in archive.namelist():
        return {}
    xml = archive.read(part)
    if b"<f" not in xml and b't="e"' not in xml:
        return {}
    found = {}
    for letters, row, attributes, inside in _CELL.findall(xml):
        is_error = b't="e"' in attributes
        if is_error or (b"<f" in inside and not _VALUE.search(inside)):
            place = int(row), _column_index(letters) - left
            found[place] = "error" if is_error else "formula"
    return found


def _column_index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def _csv_folder(folder: Path) -> Iterator[RawSheet]:
    size = 0
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() == ".csv":
            size += path.stat().st_size
            if size > LARGEST_UNPACKED:
                raise FileRefused("Isi folder terlalu besar.", "Bagi isinya.")
            yield from _csv_sheet(path.stem, path.read_bytes())


def _csv_zip(archive: zipfile.ZipFile) -> Iterator[RawSheet]:
    for name in archive.namelist():
        path = Path(name)
        if path.suffix.lower() == ".csv":
            yield from _csv_sheet(path.stem, archive.read(name))


def _csv_sheet(title: str, content: bytes) -> Iterator[RawSheet]:
    if plain_name(title) not in BY_NAME:
        yield RawSheet(title, 1, [], [])
        return
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileRefused(
            f"{title}.csv tidak berkode UTF-8.", "Simpan ulang sebagai CSV UTF-8."
        ) from None
    heading = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows = ((reader.line_num, [unescape(cell) for cell in row]) for row in reader)
    try:
        yield _sheet(title, rows)
    except csv.Error:
        raise FileRefused(
            f"{title}.csv tidak dapat dibaca.", "Simpan ulang sebagai CSV UTF-8."
        ) from None
