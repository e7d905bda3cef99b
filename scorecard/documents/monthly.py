"""Formulir 2A, 2B and 2C: the month's sheet, filled or to carry to the posyandu."""

from datetime import date

from django.utils.text import slugify

from households.ages import completed_months, pregnancy_months
from households.known import answers_of, of_posyandu
from households.models import ChildRecord, PaudMonth, PregnancyRecord, Statement
from households.packages import IRON
from households.tasklist import children_on, day_of, mothers_on, preschoolers_on
from scorecard.documents.matrix import (
    NUTRITION_WORDS,
    PREGNANCY_WORDS,
    PRINTED_NUTRITION,
)
from villages.models import Village
from villages.typeset import Column, Sheet
from villages.wording import MONTHS, month_and_year

from .frame import Document, ending, header, place, stem, titles

EMPTY_ROWS = 5  # for who comes without being known yet
PARENTING_MONTHS = 36  # below it the parents come, from it the child
MOTHER_MARKS = {
    "pemeriksaan_kehamilan": "checkup",
    "konseling_gizi": "counselling",
    "kunjungan_rumah": "home_visit",
    "air_bersih": "water",
    "jamban": "latrine",
    "jaminan_kesehatan": "insurance",
}
CHILD_MARKS = {
    "imunisasi_dasar": "immunisation",
    "konseling_ayah": "father_counselling",
    "konseling_ibu": "mother_counselling",
    "kunjungan_rumah": "home_visit",
    "air_bersih": "water",
    "jamban": "latrine",
    "akta_lahir": "birth_certificate",
    "jaminan_kesehatan": "insurance",
    "pengasuhan": "parenting",
}

Fact = Statement.Column
OF_HOUSEHOLD = (Fact.WATER, Fact.LATRINE)
MOTHER_KNOWN = {
    "air_bersih": Fact.WATER,
    "jamban": Fact.LATRINE,
    "jaminan_kesehatan": Fact.INSURANCE,
}
CHILD_KNOWN = MOTHER_KNOWN | {"akta_lahir": Fact.CERTIFICATE}


def formulir_2a(
    village: Village, month: date, *, today: date, blank=False, posyandu=None
) -> Document:
    """Return Formulir 2A of a month (its first day), of a posyandu or of all.

    Blank: the names with what is known and lasts, the marks of the month to be made.
    """
    day = day_of(month, today)
    mothers = _of(mothers_on(village, month, day), "pregnancy", posyandu, day)
    mothers.sort(key=lambda mother: _order(mother.woman))
    records = {} if blank else _records(PregnancyRecord, "pregnancy", mothers, month)
    rows = [_mother(m, records.get(m.pk), day) for m in mothers]
    if blank:
        people = [(mother.woman, mother) for mother in mothers]
        rows = _known(rows, people, "pregnancy", MOTHER_KNOWN)
    return _sheet_of_month(village, month, "2A", rows, blank, posyandu)


def formulir_2b(
    village: Village, month: date, *, today: date, blank=False, posyandu=None
) -> Document:
    """Return Formulir 2B of a month (its first day); as formulir_2a()."""
    day = day_of(month, today)
    children = _of(children_on(village, day), "child", posyandu, day)
    children.sort(key=_order)
    records = {} if blank else _records(ChildRecord, "child", children, month)
    rows = [_child(c, records.get(c.pk), day) for c in children]
    if blank:
        people = [(child, child) for child in children]
        rows = _known(rows, people, "child", CHILD_KNOWN)
    return _sheet_of_month(village, month, "2B", rows, blank, posyandu)


def formulir_2c(
    village: Village, year: int, *, today: date, blank=False, posyandu=None
) -> Document:
    """Return Formulir 2C of a year; blank: names without marks."""
    day = min(date(year, 12, 31), today)
    children = _of(preschoolers_on(village, day), "child", posyandu, day)
    children.sort(key=_order)
    marks = {} if blank else _marks(children, year)
    rows = [_preschooler(child, marks, day) for child in children]
    data = {"year": year} | _posyandu(posyandu)
    return _document(village, "2C", f"Tahun {year}", str(year), rows, data, blank)


def _of(targets, kind, posyandu, day) -> list:
    return of_posyandu(targets, kind, posyandu, day) if posyandu else list(targets)


def _posyandu(posyandu) -> dict:
    return {"posyandu": posyandu.name} if posyandu else {}


def _known(rows, people, kind, columns) -> list:
    """The rows with what was asked once and holds: nobody asks it every month."""
    answers = answers_of(
        households={person.household_id for person, _ in people},
        **{_IDS[kind]: [target.pk for _, target in people]},
    )
    return [
        row
        | {
            name: answers.value(
                ("household", person.household_id)
                if column in OF_HOUSEHOLD
                else (kind, target.pk),
                column,
            )
            for name, column in columns.items()
        }
        for row, (person, target) in zip(rows, people, strict=True)
    ]


