"""The description of the interface for programs, as OpenAPI 3.1.

One table names every address; the schemas say what comes back, to the last key. The
tests hold the document against the standard, every answer against its schema, and
the addresses of the URL map against the table.
"""

from households.models import Quarter
from scorecard.feed import LEVELS
from scorecard.tables import COLOURS, POPULATION
from villages.models.posting import Role

ROOT = "/api/v1/"
PLACE = f"{ROOT}wilayah/{{place_code}}/"
QUARTER = f"{PLACE}triwulan/{{year}}/{{number}}/"

INTRODUCTION = """\
Angka konvergensi pencegahan stunting desa dan wilayah, hanya untuk dibaca. Tidak ada \
nama atau data keluarga.

**Kunci.** Buat di halaman Akses data; kirim sebagai `Authorization: Bearer kunci`. \
Sebuah kunci membuka wilayah satu penugasan dan semua di bawahnya, dan berhenti \
berlaku pada tanggalnya, ketika dicabut, atau ketika penugasannya berakhir.

**Halaman.** Daftar datang per halaman (`batas`, biasanya 50, paling banyak 200); \
`next` adalah alamat halaman berikutnya, `null` pada yang terakhir.

**Hemat.** Setiap jawaban membawa `ETag`; kirim kembali dalam `If-None-Match`, dan \
yang belum berubah dijawab 304 tanpa isi. Paling banyak 300 permintaan per menit.

**Angka.** `received` dari `due`: layanan yang diterima lengkap dari yang seharusnya \
diterima. Jumlahkan keduanya, jangan rata-ratakan persennya. `percent` adalah teks \
dengan dua angka di belakang titik, `null` bila tidak ada yang seharusnya diterima. \
`rule_set` menyebut kumpulan aturan yang membuat angka; bila desa-desa di bawahnya \
memakai beberapa, semuanya disebut dengan ` + ` di antaranya.
"""


# --- small words ---------------------------------------------------------------------


def _text(**more) -> dict:
    return {"type": "string", **more}


def _code(digits: str, **more) -> dict:
    return _text(pattern=f"^{digits}$", **more)


def _or_null(schema: dict) -> dict:
    return {**schema, "type": [schema["type"], "null"]}


