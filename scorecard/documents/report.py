"""Formulir 4, Laporan Konvergensi, and the Format bantu beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from households.packages import Who
from scorecard.convergence import Convergence
from scorecard.reading import budget_of, scorecard_of
from scorecard.rules import FATHERS
from scorecard.tables import Row, Scorecard
from villages.budget import FieldTotal
from villages.kop import kop_images, kop_of
from villages.models import Village
from villages.quarters import Triwulan
from villages.typeset import Column, Sheet

from .frame import (
    Document,
    data_hash,
    ending,
    header,
    place,
    quarter_words,
    share,
    state,
    state_words,
    stem,
    titles,
)

TARGETS = {
    Who.MOTHER: "Ibu hamil",
    Who.CHILD: "Anak 0–23 bulan",
    Who.PRESCHOOL: "Anak > 2–6 tahun",
}
SECTIONS = {
    Who.MOTHER: "Sasaran Ibu Hamil",
    Who.CHILD: "Sasaran Anak 0 sd 23 Bulan",
    Who.PRESCHOOL: "Sasaran Anak > 2 sd 6 Tahun",
}
RISK_NOTES = {
    "ibu": "Pada {} ibu hamil resiko baru ditemukan pada {}; kunjungan "
    "rumahnya belum jatuh tempo.",
    "anak": "Pada {} anak gizi kurang, gizi buruk, atau stunting baru ditemukan pada "
    "{}; kunjungan rumahnya belum jatuh tempo.",
}
NEW_RISKS = {kind: f"risk_new_{kind}" for kind in RISK_NOTES}
VISITS = {"kunjungan_ibu": "ibu", "kunjungan_anak": "anak"}
UNMARKED = "Belum dicatat: {} bulan anak pada layanan PAUD."
NO_BUDGET = "Baris APB Desa yang bersumber dari Dana Desa belum diisi."


def convergence_report(village: Village, quarter: Triwulan) -> Document:
    """Return Formulir 4 of a village's quarter."""
    scorecard = scorecard_of(village, quarter)
    budget = budget_of(village, scorecard)
    when = quarter_words(quarter)
    notes = notes_of(scorecard)
    data = edition(village, scorecard, budget, notes, when)
    name = stem("laporan-konvergensi", village.code, quarter.key)
    sheets = report_sheets(village, scorecard, budget, notes, when)
    return Document(
        "laporan_konvergensi", name, data, tuple(sheets), kop_images(village)
    )


def edition(
    village: Village,
    scorecard: Scorecard,
    budget: list[FieldTotal],
    notes: "Notes",
    when: str,
) -> dict:
    """Return the data of one edition of Formulir 4."""
    return {
        "document": header(
            "Laporan Konvergensi",
            village,
            when,
            as_of=scorecard.as_of,
            sidik=data_hash(scorecard),
        ),
        "kop": kop_of(village),
        "place": place(village),
        "year": scorecard.quarter.year,
        "quarter": scorecard.quarter.number,
        "state": state(scorecard),
        "table1": _table_1(scorecard, notes.targets),
        "table2": {"children": scorecard.count("anak"), **scorecard.tikar},
        "table3": table_3(scorecard, notes.services),
        "table4": _table_4(scorecard),
        "table5": _table_5(budget),
        **ending(village, scorecard.as_of),
    }


# --- footnotes -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Notes:
    """The footnotes of Tabel 1 and of Tabel 3, by what they belong to."""

    targets: dict[str, str]
    services: dict[str, str]


def notes_of(scorecard: Scorecard) -> Notes:
    """Return the footnotes of a quarter's report."""
    risks = risk_notes(scorecard)
    return Notes(risks, risks | unmarked_note(scorecard))


def risk_notes(scorecard: Scorecard) -> dict[str, str]:
    """Return by kind ("ibu", "anak") the footnote on risks found in the quarter."""
    return risk_words({kind: scorecard.count(of) for kind, of in NEW_RISKS.items()})


def risk_words(counts: Mapping[str, int], when: str = "triwulan ini") -> dict[str, str]:
    """Return by kind what is said of so many risks first found."""
    return {k: RISK_NOTES[k].format(n, when) for k, n in counts.items() if n}


def _numbers(notes: dict[str, str]) -> dict[str, int]:
    return {kind: number for number, kind in enumerate(notes, start=1)}


