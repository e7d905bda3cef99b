"""Formulir 4 of a whole year: the yearly edition, and all quarters in one file."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from scorecard.reading import budget_of
from scorecard.tables import Scorecard
from scorecard.years import Year, year_of
from villages.budget import FieldTotal
from villages.kop import kop_images, kop_of
from villages.models import Village
from villages.typeset import Column, Sheet

from .frame import (
    ROMAN,
    STATE_LABELS,
    TAMPERED,
    Document,
    header,
    quarter_words,
    share,
    stem,
    titles,
)
from .report import (
    NEW_RISKS,
    Notes,
    edition,
    notes_of,
    report_sheets,
    risk_words,
    unmarked_note,
)

EXPLAINED = (
    "Tabel 1 dan 2 memuat keadaan pada triwulan terakhir tahun ini ({end}); Tabel 3 "
    "dan 4 jumlah layanan yang diterima dan yang seharusnya diterima dari semua "
    "triwulannya, bukan rata-rata persennya; Tabel 5 anggaran setahun."
)
NO_DATA = "belum ada data"
NOT_BEGUN = "belum dimulai"
YEARLY = "Setahun"


def yearly_report(village: Village, year: int, today: date) -> Document:
    """Return the yearly edition of Formulir 4. Raises ValueError before the year."""
    found = year_of(village, year, today)
    when, budget = f"Tahun {year}", budget_of(village, found.whole)
    name = stem("laporan-konvergensi", village.code, str(year), "tahunan")
    sheets = [*_sheets(village, found, budget), _quarter_sheet(village, found)]
    return Document(
        "laporan_konvergensi",
        name,
        _edition(village, found, budget, when),
        tuple(sheets),
        kop_images(village),
    )


def reports_of_year(village: Village, year: int, today: date) -> Document:
    """Return every quarter's Formulir 4 and the yearly edition as one document.

    A page sequence each in the PDF, a sheet each in the workbook; a quarter of which
    nothing was recorded has none. Raises ValueError before the year.
    """
    found = year_of(village, year, today)
    when, budget = f"Tahun {year}", budget_of(village, found.whole)
    whole = _edition(village, found, budget, when)
    parts = [_quarter(village, one) for one in found.quarters if one.as_of]
    head = header(
        "Laporan Konvergensi Triwulan I–IV",
        village,
        when,
        as_of=found.whole.as_of,
        sidik=found.whole.sha256,
    )
    last = [*_sheets(village, found, budget), _quarter_sheet(village, found)]
    return Document(
        "laporan_setahun",
        stem("laporan-konvergensi", village.code, str(year), "semua-triwulan"),
        {"document": head, "editions": [*(data for data, _ in parts), whole]},
        (*(sheet for _, sheet in parts), _stacked(YEARLY, last)),
        kop_images(village),
    )


def _quarter(village: Village, scorecard: Scorecard) -> tuple[dict, Sheet]:
    when, budget = quarter_words(scorecard.quarter), budget_of(village, scorecard)
    notes = notes_of(scorecard)
    sheets = report_sheets(village, scorecard, budget, notes, when)
    name = f"Triwulan {ROMAN[scorecard.quarter.number - 1]}"
    return edition(village, scorecard, budget, notes, when), _stacked(name, sheets)


def _stacked(name: str, sheets: Iterable[Sheet]) -> Sheet:
    first, *below = sheets
    return replace(first, name=name, below=tuple(below))


# --- the yearly edition --------------------------------------------------------------


def _edition(village: Village, found: Year, budget: list[FieldTotal], when) -> dict:
    data = edition(village, found.whole, budget, _notes(found), when)
    at_end = {"when": _end(found)}
    return data | {
        "kop": kop_of(village),
        "quarter": None,
        "explained": EXPLAINED.format(end=_end(found)),
        "table4": data["table4"] | at_end,
        "quarters": [_line(found, number) for number in (1, 2, 3, 4)],
    }


def _end(found: Year) -> str:
    """Return "Triwulan IV": the quarter whose targets the year counts."""
    return f"Triwulan {ROMAN[found.whole.quarter.number - 1]}"


def _notes(found: Year) -> Notes:
    """Risks of the last quarter beside whom it counts, of all beside the services."""
    at_end = {kind: found.whole.count(of) for kind, of in NEW_RISKS.items()}
    counts = {kind: found.new_risks(of) for kind, of in NEW_RISKS.items()}
    services = risk_words(counts, "salah satu triwulan tahun ini")
    return Notes(risk_words(at_end, _end(found)), services | unmarked_note(found.whole))


def _line(found: Year, number: int) -> dict:
    """One quarter of the table that the sums are made of."""
    name = ROMAN[number - 1]
    if number > len(found.quarters):
        nothing = dict.fromkeys(("received", "due", "percent", "unvisited"))
        return {"name": name, "state": NOT_BEGUN, **nothing}
    one = found.quarters[number - 1]
    figures = share(one.village) | {"unvisited": one.unvisited}
    return {"name": name, "state": _state(one), **figures}


def _state(one: Scorecard) -> str:
    if not one.as_of:
        return NO_DATA
    label = STATE_LABELS[one.state]
    return label if one.is_intact else f"{label}, {TAMPERED}"


def _sheets(village: Village, found: Year, budget) -> Iterable[Sheet]:
    when = f"Tahun {found.year}, edisi tahunan"
    return report_sheets(village, found.whole, budget, _notes(found), when)


def _quarter_sheet(village: Village, found: Year) -> Sheet:
    rows = [_line(found, number) for number in (1, 2, 3, 4)]
    figures = [(*found.quarters, None, None, None)[n] for n in range(4)]
    return Sheet(
        "Keempat triwulan",
        _COLUMNS,
        [
            [
                row["name"],
                row["received"],
                row["due"],
                one.village.percent if one else None,
                row["unvisited"],
                row["state"],
            ]
            for row, one in zip(rows, figures, strict=True)
        ],
        titles=titles("Keempat triwulan", village, f"Tahun {found.year}"),
        notes=(EXPLAINED.format(end=_end(found)),),
    )


_COLUMNS = (
    Column("Triwulan", width=18),
    Column("Diterima", "number", 14),
    Column("Seharusnya", "number", 14),
    Column("%", "percent", 10),
    Column("Tidak dikunjungi", "number", 14),
    Column("Keadaan data", width=24),
)
