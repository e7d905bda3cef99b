"""Formulir 3A and 3B: persons × indicators with Y, T and TS, and both margins."""

from households.packages import Who
from scorecard.convergence import Convergence
from scorecard.matrices import Matrix, Person, matrix_of
from scorecard.reading import scorecard_of
from villages.models import Village
from villages.quarters import Triwulan
from villages.typeset import Column, Sheet

from .frame import (
    Document,
    data_hash,
    ending,
    header,
    place,
    share,
    state,
    state_words,
    stem,
    titles,
)

FORMS = {
    Who.MOTHER: ("formulir_3a", "Formulir 3A"),
    Who.CHILD: ("formulir_3b", "Formulir 3B"),
}
HEADINGS = {
    Who.MOTHER: "REKAPITULASI HASIL PEMANTAUAN 3 (TIGA) BULANAN BAGI IBU HAMIL",
    Who.CHILD: "REKAPITULASI HASIL PEMANTAUAN 3 (TIGA) BULANAN BAGI ANAK 0-2 TAHUN",
}
# Of two states the paper has one cell: GB before S before GK before N.
PRINTED_NUTRITION = {"GB+S": "GB", "GK+S": "S"}
PREGNANCY_WORDS = {"N": "Normal", "R": "RISTI", "K": "KEK"}
NUTRITION_WORDS = {"N": "Normal", "GK": "Kurang", "GB": "Buruk", "S": "Stunting"}
# Columns of the printed forms, by the code of the indicator.
COLUMNS = {
    "anc": "Pemeriksaan Kehamilan",
    "fe": "Dapat & Konsumsi Pil Fe",
    "nifas": "Pemeriksaan Nifas",
    "kelas_ibu": "Konseling Gizi (Kelas IH)",
    "kunjungan_ibu": "Kunjungan Rumah",
    "air_ibu": "Kepemilikan Akses Air Bersih",
    "jamban_ibu": "Kepemilikan Jamban",
    "jaminan_ibu": "Jaminan Kesehatan",
    "imunisasi": "Pemberian Imunisasi Dasar",
    "timbang": "Pengukuran Berat Badan",
    "ukur": "Pengukuran Tinggi Badan",
    "konseling_anak": "Konseling Gizi Bagi Orang Tua",
    "kunjungan_anak": "Kunjungan Rumah",
    "air_anak": "Kepemilikan Akses Air Bersih",
    "jamban_anak": "Kepemilikan Jamban Sehat",
    "akta": "Akta Lahir",
    "jaminan_anak": "Jaminan Kesehatan",
    "pengasuhan": "Pengasuhan (PAUD)",
}


def formulir_3(village: Village, quarter: Triwulan, who: Who) -> Document:
    """Return Formulir 3A (Who.MOTHER) or 3B (Who.CHILD) of a village's quarter."""
    scorecard = scorecard_of(village, quarter)
    matrix = matrix_of(village, quarter, who)
    template, form = FORMS[who]
    when = f"Kuartal {quarter.number} Tahun {quarter.year}"
    data = {
        "document": header(
            form, village, when, as_of=scorecard.as_of, sidik=data_hash(scorecard)
        ),
        "place": place(village),
        "year": quarter.year,
        "quarter": quarter.number,
        "state": state(scorecard),
        "rows": [_row(person, who) for person in matrix.people],
        "totals": _totals(matrix),
        "headings": {
            i.code: i.service.label for i in matrix.indicators if i.code not in COLUMNS
        },
        **ending(village, scorecard.as_of),
    }
    sheet = Sheet(
        form,
        _columns(matrix),
        [*_people(matrix), *_footer(matrix)],
        titles=titles(f"{form}. {HEADINGS[who]}", village, when),
        notes=(
            "Y diterima lengkap, T tidak diterima, TS tidak sesuai (tidak "
            "diperhitungkan).",
            state_words(scorecard),
        ),
    )
    name = stem(template.replace("_", "-"), village.code, quarter.key)
    return Document(template, name, data, (sheet,))