_IDS = {"pregnancy": "pregnancies", "child": "children"}


def _order(person):
    return person.household.dusun.name, person.name.lower(), person.pk


def _records(model, kind, targets, month):
    ids = [target.pk for target in targets]
    rows = model.objects.filter(**{f"{kind}__in": ids}, month=month)
    return {getattr(row, f"{kind}_id"): row for row in rows}


# --- rows ----------------------------------------------------------------------------


def _mother(pregnancy, record, day) -> dict:
    seen = record.visited_on if record else day
    until = min(seen, pregnancy.ended_on or seen)
    has_delivered = pregnancy.ended_on is not None and pregnancy.ended_on <= day
    return {
        "no_kia": pregnancy.kia_number,
        "nama": pregnancy.woman.name,
        "status_kehamilan": record.status if record else "",
        "hpl": pregnancy.due_on,
        "usia_kehamilan": pregnancy_months(pregnancy.due_on, until),
        "tanggal_melahirkan": pregnancy.ended_on if has_delivered else None,
        "pil_fe": _iron(record),
        "nifas": record.nifas_visits if record else None,
        **_ticks(record, MOTHER_MARKS),
    }


def _iron(record) -> str:
    if record is None:
        return ""
    cells = {"iron": record.iron, "iron_pills": record.iron_pills}
    return "v" if IRON.is_received(cells) else record.iron


def _child(child, record, day) -> dict:
    seen = record.visited_on if record else day
    status = record.nutrition if record else ""
    return {
        "no_kia": child.kia_number,
        "nama": child.name,
        "jenis_kelamin": child.sex,
        "tanggal_lahir": child.born_on,
        "status_gizi": PRINTED_NUTRITION.get(status, status),
        "umur": completed_months(child.born_on, max(seen, child.born_on)),
        "tikar": record.mat if record else "",
        "penimbangan": _measured(record, "weight_kg", "weighing"),
        "pengukuran": _measured(record, "height_cm", "measuring"),
        **_ticks(record, CHILD_MARKS),
    }


def _measured(record, number: str, tick: str):
    """The kg or cm where there is one, else the mark."""
    if record is None:
        return ""
    value = getattr(record, number)
    return getattr(record, tick) if value is None else value.normalize()


def _ticks(record, columns) -> dict:
    return {name: getattr(record, of) if record else "" for name, of in columns.items()}


def _marks(children, year) -> dict:
    rows = PaudMonth.objects.filter(
        child__in=[child.pk for child in children], month__year=year
    )
    return {(row.child_id, row.month.month): row.mark for row in rows}


def _preschooler(child, marks, day) -> dict:
    is_young = completed_months(child.born_on, day) < PARENTING_MONTHS
    months = range(1, 13)
    return {
        "no_kia": child.kia_number,
        "nama": child.name,
        "jenis_kelamin": child.sex,
        "usia_2_3": "v" if is_young else None,
        "usia_3_6": None if is_young else "v",
        **{f"bulan_{n}": marks.get((child.pk, n)) for n in months},
    }


# --- the sheet -----------------------------------------------------------------------


def _sheet_of_month(village, month, form, rows, blank, posyandu) -> Document:
    when = month_and_year(month)
    data = {"month": when} | _posyandu(posyandu)
    return _document(village, form, when, f"{month:%Y-%m}", rows, data, blank)


def _document(village, form, when, key, rows, data, blank) -> Document:
    heading, columns = _FORMS[form]
    title = f"Formulir {form}"
    whole = {
        "document": header(title, village, when),
        "place": place(village),
        "rows": [_for_paper(row) for row in rows],
        "blank": EMPTY_ROWS if blank else 0,
        **ending(village, None),
        **data,
    }
    where = data.get("posyandu", "")
    name = f"{title} {'kosong' if blank else ''} {where}".strip()
    sheet = Sheet(
        title,
        [Column("No", "number", 6), *columns.values()],
        [[n, *_cells(row, columns)] for n, row in enumerate(rows, start=1)],
        titles=titles(f"{title}. {heading}", village, when),
    )
    file_name = stem(slugify(name), village.code, key)
    return Document(f"formulir_{form.lower()}", file_name, whole, (sheet,))


def _for_paper(row: dict) -> dict:
    """A kg or cm as text, which the form prints with a decimal comma."""
    numbers = {k: f"{row[k]:f}" for k in _MEASURES if row.get(k) not in _MARKS}
    return row | numbers


_MEASURES = ("penimbangan", "pengukuran")
_MARKS = (None, "", "v", "x")


def _cells(row: dict, columns) -> list:
    return [_CELL_WORDS.get(key, {}).get(row[key], row[key]) for key in columns]