def unmarked_note(scorecard: Scorecard) -> dict[str, str]:
    """Return the footnote of the PAUD row, when months were not marked."""
    count = scorecard.paud_unmarked
    return {"paud": UNMARKED.format(count)} if count else {}


# --- the tables of the PDF -----------------------------------------------------------


def _table_1(scorecard: Scorecard, notes: dict[str, str]) -> dict:
    at, people = _numbers(notes), scorecard.population
    return {
        "households": scorecard.households,
        "hamil": {
            "total": people["ibu_hamil"],
            "kek_resti": people["kek_resti"],
            "note": at.get("ibu"),
        },
        "anak": {
            "total": people["anak"],
            "gizi": people["anak_gizi"],
            "note": at.get("anak"),
        },
        "notes": list(notes.values()),
    }


def table_3(scorecard: Scorecard, notes: dict[str, str]) -> dict:
    """Return the groups of Tabel 3, each row with the number of its footnote."""
    at = _numbers(notes)
    groups = [
        {
            "target": TARGETS[who],
            "rows": [_indicator(row, at) | laki for row, laki in _rows(scorecard, who)],
        }
        for who in TARGETS
    ]
    return {"groups": groups, "notes": list(notes.values())}


def _rows(scorecard: Scorecard, who: Who) -> Iterable[tuple[Row, dict]]:
    """The numbered rows of one group, each with its sub-row Laki when it has one."""
    laki: dict = {}
    for row in scorecard.tabel_3:
        if row.who is not who:
            continue
        if row.number is None:
            laki = {"laki": share(row.figure)}
            continue
        yield row, laki
        laki = {}


def _indicator(row: Row, at: dict[str, int]) -> dict:
    note = at.get(VISITS.get(row.code, row.code))
    return {
        "no": row.number,
        "indicator": row.wording,
        "note": note,
        **share(row.figure),
    }


def table_4(scorecard: Scorecard) -> list[tuple[str, Convergence]]:
    """Return the rows of Tabel 4: both groups, and the village as their sum."""
    groups = scorecard.groups
    rows = [(TARGETS[who], groups[who]) for who in (Who.MOTHER, Who.CHILD)]
    return [*rows, ("Total", scorecard.village)]


def _table_4(scorecard: Scorecard) -> dict:
    rows = [{"target": name, **share(one)} for name, one in table_4(scorecard)]
    return {"rows": rows, "unvisited": scorecard.unvisited}


def budget_total(budget: list[FieldTotal]) -> FieldTotal:
    """Return the last row of Tabel 5."""
    return FieldTotal(
        "Jumlah",
        sum(row.total_rupiah for row in budget),
        sum(row.stunting_rupiah for row in budget),
    )


def _table_5(budget: list[FieldTotal]) -> dict:
    total = budget_total(budget)
    if not total.total_rupiah:
        empty = [{"bidang": row.name, **_NOT_STATED} for row in budget]
        return {"rows": empty, "total": None, "notes": [NO_BUDGET]}
    return {"rows": list(map(_money, budget)), "total": _money(total)}


_NOT_STATED = {"total": None, "allocated": None, "percent": None}


def _money(row: FieldTotal) -> dict:
    return {
        "bidang": row.name,
        "total": row.total_rupiah,
        "allocated": row.stunting_rupiah,
        "percent": row.percent,
    }


# --- the sheets ----------------------------------------------------------------------


def report_sheets(village, scorecard, budget, notes: Notes, when) -> Iterable[Sheet]:
    """Yield a sheet for each of the five tables."""
    more = {
        "Tabel 1": tuple(notes.targets.values()),
        "Tabel 3": tuple(notes.services.values()),
        "Tabel 4": (
            f"Sasaran yang tidak dikunjungi: {scorecard.unvisited}",
            state_words(scorecard),
            f"Sidik data: {data_hash(scorecard)}",
        ),
    }
    for name, heading, columns, rows in _tables(scorecard, budget):
        above = titles(f"{name}. {heading}", village, when)
        yield Sheet(name, columns, rows, titles=above, notes=more.get(name, ()))


