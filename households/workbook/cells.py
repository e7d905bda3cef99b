"""One cell: from what a spreadsheet or CSV holds to the value that is kept, and back.

Values are text, `date`, `Decimal`, `int`, "v" or "x"; None is an empty cell.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from villages.glyphs import unprintable
from villages.nik import InvalidNumber, parse_kk, parse_nik
from villages.spreadsheets import escape

from .columns import Column, Kind

Raw = str | float | int | bool | time | date | datetime | timedelta | None
Value = str | date | Decimal | int | None

TICKS = {
    **dict.fromkeys(("v", "√", "✓", "✔", "☑", "ya", "y", "1", "true"), "v"),
    **dict.fromkeys(("x", "✗", "✘", "×", "tidak", "t", "tdk", "0", "false"), "x"),
}
EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet's calendar
SERIALS = range(7000, 73051)  # 1919 to 2099: a date whose format was lost
_SPACES = re.compile(r"\s+")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?", re.ASCII)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)
_NOISE = Decimal("0.000001")  # what binary fractions leave behind


class Broken(str):
    """What stands in a cell that its spreadsheet could not compute."""


class CellRefused(ValueError):
    """The cell cannot be what its column asks for; both sentences are Indonesian."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


def shown(raw: Raw) -> str:
    """Return a raw cell as a person sees it; "" when empty."""
    if raw is None or isinstance(raw, Broken):
        return ""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    return raw.isoformat() if isinstance(raw, date) else str(raw).strip()


def parse(column: Column, raw: Raw) -> Value:
    """Return the value of a cell; None when it is empty. Raises CellRefused."""
    if isinstance(raw, Broken):
        raise _not_computed(raw)
    text = shown(raw)
    if text == "" or (text == "-" and column.kind in _DASHED):
        return None
    return _READERS[column.kind](column, raw, text)


def _not_computed(raw: Broken) -> CellRefused:
    if raw == "formula":
        return CellRefused(
            "Sel ini berisi rumus yang belum dihitung.",
            "Salin kolom itu, lalu tempel sebagai nilai (Paste Special > Values).",
        )
    return CellRefused(
        "Rumus pada sel ini menghasilkan kesalahan.",
        "Ketik nilainya, atau kosongkan selnya.",
    )


_DASHED = frozenset(
    {Kind.YES_NO, Kind.DATE, Kind.DECIMAL, Kind.WHOLE, Kind.NIK, Kind.KK}
)


def _plain(column: Column, raw: Raw, text: str) -> Value:
    text = _SPACES.sub(" ", text).strip()
    if len(text) > column.longest:
        raise CellRefused(
            f"Terlalu panjang: {len(text)} huruf, paling banyak {column.longest}.",
            "Singkat isinya.",
        )
    strange = unprintable(text)
    if strange:
        raise CellRefused(
            f"Tanda ini tidak dapat dicetak: {', '.join(strange)}.",
            "Hapus atau ganti dengan huruf biasa.",
        )
    return text


def _nik(column: Column, raw: Raw, text: str) -> Value:
    return _identity(parse_nik, "NIK", raw, text)


def _kk(column: Column, raw: Raw, text: str) -> Value:
    return _identity(parse_kk, "nomor KK", raw, text)


def _identity(reader: Callable[[str], str], name: str, raw: Raw, text: str) -> str:
    try:
        number = reader(text)
    except InvalidNumber as refusal:
        problem, _, remedy = str(refusal).partition(". ")
        raise CellRefused(f"{problem.removesuffix('.')}.", remedy or problem) from None
    if isinstance(raw, (int, float)) and number.endswith("0"):
        # A spreadsheet keeps fifteen digits of a number and writes 0 for the last.
        raise CellRefused(
            f"Angka terakhir {name} mungkin hilang karena selnya berformat angka.",
            f"Ubah format kolom menjadi Teks, lalu ketik ulang {name} 16 angka.",
        )
    return number


def _date(column: Column, raw: Raw, text: str) -> Value:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        if raw == int(raw) and int(raw) in SERIALS:
            return EPOCH + timedelta(days=int(raw))
        raise _no_date()
    return _written_date(text)


def _written_date(text: str) -> date:
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    else:
        raise _no_date()
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise CellRefused(
            "Tanggal ini tidak ada dalam kalender.",
            "Periksa hari dan bulannya, misalnya 28/02/2026.",
        ) from None


def _no_date() -> CellRefused:
    return CellRefused(
        "Bukan tanggal.", "Tulis sebagai tanggal Excel, 2026-06-12 atau 12/06/2026."
    )


def _number(raw: Raw, text: str) -> Decimal:
    """A decimal with comma or point. Raises CellRefused."""
    if isinstance(raw, (bool, date)):
        raise _no_number()
    if isinstance(raw, (int, float)):
        number = Decimal(repr(raw))
    else:
        if not _NUMBER.fullmatch(text):
            raise _no_number()
        try:
            number = Decimal(text.replace(",", "."))
        except InvalidOperation:  # pragma: no cover - the pattern admits digits only
            raise _no_number() from None
    if not number.is_finite() or number < 0:
        raise _no_number()
    return number


def _no_number() -> CellRefused:
    return CellRefused("Bukan angka.", "Tulis angka saja, misalnya 7,8 atau 7.8.")


def _decimal(column: Column, raw: Raw, text: str) -> Value:
    number = _number(raw, text)
    _refuse_huge(column, number)
    rounded = number.quantize(Decimal(1).scaleb(-column.places))
    if abs(rounded - number) > _NOISE:
        raise CellRefused(
            f"Terlalu banyak angka di belakang koma (paling banyak {column.places}).",
            "Tulis seperti yang terbaca pada alat ukur.",
        )
    return rounded.normalize() if rounded else Decimal(0)


def _whole(column: Column, raw: Raw, text: str) -> Value:
    number = _number(raw, text)
    _refuse_huge(column, number)
    if number != number.to_integral_value():
        raise CellRefused("Bukan bilangan bulat.", "Tulis tanpa koma, misalnya 30.")
    return int(number)


def _refuse_huge(column: Column, number: Decimal) -> None:
    if number > column.highest:
        raise CellRefused(
            f"Angka terlalu besar (paling besar {column.highest}).",
            "Periksa koma dan satuannya.",
        )


def _yes_no(column: Column, raw: Raw, text: str) -> Value:
    tick = TICKS.get(text.lower())
    if tick is None:
        raise CellRefused(
            "Bukan v atau x.", "Isi v (ya), x (tidak), atau kosongkan bila tidak tahu."
        )
    return tick


def _choice(column: Column, raw: Raw, text: str) -> Value:
    written = _SPACES.sub(" ", text.lower())
    for spelling in (written, written.replace(" ", "").replace(",", "+")):
        if spelling in column.spellings:
            return column.spellings[spelling]
    raise CellRefused(
        f"Isi ini tidak dikenal untuk kolom {column.name}.",
        f"Pilih {column.allowed}.",
    )


_READERS: dict[Kind, Callable[[Column, Raw, str], Value]] = {
    Kind.TEXT: _plain,
    Kind.KEY: _plain,
    Kind.PLACE: _plain,
    Kind.NIK: _nik,
    Kind.KK: _kk,
    Kind.DATE: _date,
    Kind.DECIMAL: _decimal,
    Kind.WHOLE: _whole,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
}


def plain(column: Column, value: Any) -> str:
    """Return a value as a CSV holds it; `parse` reads it back."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    free = column.kind in {Kind.TEXT, Kind.KEY, Kind.PLACE}
    return escape(value) if free else str(value)
