"""Twenty targets of one village worked by hand for TW1 2024, and a published example.

worked_book()          the village as a workbook
expected_letters()     {(kind, id): {indicator: letter}} on END
expected_letters(mid=True)   the same on MID, for the targets that have them
NOT_COUNTED            targets that must have no letters on END, and why
EXPECTED_END           the other figures of the village on END
published_example()    a village whose scorecard was printed in a sample report
"""

from datetime import date
from typing import Any

from tests.scorecard.worked_children import CHILDREN
from tests.scorecard.worked_mothers import MOTHERS
from tests.scorecard.worked_rows import (
    Rows,
    child,
    child_seen,
    home,
    mother,
    mother_seen,
    on,
    paud,
)

Key = tuple[str, str]

YEAR, QUARTER = 2024, 1
MID, END = date(2024, 2, 20), date(2024, 3, 31)
TARGETS = [*MOTHERS, *CHILDREN]

NOT_COUNTED: dict[Key, str] = {
    ("ibu", "m05-dulu"): "a miscarriage just ends the pregnancy",
    ("ibu", "n01"): "moved away on the quarter's last day",
    ("ibu", "n02"): "delivered 43 days before the quarter",
    ("anak", "n03"): "wrong data, entered as an exit after the quarter",
    ("anak", "n04"): "two years old on the quarter's last day: PAUD",
    ("anak", "n05"): "seven years old on the quarter's last day",
    ("anak", "n06"): "born after the quarter",
    ("anak", "n07"): "registered after the quarter",
}

OTHERS: Rows = [
    home("h20", on("2023-06-01"), air_aman="x"),
    mother(
        "n01",
        "h20",
        on("2023-11-01"),
        hpl=on("2024-07-07"),
        tanggal_keluar=on("2024-03-31"),
        alasan_keluar="pindah",
    ),
    mother(
        "n02",
        "h20",
        on("2023-06-01"),
        hpl=on("2023-11-20"),
        tanggal_melahirkan=on("2023-11-19"),
        hasil="lahir hidup",
    ),
    mother_seen("n02", on("2023-12-20"), nifas=1),
    # What is wrong states nothing about m01's household either.
    child(
        "n03",
        "h01",
        on("2023-12-01"),
        tanggal_lahir=on("2023-11-30"),
        tanggal_keluar=on("2024-05-05"),
        alasan_keluar="salah data",
    ),
    child_seen("n03", on("2024-03-31"), x="air_bersih jamban"),
    # Two in March: January and February can have no mark, March is running on MID.
    child("n04", "h20", on("2024-01-02"), tanggal_lahir=on("2022-03-31")),
    paud("n04", 2024, 3, "v"),
    child("n05", "h20", on("2023-06-01"), tanggal_lahir=on("2017-03-31")),
    paud("n05", 2024, 1, "v"),
    paud("n05", 2024, 2, "v"),
    child("n06", "h20", on("2024-04-01"), tanggal_lahir=on("2024-04-01")),
    child("n07", "h20", on("2024-04-01"), tanggal_lahir=on("2023-04-01")),
    # Three more for PAUD: v, x and silence; "not yet his turn"; from February on.
    home("h21", on("2023-06-01")),
    child("p01", "h21", on("2023-06-01"), tanggal_lahir=on("2020-05-05")),
    paud("p01", 2024, 1, "v"),
    paud("p01", 2024, 2, "x"),
    child("p02", "h21", on("2023-06-01"), tanggal_lahir=on("2019-05-05")),
    paud("p02", 2024, 1, "-"),
    paud("p02", 2024, 2, "-"),
    paud("p02", 2024, 3, ""),
    child("p03", "h21", on("2024-02-29"), tanggal_lahir=on("2017-04-01")),
    paud("p03", 2024, 3, "x"),
]