def _tables(scorecard: Scorecard, budget: list[FieldTotal]):
    people, mat = scorecard.population, scorecard.tikar
    yield (
        "Tabel 1",
        "Jumlah sasaran 1.000 HPK",
        _COLUMNS_1,
        [[scorecard.households, *list(people.values())[:4]]],
    )
    yield (
        "Tabel 2",
        "Hasil pengukuran tikar pertumbuhan",
        _COLUMNS_2,
        [[people["anak"], *mat.values()]],
    )
    yield (
        "Tabel 3",
        "Kelengkapan konvergensi paket layanan",
        _COLUMNS_3,
        [_cells(row) for row in scorecard.tabel_3],
    )
    yield (
        "Tabel 4",
        "Tingkat konvergensi desa",
        _COLUMNS_4,
        [
            [name, one.received, one.due, one.percent]
            for name, one in table_4(scorecard)
        ],
    )
    total = budget_total(budget)
    rows = [*budget, total] if total.total_rupiah else []
    yield (
        "Tabel 5",
        "Penggunaan Dana Desa dalam pencegahan stunting",
        _COLUMNS_5,
        [[r.name, r.total_rupiah, r.stunting_rupiah, r.percent] for r in rows],
    )


def _cells(row: Row) -> list:
    wording = f"   {row.wording}" if row.code == FATHERS else row.wording
    figure = row.figure
    return [
        TARGETS[row.who],
        row.number,
        wording,
        figure.received,
        figure.due,
        figure.percent,
    ]


_MOTHERS, _CHILDREN = "Ibu hamil", "Anak 0–23 bulan"
_COLUMNS_1 = (
    Column("Jml total rumah tangga 1.000 HPK", "number", 20),
    Column("Total", "number", 14, _MOTHERS),
    Column("KEK/RESTI", "number", 14, _MOTHERS),
    Column("Total", "number", 14, _CHILDREN),
    Column("Gizi kurang/gizi buruk/stunting", "number", 20, _CHILDREN),
)
_COLUMNS_2 = (
    Column("Jumlah anak 0–23 bulan", "number", 18),
    Column("Hijau (normal)", "number", 18),
    Column("Kuning (resiko stunting)", "number", 18),
    Column("Merah (terindikasi stunting)", "number", 18),
    Column("Tidak diukur", "number", 18),
)
_COLUMNS_3 = (
    Column("Sasaran", width=18),
    Column("No", "number", 6),
    Column("Indikator", width=70),
    Column("Jumlah", "number", 12),
    Column("Seharusnya", "number", 12),
    Column("%", "percent", 10),
)
_COLUMNS_4 = (
    Column("Sasaran", width=24),
    Column("Indikator yang diterima", "number", 18),
    Column("Seharusnya diterima", "number", 18),
    Column("%", "percent", 10),
)
_SPECIAL = "Kegiatan khusus pencegahan stunting"
_COLUMNS_5 = (
    Column("Bidang", width=36),
    Column("Total alokasi dana", "rupiah", 22),
    Column("Alokasi dana", "rupiah", 22, _SPECIAL),
    Column("%", "percent", 10, _SPECIAL),
)


# --- Format bantu --------------------------------------------------------------------


def format_bantu(village: Village, quarter: Triwulan) -> Document:
    """Return the Format bantu: tingkat capaian of each indicator."""
    scorecard = scorecard_of(village, quarter)
    groups = [
        {"target": SECTIONS[who], "rows": [_indicator(r, {}) for r, _ in rows]}
        for who in SECTIONS
        if (rows := list(_rows(scorecard, who)))
    ]
    when = quarter_words(quarter)
    data = {
        "document": header(
            "Tingkat Capaian Indikator",
            village,
            when,
            as_of=scorecard.as_of,
            sidik=data_hash(scorecard),
        ),
        "place": place(village),
        "year": quarter.year,
        "quarter": quarter.number,
        "state": state(scorecard),
        "groups": groups,
        **ending(village, scorecard.as_of),
    }
    sheet = Sheet(
        "Format bantu",
        _BANTU,
        [_bantu(g["target"], row) for g in groups for row in g["rows"]],
        titles=titles("TINGKAT CAPAIAN INDIKATOR", village, when),
        notes=(state_words(scorecard),),
    )
    name = stem("format-bantu", village.code, quarter.key)
    return Document("format_bantu", name, data, (sheet,))


def _bantu(target: str, row: dict) -> list:
    figure = Convergence(row["received"], row["due"])
    return [
        target,
        row["no"],
        row["indicator"],
        figure.received,
        figure.due,
        figure.percent,
    ]


_BANTU = (
    Column("Sasaran", width=26),
    Column("No", "number", 6),
    Column("Indikator", width=70),
    Column("Jumlah Diterima", "number", 12),
    Column("Jumlah Seharusnya", "number", 12),
    Column("%", "percent", 10),
)
