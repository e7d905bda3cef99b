"""The APB Desa as the village's finance program exports it, read line by line.

Above the headings may stand titles; below them totals of a bidang and details of an
activity, which are passed over: only the activities themselves are budget lines.
"""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import islice
from typing import BinaryIO

from households.workbook.cells import Broken, Raw, shown
from households.workbook.reading import FileRefused, opened
from households.workbook.slices import Row
from villages.glyphs import UnprintableText, refuse_unprintable
from villages.models import BudgetLine
from villages.wording import InvalidMoney, parse_rupiah

MOST_ROWS = 20_000
HEADINGS_WITHIN = 40  # rows from the top
LONGEST_NAME = 200
MOST_RUPIAH = 10**14
CODE, NAME, AMOUNT, SOURCE = "kode", "uraian", "jumlah", "sumber"
_WORDS = {
    CODE: ("kode rekening", "kode kegiatan", "kode rek", "kode"),
    NAME: ("uraian kegiatan", "nama kegiatan", "uraian", "kegiatan"),
    AMOUNT: ("anggaran", "jumlah", "pagu", "alokasi"),
    SOURCE: ("sumber dana", "sumberdana", "sumber"),
}
_AFTER_CHANGE = ("menjadi", "setelah", "sesudah")  # of a budget that was changed
_S = BudgetLine.Source
_SOURCES = {
    _S.DD: ("dd", "dds", "dana desa", "dana desa dropping apbn"),
    _S.ADD: ("add", "alokasi dana desa"),
    _S.PAD: ("pad", "pades", "pendapatan asli desa"),
    _S.APBD: (
        *("apbd", "pbk", "pbp", "bankeu", "bantuan keuangan"),
        *("bantuan keuangan kabupaten", "bantuan keuangan provinsi"),
    ),
    _S.LAINNYA: ("lainnya", "lain lain", "dll", "pbh", "bagi hasil pajak", "swadaya"),
}
SOURCE_NAMED = {word: source for source, words in _SOURCES.items() for word in words}


