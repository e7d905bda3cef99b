"""Formulir 1 to 3B and the format bantu of one quarter."""

from .village import (
    ANAK,
    HASH,
    IBU,
    KPM_AND_HEAD,
    PAUD,
    PLACE,
    STATE,
    document,
    indicators,
)

NAMES = ["Siti Aminah", "Nur'aini", "Dewi Anggraeni Kusumaningtyas", "Sri Wahyuni"]
CHILDREN = ["Ahmad Fauzan", "Putri Ayu Lestari", "I Gusti Ngurah Bagus", "Rahma"]
FIELDS_2A = [
    "pemeriksaan_kehamilan",
    "pil_fe",
    "konseling_gizi",
    "kunjungan_rumah",
    "air_bersih",
    "jamban",
    "jaminan_kesehatan",
]
FIELDS_2B = [
    "imunisasi_dasar",
    "konseling_ayah",
    "konseling_ibu",
    "kunjungan_rumah",
    "air_bersih",
    "jamban",
    "akta_lahir",
    "jaminan_kesehatan",
    "pengasuhan",
]
CODES_3A = [
    "anc",
    "fe",
    "nifas",
    "kelas_ibu",
    "kunjungan_ibu",
    "air_ibu",
    "jamban_ibu",
    "jaminan_ibu",
]
CODES_3B = [
    "imunisasi",
    "timbang",
    "ukur",
    "konseling_anak",
    "kunjungan_anak",
    "air_anak",
    "jamban_anak",
    "akta",
    "jaminan_anak",
    "pengasuhan",
]
COUNTS_1 = [
    "rumah_tangga",
    "rentan",
    "ibu_hamil",
    "ibu_hamil_resti",
    "anak",
    "gizi_kurang",
    "gizi_buruk",
    "stunting",
    "tanpa_air",
    "tanpa_jamban",
    "hamil_tanpa_jaminan",
    "anak_tanpa_jaminan",
    "anak_tanpa_akta",
]
FACILITY_FIELDS = [
    "periksa_hamil",
    "pil_fe",
    "nifas",
    "imunisasi",
    "timbang",
    "ukur",
    "konseling",
    "parenting",
    "paud_3_6",
]


def _form(form, **changes):
    return {
        "document": document(f"{form} Desa Sukamaju", f"{form} Sukamaju"),
        "place": PLACE | {"dusun": "Krajan", "posyandu": "Melati"},
        "signed_at": {"place": "Sukamaju", "date": None},
        "signatures": KPM_AND_HEAD,
    } | changes


def mothers(count):
    return [
        {
            "no_kia": f"KIA-{1000 + n}",
            "nama": NAMES[n % 4],
            "status_kehamilan": "NRK"[n % 3],
            "hpl": "2026-09-14",
            "usia_kehamilan": 6,
            "tanggal_melahirkan": "2026-06-20" if n % 5 == 4 else None,
            "nifas": 2 if n % 5 == 4 else None,
        }
        | {field: "vx"[(n + i) % 4 == 0] for i, field in enumerate(FIELDS_2A)}
        for n in range(count)
    ]


def children(count):
    return [
        {
            "no_kia": f"KIA-{2000 + n}",
            "nama": CHILDREN[n % 4],
            "jenis_kelamin": "LP"[n % 2],
            "tanggal_lahir": "2025-02-03",
            "status_gizi": ["N", "GK", "GB", "S"][n % 4],
            "umur": 16,
            "tikar": ["H", "K", "M", "TD"][n % 4],
            "penimbangan": "8.40",
            "pengukuran": "72.5",
        }
        | {field: "vx"[(n + i) % 4 == 0] for i, field in enumerate(FIELDS_2B)}
        for n in range(count)
    ]


def formulir_1(**changes):
    rows = [
        {"dusun": dusun} | {key: 30 - i - n for i, key in enumerate(COUNTS_1)}
        for n, dusun in enumerate(["Krajan", "Sidomulyo", "Ngadirejo Lor"])
    ]
    facilities = [
        {"nama": nama}
        | {f: "vx"[(n + i) % 3 == 0] for i, f in enumerate(FACILITY_FIELDS)}
        for n, nama in enumerate(
            ["Poskesdes Sukamaju", "Posyandu Melati", "PAUD Tunas"]
        )
    ]
    counts = {"poskesdes": 1, "posyandu": 3, "puskesmas": 0, "rumah_sakit": 0}
    counts |= {"bidan": 2, "dokter": 0, "paud": 2, "tk": 1, "lainnya": 0}
    return (
        _form(
            "Formulir 1",
            place=PLACE,
            year=2026,
            as_of="2026-05-31",
            rows=rows,
            total={key: sum(row[key] for row in rows) for key in COUNTS_1},
            facilities=facilities,
            counts=counts,
            blank_facilities=0,
            absent=["Tidak ada layanan parenting di desa ini."],
            annex=True,
            frozen={
                "at": "2026-06-02",
                "by": "Siti Nurhayati",
                "data_hash": HASH,
                "replaced": False,
            },
            before=_year_before(rows),
        )
        | changes
    )


