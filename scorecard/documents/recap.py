"""Rekap konvergensi of an area: Tabel 1 to 5 with a row for each area below."""

from collections.abc import Iterable, Sequence

from households.packages import Who
from scorecard.convergence import Convergence
from scorecard.models import fingerprint
from scorecard.recap import Line, Recap, recap_of
from scorecard.rules import FATHERS
from scorecard.tables import COLOURS, PAUD, POPULATION, Scorecard
from scorecard.years import seal_of
from villages.budget import FieldTotal
from villages.codes import Level
from villages.models import Area
from villages.quarters import Triwulan
from villages.typeset import Column, Sheet

from .frame import STATE_LABELS, Document, quarter_words, share, state, stem
from .matrix import COLUMNS
from .report import TARGETS, budget_total, table_3

BELOW = {Level.PROVINCE: "kabupaten/kota", Level.REGENCY: "kecamatan"}
BELOW |= {Level.NATION: "provinsi", Level.DISTRICT: "desa"}
NO_DATA = "belum ada data"
NOTES = (
    "Angka wilayah adalah jumlah angka di bawahnya: yang diterima dijumlahkan dan "
    "dibagi jumlah yang seharusnya diterima, bukan rata-rata persen. Tidak ada data "
    "orang di dalamnya.",
)
MEASURES = (
    ("households", *POPULATION[:4]),
    ("anak", *COLOURS),
)


def area_recap(area: Area, quarter: Triwulan) -> Document:
    """Return the recap of a kecamatan, kabupaten/kota, provinsi or the nation."""
    found = recap_of(area, quarter)
    whole = found.whole.scorecard
    when = quarter_words(quarter)
    seal = fingerprint(
        [[one.scorecard.code, seal_of(one.scorecard)] for one in found.lines]
    )
    data = {
        "document": {
            "title": f"Rekap Konvergensi {area.title} {when}",
            "name": f"Rekap Konvergensi {area.bare_name} {when}",
            "draft": False,
            "fingerprint": seal,
            "date": whole.as_of,
        },
        "kop": _kop(area),
        "period": when,
        "below": BELOW[Level(area.level)],
        "services": [_heading(code, who) for code, who in _services(whole)],
        "rows": [_row(line) for line in found.lines],
        "total": _row(found.whole),
        "table3": table_3(whole, {}),
        "fields": [row.name for row in found.whole.budget],
        "notes": list(NOTES),
        "state": state(whole) | {"data_hash": seal},
        "signed_at": {"place": area.bare_name, "date": None},
        "signatures": [
            {"intro": "Mengetahui,", "role": _head(area), "name": None},
            {"intro": "Yang membuat,", "role": f"Petugas {area.title}", "name": None},
        ],
    }
    name = stem("rekap-konvergensi", area.code, quarter.key)
    return Document("rekap_konvergensi", name, data, tuple(_sheets(found, when)))


def _head(area: Area) -> str:
    is_district = area.level == Level.DISTRICT
    return f"Camat {area.bare_name}" if is_district else f"Ketua TPPS {area.title}"


def _kop(area: Area) -> dict:
    if area.level == Level.NATION:
        return {"lines": ["REPUBLIK INDONESIA"], "address": ""}
    if area.level == Level.DISTRICT:
        lines = [f"PEMERINTAH {area.parent.title}", area.title]
    else:
        lines = [f"PEMERINTAH {area.title}"]
    return {"lines": [line.upper() for line in lines], "address": ""}


def _services(scorecard: Scorecard) -> list[tuple[str, Who]]:
    """The indicators in the order of Tabel 3, PAUD last."""
    ordered = [
        (indicator.code, who)
        for who in (Who.MOTHER, Who.CHILD)
        for indicator in scorecard.rules.of(who)
    ]
    return [*ordered, (PAUD, Who.PRESCHOOL)]


def _heading(code: str, who: Who) -> dict:
    label = COLUMNS.get(code, "Layanan PAUD" if code == PAUD else code)
    return {"group": TARGETS[who], "label": label}


def _row(line: Line) -> dict:
    one = line.scorecard
    codes = [code for code, _ in _services(one)]
    groups = {name: share(figure) for name, figure in one.groups.items()}
    return {
        "name": line.title,
        "counts": [one.count(name) for name in MEASURES[0]],
        "tikar": [one.count(name) for name in MEASURES[1]],
        "indicators": [share(one.figure(code)) for code in codes],
        **groups,
        "whole": share(one.village),
        "unvisited": one.unvisited,
        "state": _state(one),
        "budget": [_money(row) for row in _fields(line)],
    }


def _fields(line: Line) -> list[FieldTotal]:
    """Each bidang and their sum; [] where there is no Tabel 5."""
    return [*line.budget, budget_total(line.budget)] if line.budget else []