@dataclass(frozen=True, slots=True)
class Line:
    """An activity of the file; `row` as the spreadsheet numbers it."""

    row: int
    code: str
    name: str
    source: str
    amount: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is not taken, and how to mend it."""

    row: int
    value: str
    problem: str
    remedy: str


@dataclass(slots=True)
class Sheet:
    """What a file holds; `headings` says which column was taken for what."""

    name: str
    headings: dict[str, str]
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    passed: dict[str, int] = field(default_factory=dict)  # "jumlah", "rincian", "nol"

    def as_json(self) -> dict:
        """What is kept until somebody decides."""
        return asdict(self)


class RowRefused(ValueError):
    """The row cannot be a budget line: (value, problem, remedy)."""


class Passed(Exception):
    """The row is a total or a detail."""


def read(file: BinaryIO, name: str, source: str) -> Sheet:
    """Read a file; `source` is of lines that name none. Raises FileRefused."""
    with opened(file, name) as sheets:
        for one in sheets:
            rows = iter(one.rows())
            places = _headings(rows)
            if places:
                found = Sheet(one.title, {key: text for key, (_, text) in places})
                columns = {key: at for key, (at, _) in places}
                return _filled(found, rows, columns, source)
    raise FileRefused(
        "Tidak ada baris judul dengan kode, uraian dan anggaran.",
        "Pastikan satu baris memuat judul seperti “Kode Rekening”, “Uraian” dan "
        "“Anggaran (Rp)”, lalu unggah lagi.",
    )


# --- headings ------------------------------------------------------------------------


def _headings(rows: Iterable[Row]) -> list[tuple[str, tuple[int, str]]]:
    """(what, (column, its heading)) of the first row that names what is needed."""
    for _, cells in islice(rows, HEADINGS_WITHIN):
        texts = [(at, _plain(cell), shown(cell)) for at, cell in enumerate(cells)]
        found = {key: place for key in _WORDS if (place := _column(key, texts))}
        if {CODE, NAME, AMOUNT} <= found.keys():
            return list(found.items())
    return []


def _column(key: str, texts: list[tuple[int, str, str]]) -> tuple[int, str] | None:
    named = [
        (at, plain, text)
        for word in _WORDS[key]
        for at, plain, text in texts
        if plain == word or (key == AMOUNT and plain.startswith(f"{word} "))
    ]
    changed = [one for one in named if one[1].endswith(_AFTER_CHANGE)]
    best = (changed or named)[:1]
    return (best[0][0], best[0][2]) if best else None


def _plain(cell: Raw) -> str:
    """A text in small letters without remarks in brackets, dots and double spaces."""
    text = re.sub(r"\(.*?\)", " ", shown(cell)).lower()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text).split())


# --- rows ----------------------------------------------------------------------------


def _filled(found: Sheet, rows, columns: dict[str, int], source: str) -> Sheet:
    seen: dict[tuple, int] = {}
    for count, (number, cells) in enumerate(rows):
        if count == MOST_ROWS:
            raise FileRefused(
                f"Berkas ini lebih dari {MOST_ROWS} baris.",
                "Unggah APB Desa satu desa dan satu tahun saja.",
            )
        raw = {
            key: cells[at] if at < len(cells) else None for key, at in columns.items()
        }
        _take(found, seen, number, raw, source)
    return found


def _take(found: Sheet, seen: dict, number: int, raw: dict, source: str) -> None:
    try:
        line = _line(number, raw, source)
        key = (line.code, line.source, line.name.casefold())
        if key in seen:
            raise RowRefused(
                line.name,
                f"Kode, uraian dan sumber dananya sama dengan baris {seen[key]}.",
                "Jumlahkan menjadi satu baris, atau bedakan uraiannya.",
            )
    except Passed as why:
        found.passed[str(why)] = found.passed.get(str(why), 0) + 1
    except RowRefused as fault:
        found.problems.append(Problem(number, *fault.args))
    else:
        seen[key] = number
        found.lines.append(line)


def _line(number: int, raw: dict, source: str) -> Line:
    code = _code(raw[CODE])
    name = _name(raw[NAME])
    amount = _amount(raw[AMOUNT])
    if not amount:
        raise Passed("nol")
    return Line(number, code, name, _source(raw.get(SOURCE), source), amount)


def _code(raw: Raw) -> str:
    if isinstance(raw, date):
        raise RowRefused(
            shown(raw),
            "Kodenya berubah menjadi tanggal.",
            "Jadikan kolom kode teks di Excel, lalu tulis lagi misalnya 2.2.02.",
        )
    text = shown(raw).strip(". ")
    if not text:
        raise Passed("rincian")  # the details of an activity, and sums at the end
    parts = [part.strip() for part in text.split(".")]
    if not re.fullmatch(r"\d{1,3}(\.\d{1,4})*", ".".join(parts), re.ASCII):
        raise RowRefused(
            text,
            "Ini bukan kode kegiatan.",
            "Tulis angka dengan titik, misalnya 2.2.02 untuk Posyandu.",
        )
    return _activity(parts)


def _activity(parts: list[str]) -> str:
    """The code of an activity as Permendagri 20/2018 writes it: 2.2.02."""
    if len(parts) < 3:
        raise Passed("jumlah")
    field_, group, activity = int(parts[0]), int(parts[1]), parts[2]
    is_account = field_ > 3 and len(activity) == 1  # 4.1.1 Hasil Usaha Desa, 5.2.1 …
    if len(parts) > 3 or is_account or not 1 <= field_ <= 5:
        raise Passed("rincian")
    return f"{field_}.{group}.{int(activity):02}"


def _name(raw: Raw) -> str:
    text = " ".join(shown(raw).split())
    if not text:
        raise RowRefused("", "Uraiannya kosong.", "Tulis nama kegiatannya.")
    try:
        refuse_unprintable(text)
    except UnprintableText as fault:
        raise RowRefused(text, str(fault), "Tulis ulang uraiannya.") from None
    return text[:LONGEST_NAME]


def _amount(raw: Raw) -> int:
    text = shown(raw)
    if isinstance(raw, Broken) or text == "":
        raise RowRefused(
            str(raw or ""),
            "Jumlahnya kosong atau rumus yang belum terhitung.",
            "Tulis jumlahnya sebagai angka.",
        )
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return _whole(raw, text)
    try:
        return _within(parse_rupiah(text), text)
    except InvalidMoney:
        raise _no_money(text) from None


def _whole(number: float, text: str) -> int:
    if number < 0 or number != int(number):
        raise _no_money(text.replace(".", ","))
    return _within(int(number), text)


def _within(amount: int, text: str) -> int:
    if amount > MOST_RUPIAH:
        raise RowRefused(text, "Jumlahnya terlalu besar.", "Periksa angkanya.")
    return amount


def _no_money(text: str) -> RowRefused:
    if text.startswith(("-", "−", "(")):
        why = "Jumlahnya di bawah nol."
    else:
        why = "Ini bukan rupiah utuh."
    return RowRefused(text, why, "Tulis tanpa sen, misalnya 30.000.000.")


def _source(raw: Raw, default: str) -> str:
    plain = _plain(raw)
    if not plain:
        return str(default)
    if plain not in SOURCE_NAMED:
        raise RowRefused(
            shown(raw),
            "Sumber dana ini tidak dikenal.",
            "Tulis DD, ADD, PAD, APBD atau Lainnya.",
        )
    return str(SOURCE_NAMED[plain])