def _year_before(rows):
    """Everything one more, nothing changed, or one fewer than a year ago."""
    steps = dict(zip(COUNTS_1, ["+1", "0", "−1"] * 5, strict=False))
    return {
        "year": 2025,
        "as_of": "2025-06-01",
        "rows": [{"dusun": row["dusun"], **steps} for row in rows],
        "total": steps,
        "words": [
            {"name": f"Hitungan {key}", "before": 12, "now": 13, "words": "naik 1"}
            for key in COUNTS_1
        ],
    }


def formulir_2a(count=12, **changes):
    return _form(
        "Formulir 2A", month="Juni 2026", rows=mothers(count), blank=0, **changes
    )


def formulir_2b(count=12, **changes):
    return _form(
        "Formulir 2B", month="Juni 2026", rows=children(count), blank=0, **changes
    )


def formulir_2c(count=12, **changes):
    rows = [
        child
        | {"usia_2_3": "v" if n % 2 else None, "usia_3_6": None if n % 2 else "v"}
        | {f"bulan_{m}": "-vx"[(n + m) % 3] for m in range(1, 7)}
        for n, child in enumerate(children(count))
    ]
    return _form("Formulir 2C", year=2026, rows=rows, blank=0) | changes


def _matrix(people, codes):
    share = {"received": 5, "due": 7, "percent": "71.43"}
    letters = ["Y", "T", "TS"]
    rows = [
        person | share | {c: letters[(n + i) % 3] for i, c in enumerate(codes)}
        for n, person in enumerate(people)
    ]
    totals = {key: dict.fromkeys(codes, value) for key, value in share.items()}
    group = {"received": 168, "due": 192, "percent": "87.50"}
    return {"rows": rows, "totals": totals | {"group": group}, "state": STATE}


def formulir_3a(count=12, **changes):
    matrix = _matrix(mothers(count), CODES_3A)
    return _form("Formulir 3A", year=2026, quarter=2, **matrix) | changes


def formulir_3b(count=12, **changes):
    matrix = _matrix(children(count), CODES_3B)
    return _form("Formulir 3B", year=2026, quarter=2, **matrix) | changes


def format_bantu(**changes):
    return (
        _form(
            "Format bantu",
            place=PLACE,
            year=2026,
            quarter=2,
            state=STATE,
            groups=[
                {"target": "Sasaran Ibu Hamil", "rows": indicators(IBU)},
                {"target": "Sasaran Anak 0 sd 23 Bulan", "rows": indicators(ANAK)},
                {"target": "Sasaran Anak > 2 sd 6 Tahun", "rows": indicators(PAUD)},
            ],
        )
        | changes
    )


def peta_sosial(count=24, **changes):
    """Houses in rows far enough apart that no number stands on another mark."""
    levels = ["lengkap", "sedikit", "banyak"]
    packages = [[], ["AIR"], ["KIA", "AIR", "PAUD"]]
    houses = [
        {
            "number": n + 1,
            "x": 150 + (n % 8) * 230,
            "y": 150 + (n // 8) * 320,
            "square": "B2",
            "level": levels[n % 3],
            "missing": len(packages[n % 3]),
            "packages": packages[n % 3],
            "name": NAMES[n % 4],
            "where": "RT 02 RW 01",
        }
        for n in range(count)
    ]
    places = [
        {"label": "A", "x": 500, "y": 1300, "name": "Posyandu Melati", "kind": "Pos"},
        {"label": "B", "x": 900, "y": 1300, "name": "PAUD Tunas", "kind": "PAUD"},
    ]
    return {
        "document": document("Peta sosial Dusun Krajan", "Peta sosial Sukamaju"),
        "place": PLACE | {"dusun": "Krajan"},
        "quarter": "TW2 2026",
        "as_of": "2026-06-30",
        "paper": "a4",
        "north": 90,
        "with_names": True,
        "houses": houses,
        "places": places,
        "unplaced": 2,
        "lacking": count - len(houses[::3]),
    } | changes
