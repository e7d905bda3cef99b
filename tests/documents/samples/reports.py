"""Formulir 4 of one quarter and of a year, and the recap of a kecamatan."""

from .village import (
    ANAK,
    IBU,
    KOP,
    KPM_AND_HEAD,
    PAUD,
    PLACE,
    STATE,
    document,
    indicators,
)


def laporan_konvergensi(**changes):
    anak = indicators(ANAK)
    anak[3]["laki"] = {"received": 4, "percent": "11.76"}
    paud = indicators(PAUD)
    paud[0]["note"] = 1
    kunjungan = indicators(IBU)
    kunjungan[4] |= {"received": 0, "percent": None}
    return {
        "document": document(
            "Laporan Konvergensi Desa Sukamaju Triwulan II 2026",
            "Laporan Konvergensi Sukamaju TW2 2026",
        ),
        "kop": KOP,
        "place": PLACE,
        "year": 2026,
        "quarter": 2,
        "state": STATE,
        "table1": {
            "households": 1131,
            "hamil": {"total": 34, "kek_resti": 2, "note": 1},
            "anak": {"total": 97, "gizi": 11},
            "notes": [
                "Pada 1 ibu hamil resiko baru ditemukan pada triwulan ini; kunjungan "
                "rumahnya belum jatuh tempo."
            ],
        },
        "table2": {
            "children": 97,
            "hijau": 71,
            "kuning": 12,
            "merah": 6,
            "tidak_diukur": 8,
        },
        "table3": {
            "groups": [
                {"target": "Ibu hamil", "rows": kunjungan},
                {"target": "Anak 0–23 bulan", "rows": anak},
                {"target": "Anak > 2–6 tahun", "rows": paud},
            ],
            "notes": ["Belum dicatat: 14 bulan anak pada layanan PAUD."],
        },
        "table4": {
            "rows": [
                {
                    "target": "Ibu hamil",
                    "received": 168,
                    "due": 192,
                    "percent": "87.50",
                },
                {
                    "target": "Anak 0–23 bulan",
                    "received": 611,
                    "due": 842,
                    "percent": "72.57",
                },
                {
                    "target": "Total",
                    "received": 779,
                    "due": 1034,
                    "percent": "75.34",
                },
            ],
            "unvisited": 5,
        },
        "table5": {
            "rows": [
                {
                    "bidang": "Pembangunan Desa",
                    "total": 612_450_000,
                    "allocated": 148_300_000,
                    "percent": "24.21",
                },
                {
                    "bidang": "Pemberdayaan Masyarakat Desa",
                    "total": 94_000_000,
                    "allocated": 21_500_000,
                    "percent": "22.87",
                },
            ],
            "total": {
                "bidang": "Jumlah",
                "total": 706_450_000,
                "allocated": 169_800_000,
                "percent": "24.04",
            },
        },
        "signed_at": {"place": "Sukamaju", "date": "2026-07-05"},
        "signatures": KPM_AND_HEAD,
    } | changes


def _share(received, due, percent):
    return {"received": received, "due": due, "percent": percent}


def yearly(**changes):
    """The yearly edition: the quarters it adds up stand before Tabel 5."""
    lines = [
        {"name": "I", **_share(190, 260, "73.08"), "unvisited": 3, "state": "final"},
        {"name": "II", **_share(193, 258, "74.81"), "unvisited": 1, "state": "final"},
        {"name": "III", **_share(0, 0, None), "unvisited": 0, "state": "sementara"},
        {"name": "IV", **_share(None, None, None), "unvisited": None, "state": "–"},
    ]
    data = laporan_konvergensi(quarter=None)
    return (
        data
        | {
            "explained": "Tabel 1 dan 2 memuat keadaan pada triwulan terakhir.",
            "quarters": lines,
            "table4": data["table4"] | {"when": "Triwulan III"},
        }
        | changes
    )


def laporan_setahun(**changes):
    """Two quarters and the yearly edition in one file."""
    whole = yearly()
    return {
        "document": document(
            "Laporan Konvergensi Triwulan I–IV Desa Sukamaju Tahun 2026",
            "Laporan Konvergensi Sukamaju Tahun 2026",
        ),
        "editions": [laporan_konvergensi(quarter=1), laporan_konvergensi(), whole],
    } | changes


def _area(name, count):
    services = [*IBU, *ANAK, *PAUD]
    money = {"total": 612_450_000, "allocated": 148_300_000, "percent": "24.21"}
    return {
        "name": name,
        "counts": [1131, 34, 2, 97, 11],
        "tikar": [97, 71, 12, 6, 8],
        "indicators": [_share(count, 34, "58.82") for _ in services],
        "ibu_hamil": _share(168, 192, "87.50"),
        "anak": _share(611, 842, "72.57"),
        "whole": _share(779, 1034, "75.34"),
        "unvisited": 5,
        "state": "tervalidasi",
        "budget": [money, money, money],
    }


def rekap_konvergensi(count=14, **changes):
    """A kecamatan of so many villages."""
    groups = ("Ibu hamil", IBU), ("Anak 0–23 bulan", ANAK), ("Anak > 2–6 tahun", PAUD)
    return {
        "document": document(
            "Rekap Konvergensi Kecamatan Kaliwiro Triwulan II Tahun 2026",
            "Rekap Konvergensi Kaliwiro TW2 2026",
        ),
        "kop": {"lines": KOP["lines"][:2], "address": ""},
        "period": "Triwulan II Tahun 2026",
        "below": "desa",
        "rows": [_area(f"Desa Sukamaju {n}", n) for n in range(1, count + 1)],
        "total": _area("Jumlah", 20 * count),
        "services": [
            {"group": name, "label": "Pemeriksaan Kehamilan"}
            for name, wordings in groups
            for _ in wordings
        ],
        "table3": laporan_konvergensi()["table3"],
        "fields": ["Pembangunan Desa", "Pemberdayaan Masyarakat Desa"],
        "notes": ["Angka wilayah adalah jumlah angka di bawahnya."],
        "state": STATE,
        "signed_at": {"place": "Kaliwiro", "date": None},
        "signatures": [
            {"intro": "Mengetahui,", "role": "Camat Kaliwiro", "name": None},
            {"intro": "Yang membuat,", "role": "Petugas Kecamatan", "name": None},
        ],
    } | changes
