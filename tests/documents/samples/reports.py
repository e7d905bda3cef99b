"""Formulir 4 of one quarter."""

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
