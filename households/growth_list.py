"""Z-scores for a list of children: the rows of `manage.py growth`."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO

from villages.wording import InvalidDate, InvalidNumeral, parse_date, parse_decimal

from .growth import (
    Flag,
    Growth,
    Measurement,
    MeasurementRefused,
    grow,
    refuse_impossible,
)

SCORE_COLUMNS = ("z_tbu", "z_bbu", "z_bbtb", "z_imtu")
CLASS_COLUMNS = ("kelas_tbu", "kelas_bbu", "kelas_bbtb", "kelas_imtu")
ADDED_COLUMNS = (*SCORE_COLUMNS, *CLASS_COLUMNS, "tanda", "masalah")

_FLAG_ORDER = tuple(Flag)
_DAYS = re.compile(r"-?\d{1,6}(?:[.,]0+)?", re.ASCII)
_SEXES = {"l": "L", "laki-laki": "L", "p": "P", "perempuan": "P"}
_YES = frozenset(("v", "√", "ya", "y", "1", "true"))
_NO = frozenset(("", "x", "-", "tidak", "t", "0", "false"))


class ListRefused(ValueError):
    """The whole list cannot be read; the message says what to mend."""


class CellRefused(ValueError):
    """One cell cannot be read; the message names its column."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One row of the list as it goes out; `problems` are what its cells lack."""

    number: int  # of the row in the file, the headings being row 1
    cells: Mapping[str, str]
    problems: tuple[str, ...]


def score_list(text: str) -> tuple[list[str], str, Iterator[Scored]]:
    """Return the headings, the delimiter and the scored rows of a CSV list.

    Headings are read without regard to case and spaces; comma, semicolon and tab
    delimit. Raises ListRefused without the columns an age and a sex need.
    """
    first_line = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first_line.count)
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=delimiter)
    headings = [_plain(name) for name in reader.fieldnames or ()]
    _refuse_headings(headings)
    reader.fieldnames = headings
    added = [name for name in ADDED_COLUMNS if name not in headings]
    rows = (_scored(reader.line_num, row) for row in reader)
    return headings + added, delimiter, rows


def _plain(name: str) -> str:
    return "_".join(name.lower().split())


def _refuse_headings(headings: list[str]) -> None:
    if "jenis_kelamin" not in headings:
        raise ListRefused("Kolom jenis_kelamin tidak ada pada baris pertama.")
    if "umur_hari" not in headings and not {"tanggal_lahir", "tanggal_ukur"} <= set(
        headings
    ):
        raise ListRefused(
            "Umur tidak dapat dihitung: perlu kolom umur_hari, atau tanggal_lahir "
            "dan tanggal_ukur."
        )


def _scored(number: int, row: Mapping[str | None, str | list[str] | None]) -> Scored:
    cells = {k: v for k, v in row.items() if k and isinstance(v, str)}
    problems: list[str] = []
    growth = Growth()
    try:
        growth = grow(_measurement(cells, problems))
    except (CellRefused, MeasurementRefused) as refusal:
        problems.append(str(refusal))
    result = {**_scores(growth), "masalah": " ".join(problems)}
    return Scored(number, cells | result, tuple(problems))


def _scores(growth: Growth) -> dict[str, str]:
    scores = (growth.z_tbu, growth.z_bbu, growth.z_bbtb, growth.z_imtu)
    classes = (
        growth.class_tbu,
        growth.class_bbu,
        growth.class_bbtb,
        growth.class_imtu,
    )
    shown = ["" if value is None else str(value) for value in (*scores, *classes)]
    flags = "; ".join(flag for flag in _FLAG_ORDER if flag in growth.flags)
    names = (*SCORE_COLUMNS, *CLASS_COLUMNS)
    return dict(zip(names, shown, strict=True)) | {"tanda": flags}


def _measurement(cells: Mapping[str, str], problems: list[str]) -> Measurement:
    return Measurement(
        sex=_sex(cells),
        age_days=_age_days(cells),
        weight_kg=_number(cells, "berat_kg", "Berat", "kg", problems),
        length_cm=_number(cells, "tinggi_cm", "Panjang/tinggi", "cm", problems),
        position=_cell(cells, "posisi").lower(),
        has_oedema=_has_oedema(cells),
    )


def _cell(cells: Mapping[str, str], column: str) -> str:
    return cells.get(column, "").strip()


def _sex(cells: Mapping[str, str]) -> str:
    text = _cell(cells, "jenis_kelamin")
    return _SEXES.get(text.lower(), text)


def _age_days(cells: Mapping[str, str]) -> int:
    if days := _cell(cells, "umur_hari"):
        if not _DAYS.fullmatch(days):
            raise CellRefused(f"umur_hari: “{days}” bukan jumlah hari yang bulat.")
        return int(re.split("[.,]", days)[0])
    try:
        born_on = parse_date(_cell(cells, "tanggal_lahir"))
        return (parse_date(_cell(cells, "tanggal_ukur")) - born_on).days
    except InvalidDate as refusal:
        raise CellRefused(f"Umur tidak diketahui: {refusal}") from None


def _number(
    cells: Mapping[str, str], column: str, name: str, unit: str, problems: list[str]
) -> Decimal | None:
    """A refused number leaves its own scores empty; the others still stand."""
    text = _cell(cells, column)
    if not text:
        return None
    try:
        value = parse_decimal(text)
        refuse_impossible(value, name, unit)
    except (InvalidNumeral, MeasurementRefused) as refusal:
        problems.append(f"{column}: {refusal}")
        return None
    return value


def _has_oedema(cells: Mapping[str, str]) -> bool:
    text = _cell(cells, "edema").lower()
    if text not in _YES | _NO:
        raise CellRefused(f"edema: “{text}” bukan v atau x.")
    return text in _YES
