"""An invented village of 100,000 rows as a workbook file, written row by row."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

from households.ages import add_months
from households.workbook.columns import SHEETS

HOUSEHOLDS, PREGNANCIES, CHILDREN = 3_600, 1_500, 4_300
CHILD_MONTHS, MOTHER_MONTHS = 15, 7
TOTAL = 100_000
SINCE = date(2024, 1, 8)  # everybody is registered then; all months follow


def write_big_workbook(path: Path, *, until: date, total: int = TOTAL) -> int:
    """Write `total` rows that are all in order; return how many there are."""
    part = total / TOTAL
    sheets = _sheets(until, part)
    rows = {name: list(found) for name, found in sheets.items() if name != "paud"}
    missing = total - sum(map(len, rows.values()))
    rows["paud"] = list(_paud(round(CHILDREN * part), missing, until))
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        form = book.add_format({"num_format": "dd/mm/yyyy"})
        for sheet in SHEETS:
            if sheet.name in rows:
                _write(book.add_worksheet(sheet.name), rows[sheet.name], form)
    return sum(map(len, rows.values()))


def _write(page: Any, rows: list[dict[str, Any]], form: Any) -> None:
    names = list(rows[0])
    page.write_row(0, 0, names)
    for number, row in enumerate(rows, 1):
        for index, name in enumerate(names):
            value = row[name]
            if isinstance(value, date):
                page.write_datetime(number, index, value, form)
            elif value is not None:
                page.write(number, index, value)


def _sheets(until: date, part: float) -> dict[str, Iterator[dict[str, Any]]]:
    chance = random.Random(1000)
    return {
        "rumah_tangga": _homes(round(HOUSEHOLDS * part)),
        "ibu_hamil": _mothers(round(PREGNANCIES * part), part, until),
        "anak": _children(round(CHILDREN * part), part, chance),
        "bulanan_ibu": _mother_months(round(PREGNANCIES * part), until),
        "bulanan_anak": _child_months(round(CHILDREN * part), until, chance),
    }


def _homes(count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        yield {
            "id_rt": f"rt{number}",
            "dusun": f"Dusun {number % 8 + 1}",
            "rt": f"{number % 9 + 1:02}",
            "alamat": f"Jalan Melati {number}",
            "kepala_keluarga": f"Suparman {number}",
            "rentan": "vx"[number % 2],
            "air_aman": "v",
            "jamban_layak": "vx"[number % 3 == 0],
            "tanggal_daftar": SINCE,
        }


def _mothers(count: int, part: float, until: date) -> Iterator[dict[str, Any]]:
    for number in range(count):
        yield {
            "id_ibu": f"ibu{number}",
            "id_rt": f"rt{number % round(HOUSEHOLDS * part)}",
            "posyandu": f"Posyandu {number % 8 + 1}",
            "nama": f"Siti Aminah {number}",
            "tanggal_lahir": date(1995, 1, 1) + timedelta(days=number),
            "hpl": add_months(until, 1),
            "tanggal_daftar": add_months(until, -MOTHER_MONTHS),
            "jaminan_kesehatan": "v",
        }


def _children(count: int, part: float, chance: Any) -> Iterator[dict[str, Any]]:
    for number in range(count):
        yield {
            "id_anak": f"anak{number}",
            "id_rt": f"rt{number % round(HOUSEHOLDS * part)}",
            "posyandu": f"Posyandu {number % 8 + 1}",
            "nama": f"Ahmad {number}",
            "jenis_kelamin": "LP"[number % 2],
            "tanggal_lahir": _born(number),
            "berat_lahir_kg": round(chance.uniform(2.6, 3.6), 2),
            "tanggal_daftar": SINCE,
            "akta_lahir": "v",
            "jaminan_kesehatan": "vx"[number % 4 == 0],
        }


def _born(number: int) -> date:
    return SINCE - timedelta(days=20 + number % 300)


def _mother_months(count: int, until: date) -> Iterator[dict[str, Any]]:
    for number in range(count):
        for month in range(MOTHER_MONTHS):
            yield {
                "id_ibu": f"ibu{number}",
                "tanggal_periksa": add_months(until, -month),
                "status_kehamilan": "NRK"[number % 3],
                "pemeriksaan_kehamilan": "v",
                "pil_fe": "v",
                "jumlah_pil_fe": 30,
                "konseling_gizi": "vx"[month % 2],
                "kunjungan_rumah": "v",
                "air_bersih": "v",
                "jamban": "v",
                "jaminan_kesehatan": "v",
            }


def _child_months(count: int, until: date, chance: Any) -> Iterator[dict[str, Any]]:
    for number in range(count):
        for month in range(CHILD_MONTHS):
            yield {
                "id_anak": f"anak{number}",
                "tanggal_periksa": add_months(SINCE, month + 1),
                "status_gizi": "N",
                "tikar": "HKM"[number % 3],
                "imunisasi_dasar": "v",
                "penimbangan": "v",
                "berat_kg": round(8 + chance.uniform(-0.5, 0.5), 1),
                "pengukuran": "v",
                "tinggi_cm": round(70 + chance.uniform(-2, 2), 1),
                "posisi": "telentang",
                "konseling_ayah": "x",
                "konseling_ibu": "v",
                "kunjungan_rumah": "v",
                "air_bersih": "v",
                "jamban": "vx"[number % 3 == 0],
                "akta_lahir": "v",
                "jaminan_kesehatan": "v",
                "pengasuhan": "v",
            }


def _paud(children: int, missing: int, until: date) -> Iterator[dict[str, Any]]:
    for number in range(missing):
        first = add_months(until.replace(day=1), -(number // children))
        yield {
            "id_anak": f"anak{number % children}",
            "tahun": first.year,
            "bulan": first.month,
            "hadir": "vx-"[number % 3],
        }