def _record(properties: dict, optional: tuple[str, ...] = ()) -> dict:
    """An object with exactly these keys."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _named(values: dict) -> dict:
    return {"type": "object", "additionalProperties": values}


def _ref(name: str) -> dict:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(items: dict, **more) -> dict:
    return _record({"items": {"type": "array", "items": items}, **more})


DAY = _text(format="date")
COUNT = {"type": "integer", "minimum": 0}
FLAG = {"type": "boolean"}
PLACE_CODE = _code(r"(\d{2}|\d{4}|\d{6}|\d{10})", examples=["330705"])
QUARTER_KEY = _code(r"\d{4}-[1-4]", examples=["2026-2"])
STATE = _text(enum=[state.value for state in Quarter.State])
NEXT = {"next": _or_null(_text(format="uri"))}
COUNTS_AND_SHARE = {"received": COUNT, "due": COUNT}


# --- what comes back -----------------------------------------------------------------

SCHEMAS = {
    "Galat": _record(
        {"error": _record({"code": _text(), "message": _text(minLength=1)})}
    ),
    "Awal": _record(
        {
            "version": _text(const="1"),
            "posting": _record(
                {
                    "role": _text(enum=[role.value for role in Role]),
                    "area_code": PLACE_CODE,
                    "ends_on": _or_null(DAY),
                }
            ),
            "expires_on": DAY,
            "place_url": _text(format="uri"),
        }
    ),
    "Wilayah": _record(
        {
            "code": PLACE_CODE,
            "name": _text(minLength=1),
            "level": _text(enum=list(LEVELS.values())),
        }
    ),
    "DaftarWilayah": _list(_ref("Wilayah"), **NEXT),
    "Triwulan": _record(
        {
            "quarter": QUARTER_KEY,
            "first_day": DAY,
            "last_day": DAY,
            "state": STATE,
            "as_of": _or_null(DAY),
            "rule_set": _text(minLength=1),
            "is_current": FLAG,
        }
    ),
    "DaftarTriwulan": _list(_ref("Triwulan"), **NEXT),
    "Jumlah": _record(COUNTS_AND_SHARE),
    "Tingkat": _record(
        {**COUNTS_AND_SHARE, "percent": _or_null(_code(r"\d{1,3}\.\d{2}"))}
    ),
    "Pantauan": _record(
        {
            "month": _code(r"\d{4}-\d{2}", examples=["2026-05"]),
            "group": _text(enum=["ibu", "anak", "paud"]),
            "recorded": COUNT,
            "timely": COUNT,
            "due": COUNT,
        }
    ),
    "Angka": _record(
        {
            "code": PLACE_CODE,
            "quarter": QUARTER_KEY,
            "is_current": FLAG,
            "sha256": _or_null(_code("[0-9a-f]{64}")),
            "as_of": _or_null(DAY),
            "rule_set": _text(minLength=1),
            "state": STATE,
            "households": COUNT,
            "population": _record(dict.fromkeys(POPULATION, COUNT)),
            "tikar": _record(dict.fromkeys(COLOURS, COUNT)),
            "indicators": _named(_ref("Jumlah")),
            "paud_unmarked": COUNT,
            "unvisited": COUNT,
            "groups": _record(dict.fromkeys(("ibu_hamil", "anak"), _ref("Tingkat"))),
            "village": _ref("Tingkat"),
            "dusun": _named(_ref("Jumlah")),
            "posyandu": _named(_ref("Jumlah")),
        },
        optional=("dusun", "posyandu"),  # of a village alone
    ),
    "Kinerja": _list(_ref("Pantauan"), code=PLACE_CODE, quarter=QUARTER_KEY),
    "DaftarAngka": _list(_ref("Angka"), **NEXT),
    "Aturan": _record(
        {
            "name": _text(minLength=1),
            "valid_from": QUARTER_KEY,
            "source": _text(minLength=1),
            "indicators": {
                "type": "array",
                "items": _record(
                    {
                        "code": _text(minLength=1),
                        "target": _text(enum=["ibu_hamil", "anak"]),
                        "package": _text(enum=["KIA", "GIZI", "AIR", "SOS", "PAUD"]),
                        "label": _text(minLength=1),
                        "wording": _text(minLength=1),
                    }
                ),
            },
        }
    ),
    "DaftarAturan": _list(_ref("Aturan")),
}

# address → (operation, summary, schema, whether it comes in pages)
ADDRESSES = {
    ROOT: ("awal", "Apa yang dibuka kunci ini", "Awal", False),
    f"{ROOT}aturan/": (
        "aturan",
        "Semua kumpulan aturan dan indikatornya",
        "DaftarAturan",
        False,
    ),
    PLACE: ("wilayah", "Nama dan tingkat sebuah wilayah", "Wilayah", False),
    f"{PLACE}bawahan/": (
        "wilayah_bawahan",
        "Wilayah atau desa satu tingkat di bawahnya, menurut kode",
        "DaftarWilayah",
        True,
    ),
    f"{PLACE}triwulan/": (
        "triwulan",
        "Triwulan yang punya angka, terbaru dahulu",
        "DaftarTriwulan",
        True,
    ),
    QUARTER: ("angka", "Angka satu wilayah pada satu triwulan", "Angka", False),
    f"{QUARTER}pantauan/": (
        "pantauan",
        "Sasaran yang dipantau (recorded) dan tepat waktu (timely) dari yang "
        "seharusnya (due), per bulan dan kelompok",
        "Kinerja",
        False,
    ),
    f"{QUARTER}bawahan/": (
        "angka_bawahan",
        "Angka setiap wilayah satu tingkat di bawahnya, menurut kode",
        "DaftarAngka",
        True,
    ),
}
DESCRIPTION_ADDRESS = f"{ROOT}openapi.json"  # of itself it says only that it is there

REFUSED = {
    "400": "Permintaan keliru; kalimatnya menyebut apa yang harus diperbaiki",
    "401": "Kunci tidak dikenal atau tidak berlaku lagi",
    "403": "Penugasan tidak membuka wilayah ini",
    "404": "Tidak ada, atau di luar penugasan",
    "405": "Selain GET dan HEAD ditolak",
    "429": "Terlalu sering; lihat Retry-After",
}
PARAMETERS = {
    "place_code": (
        "path",
        PLACE_CODE,
        "Kode Kemendagri tanpa titik: 2, 4, 6 atau 10 angka; 00 berarti nasional",
    ),
    "year": ("path", {"type": "integer", "minimum": 1900}, "Tahun"),
    "number": ("path", {"type": "integer", "minimum": 1, "maximum": 4}, "Triwulan"),
    "setelah": ("query", _text(), "Kunci butir terakhir halaman sebelumnya"),
    "batas": (
        "query",
        {"type": "integer", "minimum": 1, "maximum": 200, "default": 50},
        "Banyaknya butir satu halaman",
    ),
}


# --- the document --------------------------------------------------------------------


def description() -> dict:
    """Return the OpenAPI document."""
    described = {
        "get": {
            "operationId": "keterangan",
            "summary": "Dokumen ini",
            "security": [],
            "responses": {"200": _answer("Dokumen OpenAPI", {"type": "object"})},
        }
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Angka konvergensi KPM",
            "version": "1",
            "description": INTRODUCTION,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "security": [{"kunci": []}],
        "paths": {
            **{address: {"get": _operation(address)} for address in ADDRESSES},
            DESCRIPTION_ADDRESS: described,
        },
        "components": {
            "schemas": SCHEMAS,
            "parameters": {name: _parameter(name) for name in PARAMETERS},
            "responses": {
                f"Ditolak{status}": _answer(words, _ref("Galat"))
                for status, words in REFUSED.items()
            },
            "securitySchemes": {"kunci": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(address: str) -> dict:
    name, summary, schema, is_list = ADDRESSES[address]
    wanted = [one for one in PARAMETERS if f"{{{one}}}" in address]
    wanted += ["setelah", "batas"] if is_list else []
    refused = {
        status: {"$ref": f"#/components/responses/Ditolak{status}"}
        for status in REFUSED
    }
    return {
        "operationId": name,
        "summary": summary,
        "parameters": [{"$ref": f"#/components/parameters/{one}"} for one in wanted],
        "responses": {
            "200": _answer(summary, _ref(schema)) | {"headers": _etag()},
            "304": {"description": "Belum berubah sejak ETag itu"},
            **refused,
        },
    }


def _answer(words: str, schema: dict) -> dict:
    return {"description": words, "content": {"application/json": {"schema": schema}}}


def _etag() -> dict:
    return {"ETag": {"description": "Tanda isi jawaban", "schema": _text()}}


def _parameter(name: str) -> dict:
    place, schema, words = PARAMETERS[name]
    return {
        "name": name,
        "in": place,
        "required": place == "path",
        "schema": schema,
        "description": words,
    }