# Unvisited m05, m10, c01, c05; at risk m03, m06, m07 and c03, c05, c10;
# households of the twenty: h01 to h18 (h07 has two, h17 has two).
EXPECTED_END: dict[str, Any] = {
    "as_of": "2024-03-31",
    "rule_set": "hpk-2018",
    "state": "berjalan",
    "households": 18,
    "population": {
        "ibu_hamil": 10,
        "kek_resti": 3,
        "anak": 10,
        "anak_gizi": 3,
        "anak_2_6": 4,
    },
    "tikar": {"hijau": 1, "kuning": 0, "merah": 1, "tidak_diukur": 8},
    # v: n04 March, p01 January; x: p01 February, p03 March.
    "paud": {"received": 2, "due": 4},
    # p01 March, p02 March, p03 February.
    "paud_unmarked": 3,
    "unvisited": 4,
    # Fathers of c02, c04 and c06 came; c01 and c10 have no active month.
    "konseling_anak_laki": {"received": 3, "due": 8},
}


def worked_book() -> dict[str, list[dict[str, Any]]]:
    return as_book([row for target in TARGETS for row in target.rows] + OTHERS)


def expected_letters(*, mid: bool = False) -> dict[Key, dict[str, str]]:
    return {
        (target.kind, target.key): target.letters(mid=mid)
        for target in TARGETS
        if target.mid or not mid
    }


def as_book(rows: Rows) -> dict[str, list[dict[str, Any]]]:
    book: dict[str, list[dict[str, Any]]] = {
        "rumah_tangga": [],
        "ibu_hamil": [],
        "anak": [],
        "bulanan_ibu": [],
        "bulanan_anak": [],
        "paud": [],
        "perubahan": [],
        "fasilitas": [],
    }
    for sheet, row in rows:
        book[sheet].append(row)
    return book


# A published sample report: 34 ibu hamil, 2 of them KEK/RESTI, 7 delivered.
PUBLISHED_YEAR, PUBLISHED_QUARTER = 2024, 2
PUBLISHED = {
    "anc": (27, 27),
    "fe": (27, 27),
    "nifas": (7, 7),
    "kelas_ibu": (8, 27),
    "kunjungan_ibu": (0, 2),
    "air_ibu": (34, 34),
    "jamban_ibu": (34, 34),
    "jaminan_ibu": (31, 34),
}
PUBLISHED_GROUP = {"received": 168, "due": 192, "percent": "87.50"}


def published_example() -> dict[str, list[dict[str, Any]]]:
    """27 pregnant all quarter, 7 delivered on 15 May; the first two are KEK."""
    rows: Rows = []
    for number in range(1, 35):
        rows += _woman(number, delivered=number > 27)
    return as_book(rows)


def _woman(number: int, *, delivered: bool) -> Rows:
    key, house, since = f"i{number:02}", f"h{number:02}", on("2024-03-01")
    cells: dict[str, Any] = {"hpl": on("2024-05-17" if delivered else "2024-08-20")}
    if delivered:
        cells |= {"tanggal_melahirkan": on("2024-05-15"), "hasil": "lahir hidup"}
    insured = "x" if number % 12 == 0 else "v"  # 12, 24: two of the pregnant
    if number == 34:
        insured = "x"  # and one of the delivered
    rows = [
        home(house, since, air_aman="v", jamban_layak="v"),
        mother(key, house, since, jaminan_kesehatan=insured, **cells),
    ]
    status = "K" if number <= 2 else "N"
    rows.append(mother_seen(key, on("2024-03-20"), v="pil_fe", status_kehamilan=status))
    services = "pemeriksaan_kehamilan pil_fe"
    if number % 3 == 0 and number <= 24:  # eight of the pregnant
        services += " konseling_gizi"
    for month in ("04", "05", "06"):
        visit: dict[str, Any] = {"v": services, "status_kehamilan": status}
        if delivered and month != "04":
            visit = {"nifas": 2 if month == "05" else 1}
        rows.append(mother_seen(key, on(f"2024-{month}-20"), **visit))
    return rows