_CELL_WORDS = {"status_kehamilan": PREGNANCY_WORDS, "status_gizi": NUTRITION_WORDS}
_BIRTH = "Usia Kehamilan dan Persalinan"
_SERVICES_2A = "Status Penerimaan Indikator"
_COLUMNS_2A = {
    "no_kia": Column("No Register (KIA)", width=16),
    "nama": Column("Nama Ibu", width=26),
    "status_kehamilan": Column("Status Kehamilan (KEK/RISTI)"),
    "hpl": Column("Hari Perkiraan Lahir (Tgl/Bln/Thn)", "date"),
    "usia_kehamilan": Column("Usia Kehamilan (Bulan)", "number", 12, _BIRTH),
    "tanggal_melahirkan": Column(
        "Tanggal Melahirkan (Tgl/Bln/Thn)", "date", 14, _BIRTH
    ),
    "pemeriksaan_kehamilan": Column("Pemeriksaan Kehamilan", "text", 12, _SERVICES_2A),
    "pil_fe": Column("Dapat & Konsumsi Pil Fe", "text", 12, _SERVICES_2A),
    "nifas": Column("Pemeriksaan Nifas", "number", 12, _SERVICES_2A),
    "konseling_gizi": Column("Konseling Gizi (Kelas IH)", "text", 12, _SERVICES_2A),
    "kunjungan_rumah": Column("Kunjungan Rumah", "text", 12, _SERVICES_2A),
    "air_bersih": Column("Kepemilikan Akses Air Bersih", "text", 12, _SERVICES_2A),
    "jamban": Column("Kepemilikan Jamban", "text", 12, _SERVICES_2A),
    "jaminan_kesehatan": Column("Jaminan Kesehatan", "text", 12, _SERVICES_2A),
}
_AGE = "Umur dan Status Tikar"
_SERVICES_2B = "Indikator Layanan"
_PARENTS = "Konseling Gizi Bagi Orang Tua: "
_COLUMNS_2B = {
    "no_kia": Column("No Register (KIA)", width=16),
    "nama": Column("Nama Anak", width=26),
    "jenis_kelamin": Column("Jenis Kelamin (L/P)", width=10),
    "tanggal_lahir": Column("Tanggal Lahir Anak (Tgl/Bln/Thn)", "date"),
    "status_gizi": Column("Status Gizi Anak (Normal/Buruk/Kurang/Stunting)"),
    "umur": Column("Umur (Bulan)", "number", 10, _AGE),
    "tikar": Column("Hasil (M/K/H)", "text", 10, _AGE),
    "imunisasi_dasar": Column("Pemberian Imunisasi Dasar", "text", 12, _SERVICES_2B),
    "penimbangan": Column("Pengukuran Berat Badan", "decimal", 12, _SERVICES_2B),
    "pengukuran": Column("Pengukuran Tinggi Badan", "decimal", 12, _SERVICES_2B),
    "konseling_ayah": Column(f"{_PARENTS}Laki-laki", "text", 12, _SERVICES_2B),
    "konseling_ibu": Column(f"{_PARENTS}Perempuan", "text", 12, _SERVICES_2B),
    "kunjungan_rumah": Column("Kunjungan Rumah", "text", 12, _SERVICES_2B),
    "air_bersih": Column("Kepemilikan Akses Air Bersih", "text", 12, _SERVICES_2B),
    "jamban": Column("Kepemilikan Jamban Sehat", "text", 12, _SERVICES_2B),
    "akta_lahir": Column("Akta Lahir", "text", 12, _SERVICES_2B),
    "jaminan_kesehatan": Column("Jaminan Kesehatan", "text", 12, _SERVICES_2B),
    "pengasuhan": Column("Pengasuhan (PAUD)", "text", 12, _SERVICES_2B),
}
_CATEGORY = "Usia Menurut Kategori"
_ATTENDS = (
    "Mengikuti Layanan PAUD (Parenting Bagi Orang Tua Anak Usia 2 - < 3 Tahun) Atau "
    "Kelas PAUD Bagi Anak 3 - 6 Tahun"
)
_COLUMNS_2C = {
    "no_kia": Column("No KIA", width=16),
    "nama": Column("Nama Anak", width=26),
    "jenis_kelamin": Column("Jenis Kelamin", width=10),
    "usia_2_3": Column("Anak Usia 2 - < 3 Tahun", "text", 12, _CATEGORY),
    "usia_3_6": Column("Anak Usia 3 - 6 Tahun", "text", 12, _CATEGORY),
    **{
        f"bulan_{n}": Column(name, "text", 9, _ATTENDS)
        for n, name in enumerate(MONTHS, start=1)
    },
}
_FORMS = {
    "2A": ("PEMANTAUAN BULANAN IBU HAMIL", _COLUMNS_2A),
    "2B": ("PEMANTAUAN BULANAN ANAK 0-2 TAHUN", _COLUMNS_2B),
    "2C": ("PEMANTAUAN LAYANAN DAN SASARAN PAUD ANAK > 2 - 6 TAHUN", _COLUMNS_2C),
}