# --- PDF -----------------------------------------------------------------------------


def _row(person: Person, who: Who) -> dict:
    letters = {code: letter.value for code, letter in person.letters.items()}
    own = _mother(person) if who is Who.MOTHER else _child(person)
    common = {"no_kia": person.kia_number, "nama": person.name}
    return common | own | letters | share(person.convergence)


def _mother(person: Person) -> dict:
    return {
        "status_kehamilan": person.status,
        "usia_kehamilan": person.age_months,
        "tanggal_melahirkan": person.delivered_on,
    }


def _child(person: Person) -> dict:
    return {
        "jenis_kelamin": person.sex,
        "umur": person.age_months,
        "status_gizi": PRINTED_NUTRITION.get(person.status, person.status),
    }


def _totals(matrix: Matrix) -> dict:
    columns = {code: share(one) for code, one in matrix.columns.items()}
    by_line = {
        key: {code: one[key] for code, one in columns.items()}
        for key in ("received", "due", "percent")
    }
    return by_line | {"group": share(matrix.corner)}


# --- XLSX ----------------------------------------------------------------------------


def _columns(matrix: Matrix) -> list[Column]:
    services = "Status Penerimaan Indikator"
    margin = "Tingkat Konvergensi Indikator"
    return [
        Column("No", "number", 6),
        Column("No Register (KIA)", width=16),
        *_own_columns(matrix.who),
        *(
            Column(COLUMNS.get(i.code, i.service.label), "text", 13, services)
            for i in matrix.indicators
        ),
        Column("Jumlah Diterima Lengkap", "number", 12, margin),
        Column("Jumlah Seharusnya", "number", 12, margin),
        Column("%", "percent", 10, margin),
    ]


def _own_columns(who: Who) -> tuple[Column, ...]:
    if who is Who.MOTHER:
        birth = "Usia Kehamilan dan Persalinan"
        return (
            Column("Nama Ibu", width=26),
            Column("Status Kehamilan (KEK/RISTI)"),
            Column("Usia Kehamilan (Bulan)", "number", 12, birth),
            Column("Tanggal Melahirkan", "date", 13, birth),
        )
    age = "Umur dan Status Gizi"
    return (
        Column("Nama Anak", width=26),
        Column("Jenis Kelamin", width=10),
        Column("Umur (Bulan)", "number", 10, age),
        Column("Normal/Buruk/Kurang/Stunting", "text", 14, age),
    )


def _people(matrix: Matrix):
    for number, person in enumerate(matrix.people, start=1):
        yield [
            number,
            person.kia_number,
            *_own_cells(person, matrix.who),
            *(person.letters[i.code].value for i in matrix.indicators),
            *_margin(person.convergence),
        ]


def _own_cells(person: Person, who: Who) -> list:
    if who is Who.MOTHER:
        words = PREGNANCY_WORDS.get(person.status, person.status)
        return [person.name, words, person.age_months, person.delivered_on]
    printed = PRINTED_NUTRITION.get(person.status, person.status)
    words = NUTRITION_WORDS.get(printed, printed)
    return [person.name, person.sex, person.age_months, words]


def _margin(figure: Convergence) -> list:
    return [figure.received, figure.due, figure.percent]


def _footer(matrix: Matrix):
    columns = list(matrix.columns.values())
    corner = matrix.corner
    before = [None, None]
    after = [None, None, None]
    received = [one.received for one in columns]
    due = [one.due for one in columns]
    percents = [one.percent for one in columns]
    yield [
        *before,
        "Jumlah Diterima (Lengkap)",
        *after,
        *received,
        corner.received,
        None,
        None,
    ]
    yield [*before, "Jumlah Seharusnya", *after, *due, None, corner.due, None]
    yield [*before, "%", *after, *percents, None, None, corner.percent]
