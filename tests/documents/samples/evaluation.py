"""An evaluation of the RDS, and the recap of what was carried out."""

from .meetings import MEETING, MINUTES
from .village import KOP, document


def ratio(label, now, before, change):
    """A row of figures; `now` and `before` are (received, due, percent)."""
    keys = ("received", "due", "percent")
    return {
        "label": label,
        "now": dict(zip(keys, now, strict=True)),
        "before": dict(zip(keys, before, strict=True)),
        "change": change,
    }


def count(label, now, before):
    return {"label": label, "now": now, "before": before}


def growth(label, index, now, before):
    keys = ("affected", "measured", "percent")
    return {
        "label": label,
        "index": index,
        "now": dict(zip(keys, now, strict=True)),
        "before": dict(zip(keys, before, strict=True)),
    }


DELIVERIES = [
    {
        "days": "6 Juli 2026 – 28 Agustus 2026",
        "activity": "Sambungan air bersih ke delapan rumah",
        "aim": "Akses air bersih, anak 0–23 bulan",
        "place": "Dusun Gunungsari",
        "reached": "9 anak 0–23 bulan; 8 rumah tangga",
        "output": "8 sambungan",
        "source": "Dana Desa",
        "cost": 23_150_000,
    },
    {
        "days": "11 Agustus 2026",
        "activity": "Pembagian telur bagi anak gizi kurang",
        "aim": "Kunjungan rumah, anak 0–23 bulan",
        "place": "Posyandu Anggrek",
        "reached": "12 anak 0–23 bulan",
        "output": "",
        "source": "OPD: Dinas Ketahanan Pangan",
        "cost": 1_080_000,
    },
]
SIGNERS = [
    {"intro": "", "role": "Pimpinan evaluasi", "name": "Wahyu Tri Lestari"},
    {"intro": "", "role": "Notulis", "name": "Siti Nurjanah"},
]


def notulen_evaluasi(**changes):
    head = document("Notulen Evaluasi Triwulan III", "Notulen Evaluasi TW3 2026")
    return {
        "document": head,
        "kop": KOP,
        "village": "Desa Sukamaju",
        "quarter": "Triwulan III Tahun 2026",
        "second_reason": "",
        "meeting": MEETING | {"name": "Evaluasi Triwulan III Tahun 2026"},
        "leader": "Wahyu Tri Lestari (Ketua RDS)",
        "secretary": "Siti Nurjanah (KPM)",
        "present": [
            {"unsur": "Rumah Desa Sehat", "count": 2},
            {"unsur": "KPM", "count": 1},
        ],
        "guests": 1,
        "promises": {
            "told": "1 ditepati, 1 terlambat",
            "rows": [
                {
                    "text": "Timbangan posyandu ditera ulang",
                    "owner": "Bidan desa",
                    "due_on": "2026-07-31",
                    "fate": "terlambat",
                    "told": "",
                },
                {
                    "text": "Lima jamban selesai sebelum musim hujan",
                    "owner": "Kelompok swadaya masyarakat",
                    "due_on": "2026-10-31",
                    "fate": "ditepati",
                    "told": "Ditepati 29 September 2026: dipakai.",
                },
            ],
        },
        "recap": {
            "standing": "data final per 30 September 2026",
            "before": "Triwulan II Tahun 2026",
            "convergence": [
                ratio(
                    "Tingkat konvergensi desa",
                    (556, 692, "80.35"),
                    (522, 699, "74.68"),
                    "naik 5,7 poin",
                )
            ],
            "packages": [
                ratio("Konseling gizi terpadu", (51, 86, "59.30"), (0, 0, None), "")
            ],
            "services": [
                ratio(
                    "Ibu hamil memiliki jaminan layanan kesehatan",
                    (25, 28, "89.29"),
                    (23, 28, "82.14"),
                    "naik 7,2 poin",
                )
            ],
            "mats": [count("Hijau", 45, 45), count("Merah", 6, 5)],
            "people": [count("Ibu hamil", 27, 28)],
            "growth": [
                growth(
                    "Stunting (pendek)",
                    "PB/U atau TB/U",
                    (7, 58, "12.1"),
                    (5, 56, "8.9"),
                )
            ],
        },
        "findings": [
            {
                "text": "Ayah jarang ikut konseling gizi; undang lewat pertemuan RT",
                "owner": "KPM dan ketua RT",
                "due_on": "2027-01-21",
                "state": "berjalan",
                "told": "",
            }
        ],
        "deliveries": DELIVERIES,
        "spent": {"budget": 77_350_000, "outside": 1_080_000, "total": 78_430_000},
        "minutes": MINUTES,
        "conclusions": ["Kunjungan rumah didahulukan bagi ibu KEK."],
        "new_promises": [
            {
                "text": "Kelas pengasuhan diadakan di setiap PAUD",
                "owner": "Kader BKB",
                "due_on": "2027-01-31",
            }
        ],
        "attendance": [
            {
                "name": "Wahyu Tri Lestari",
                "sex": "P",
                "unsur": "Rumah Desa Sehat",
                "position": "Ketua RDS",
            }
        ],
        "photos": [],
        "signed_at": {"place": "Sukamaju", "date": "2026-10-22"},
        "signatures": SIGNERS,
    } | changes


def rekap_pelaksanaan(**changes):
    groups = ["ibu hamil dan nifas", "anak 0–23 bulan", "rumah tangga"]
    part = {"times": 2, "groups": [0, 21, 8], "cost": 24_230_000}
    money = {"budget": 77_350_000, "outside": 1_080_000}
    return {
        "document": document("Rekap Pelaksanaan 2026", "Rekap Pelaksanaan 2026"),
        "kop": KOP,
        "village": "Desa Sukamaju",
        "year": 2026,
        "groups": groups,
        "parts": [
            {"label": "TW3", **part, **money},
            {"label": "Setahun", **part, **money},
        ],
        "rows": DELIVERIES,
        "signed_at": {"place": "Sukamaju", "date": "2026-11-22"},
        "signatures": SIGNERS,
    } | changes