def _state(one: Scorecard) -> str:
    return STATE_LABELS[one.state] if one.as_of else NO_DATA


def _money(row: FieldTotal) -> dict:
    is_filled = bool(row.total_rupiah)
    return {
        "total": row.total_rupiah if is_filled else None,
        "allocated": row.stunting_rupiah if is_filled else None,
        "percent": row.percent,
    }


# --- sheets --------------------------------------------------------------------------


def _sheets(found: Recap, when: str) -> Iterable[Sheet]:
    every = [*found.lines, found.whole]
    place = Column(BELOW[Level(found.area.level)].capitalize(), width=30)
    for name, heading, columns, rows in _tables(every):
        yield Sheet(
            name,
            [place, *columns],
            [[line.title, *cells] for line, cells in zip(every, rows, strict=True)],
            titles=(f"{name}. {heading}", f"Rekap {found.area.title}", when),
            notes=NOTES,
        )


def _tables(every: Sequence[Line]):
    cards = [line.scorecard for line in every]
    for number, (heading, columns) in enumerate(_COUNTED):
        rows = [[one.count(name) for name in MEASURES[number]] for one in cards]
        yield f"Tabel {number + 1}", heading, columns, rows
    services = _services(cards[-1])
    yield (
        "Tabel 3",
        "Kelengkapan konvergensi paket layanan",
        [column for code, who in services for column in _of_service(code, who)],
        [[n for code, _ in services for n in _figure(one, code)] for one in cards],
    )
    yield (
        "Tabel 4",
        "Tingkat konvergensi",
        _COLUMNS_4,
        [
            [
                *(
                    n
                    for figure in (*one.groups.values(), one.village)
                    for n in _cells(figure)
                ),
                one.unvisited,
                _state(one),
                one.as_of,
            ]
            for one in cards
        ],
    )
    if every[-1].budget:
        yield (
            "Tabel 5",
            "Penggunaan Dana Desa dalam pencegahan stunting",
            [column for row in _fields(every[-1]) for column in _of_money(row)],
            [[n for row in _fields(line) for n in _rupiah(row)] for line in every],
        )


def _of_service(code: str, who: Who) -> list[Column]:
    group = f"{TARGETS[who]}: {_heading(code, who)['label']}"
    columns = [
        Column("Diterima", "number", 11, group),
        Column("Seharusnya", "number", 11, group),
    ]
    columns.append(Column("%", "percent", 9, group))
    if f"{code}_laki" == FATHERS:
        columns.append(Column("Laki", "number", 9, group))
    return columns


def _figure(one: Scorecard, code: str) -> list:
    cells = _cells(one.figure(code))
    return (
        [*cells, one.figure(FATHERS).received] if f"{code}_laki" == FATHERS else cells
    )


def _cells(figure: Convergence) -> list:
    return [figure.received, figure.due, figure.percent]


def _of_money(row: FieldTotal) -> list[Column]:
    return [
        Column("Total alokasi dana", "rupiah", 20, row.name),
        Column("Khusus pencegahan stunting", "rupiah", 20, row.name),
        Column("%", "percent", 9, row.name),
    ]


def _rupiah(row: FieldTotal) -> list:
    return [row.total_rupiah, row.stunting_rupiah, row.percent]


_MOTHERS, _CHILDREN = "Ibu hamil", "Anak 0–23 bulan"
_COUNTED = (
    (
        "Jumlah sasaran 1.000 HPK",
        (
            Column("Jml total rumah tangga 1.000 HPK", "number", 20),
            Column("Total", "number", 14, _MOTHERS),
            Column("KEK/RESTI", "number", 14, _MOTHERS),
            Column("Total", "number", 14, _CHILDREN),
            Column("Gizi kurang/gizi buruk/stunting", "number", 20, _CHILDREN),
        ),
    ),
    (
        "Hasil pengukuran tikar pertumbuhan",
        (
            Column("Jumlah anak 0–23 bulan", "number", 18),
            Column("Hijau (normal)", "number", 18),
            Column("Kuning (resiko stunting)", "number", 18),
            Column("Merah (terindikasi stunting)", "number", 18),
            Column("Tidak diukur", "number", 18),
        ),
    ),
)
_COLUMNS_4 = (
    *(
        column
        for group in (_MOTHERS, _CHILDREN, "Total")
        for column in (
            Column("Diterima", "number", 12, group),
            Column("Seharusnya", "number", 12, group),
            Column("%", "percent", 9, group),
        )
    ),
    Column("Tidak dikunjungi", "number", 12),
    Column("Keadaan", width=18),
    Column("Per tanggal", "date", 12),
)
