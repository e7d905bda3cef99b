"""A file into raw sheets: an XLSX, or CSV files alone, in a folder or in a zip.

Rows come one by one. What is no workbook is refused with what it is instead.
"""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from python_calamine import CalamineError

from villages.spreadsheets import unescape

from .cells import shown
from .slices import PIECE, Package, Row, TooSparse

LARGEST = 20 * 1024 * 1024  # bytes of an upload
LARGEST_UNPACKED = 25 * LARGEST  # a zip that unpacks to more is no workbook
LARGEST_SHARED = 4 * LARGEST  # the texts that all sheets of an XLSX share
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DAMAGED = (
    zipfile.BadZipFile,
    EOFError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    CalamineError,
)


class FileRefused(Exception):
    """The file as a whole cannot be read; problem and remedy are Indonesian."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem} {remedy}")
        self.problem = problem
        self.remedy = remedy


@dataclass
class Source:
    """One sheet as it lies in the file; `rows` reads it from the beginning.

    A row has its number as the person sees it, and its cells from column A on.
    """

    title: str
    count: int
    read: Callable[[], Iterator[Row]]

    @property
    def name(self) -> str:
        """The sheet's name as the workbook knows it."""
        return plain_name(self.title)

    def rows(self) -> Iterator[Row]:
        """The filled rows. Raises FileRefused."""
        try:
            for number, cells in self.read():
                if any(cell not in ("", None) for cell in cells):
                    yield number, cells
        except TooSparse:
            raise _too_large() from None
        except csv.Error:
            raise FileRefused(
                f"{self.title}.csv tidak dapat dibaca.", "Simpan ulang sebagai CSV."
            ) from None
        except _DAMAGED:
            raise _no_workbook() from None


def plain_name(text: str) -> str:
    """Return a heading or sheet name without case, spaces and remarks in brackets."""
    text = re.sub(r"\(.*?\)", "", text).strip().lower()
    text = re.sub(r"[\s\-]+", "_", text).strip("_")
    return {"akte_lahir": "akta_lahir"}.get(text, text)


def heading(cells: Row) -> list[str]:
    """The names of the columns in a row of headings."""
    return [plain_name(shown(cell)) for cell in cells[1]]


@contextmanager
def opened(file: BinaryIO | Path, name: str = "") -> Iterator[list[Source]]:
    """Yield the sheets of a workbook file. Raises FileRefused."""
    with ExitStack() as stack:
        if isinstance(file, Path):
            if file.is_dir():
                yield [
                    _csv(path.stem, lambda path=path: path.open("rb"))
                    for path in _csv_files(file)
                ]
                return
            name = name or file.name
            file = stack.enter_context(file.open("rb"))
        yield _sources(file, name, stack)


def _csv_files(folder: Path) -> list[Path]:
    files = [p for p in sorted(folder.iterdir()) if p.suffix.lower() == ".csv"]
    if sum(path.stat().st_size for path in files) > LARGEST_UNPACKED:
        raise FileRefused("Isi folder terlalu besar.", "Bagi isinya.")
    return files


def _sources(file: BinaryIO, name: str, stack: ExitStack) -> list[Source]:
    file.seek(0, io.SEEK_END)
    if file.tell() > LARGEST:
        raise FileRefused(
            f"Berkas lebih besar dari {LARGEST // 1024 // 1024} MB.",
            "Bagi menjadi beberapa berkas, misalnya satu per tahun.",
        )
    file.seek(0)
    head = file.read(8)
    if not head.startswith(b"PK"):
        if name.lower().endswith(".csv") and not _foreign(head, file):
            file.seek(0)
            return [_csv(Path(name).stem, lambda: _again(file))]
        raise _foreign(head, file) or _no_workbook()
    try:
        return _unpacked(stack.enter_context(zipfile.ZipFile(file)))
    except _DAMAGED:
        raise _no_workbook() from None


def _again(file: BinaryIO) -> IO[bytes]:
    file.seek(0)
    return io.BytesIO(file.read())


def _foreign(head: bytes, file: BinaryIO) -> FileRefused | None:
    """What a file is that only bears the name of a workbook."""
    save_as = "Buka di Excel atau LibreOffice lalu simpan sebagai “.xlsx” tanpa sandi."
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        file.seek(0)
        if _ENCRYPTED in file.read():
            return FileRefused("Berkas ini dikunci dengan sandi.", save_as)
        return FileRefused("Berkas ini berformat Excel lama (.xls).", save_as)
    if head.startswith(b"%PDF"):
        return FileRefused(
            "Berkas ini PDF, bukan buku kerja.",
            "Unggah berkas Excel (.xlsx) yang menjadi asal PDF itu.",
        )
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return FileRefused(
            "Berkas ini halaman web atau XML yang diberi nama Excel.", save_as
        )
    return None


def _no_workbook() -> FileRefused:
    return FileRefused(
        "Berkas ini bukan buku kerja XLSX dan bukan zip berisi CSV.",
        "Buka di Excel atau LibreOffice lalu simpan sebagai “.xlsx” tanpa sandi.",
    )


def _too_large() -> FileRefused:
    return FileRefused(
        "Isi berkas terlalu besar sesudah dibuka.",
        "Salin baris yang terisi ke buku kerja baru, lalu unggah yang baru itu.",
    )


def _unpacked(archive: zipfile.ZipFile) -> list[Source]:
    entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise _too_large()
    names = archive.namelist()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileRefused(
            "Berkas ini memuat makro.",
            "Simpan sebagai “Excel Workbook (.xlsx)” tanpa makro, lalu unggah lagi.",
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefused(
            "Berkas zip ini dikunci dengan sandi.", "Buat zip tanpa sandi."
        )
    if "xl/workbook.xml" in names:
        return _xlsx(archive)
    sheets = [name for name in names if name.lower().endswith(".csv")]
    if sheets:
        return [
            _csv(Path(name).stem, lambda name=name: archive.open(name))
            for name in sheets
        ]
    raise _no_workbook()


def _xlsx(archive: zipfile.ZipFile) -> list[Source]:
    package = Package(archive)
    if sum(archive.getinfo(n).file_size for n in package.shared) > LARGEST_SHARED:
        raise _too_large()
    return [
        Source(title, package.count(title), lambda title=title: package.rows(title))
        for title in package.parts
    ]


def _csv(title: str, begin: Callable[[], IO[bytes]]) -> Source:
    with begin() as file:
        count = _lines(title, file)
    return Source(title, count, lambda: _csv_rows(begin))


def _lines(title: str, file: IO[bytes]) -> int:
    """How many lines a CSV has. Raises FileRefused when it is not UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line = 0
    while piece := file.read(PIECE):
        try:
            decoder.decode(piece)
        except UnicodeDecodeError as fault:
            line += piece[: fault.start].count(b"\n") + 1
            raise FileRefused(
                f"{title}.csv tidak berkode UTF-8 (huruf pada baris {line} tidak "
                "terbaca; mungkin disimpan sebagai Windows-1252).",
                "Simpan ulang sebagai “CSV UTF-8”, atau sebagai .xlsx.",
            ) from None
        line += piece.count(b"\n")
    return line


def _csv_rows(begin: Callable[[], IO[bytes]]) -> Iterator[Row]:
    with begin() as file:
        first = file.readline(PIECE).decode("utf-8-sig", "replace")
    delimiter = max(",;\t", key=first.count)
    with io.TextIOWrapper(begin(), encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(text, delimiter=delimiter)
        for row in reader:
            yield reader.line_num, [unescape(cell) for cell in row]
