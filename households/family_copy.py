"""A family's data as one readable file, for the family that asks for it.

Everything the register and the months keep of a household and its members, who changed
it, and who looked at it from outside the village (Pasal 7 UU 27/2022).
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from households.models import ChildRecord, Pregnancy, PregnancyRecord, Statement
from households.people import age_of
from households.told import told
from villages.kop import kop_images, kop_of
from villages.models import AuditEntry
from villages.templatetags.kpm import yes_no
from villages.typeset import Column, Sheet, pdf, xlsx
from villages.wording import NOTHING, long_date, month_and_year, number_text

TEMPLATE = "salinan_data"
PURPOSE = (
    "Data ini dipakai desa untuk memantau layanan bagi ibu hamil dan anak di bawah "
    "enam tahun agar terhindar dari stunting. Yang dapat membukanya hanya petugas yang "
    "ditugaskan di desa ini; pembukaan oleh pendamping dari luar desa dicatat. "
    "Keluarga berhak meminta perbaikan dan penghapusannya kepada admin desa."
)
# Columns of the tables that are no facts of the family.
INNER = {
    "id",
    "uuid",
    "version",
    "recorded_at",
    "received_at",
    "recorded_by",
    "household",
    "pregnancy",
    "child",
    "month",
    "visited_on",
    "set_aside",
}


@dataclass(frozen=True)
class Asked:
    """Who asked for the copy, what he is to the family, and when."""

    name: str
    relation: str
    on: date
    by: object


@dataclass
class Part:
    """One part of the copy: facts as (label, value), then tables."""

    title: str
    facts: list
    tables: list


@dataclass
class Table:
    """Rows of texts under their headings."""

    title: str
    headings: tuple
    rows: list


def parts_of(household, today):
    """The copy in parts: the household, each member, the journal."""
    people = household.people.order_by("-is_child", "born_on", "pk").reverse()
    people = list(people.select_related("mother").prefetch_related("pregnancies"))
    yield _of_household(household)
    for person in people:
        yield _of_person(person, today)
    yield _journal(household, people)


def _of_household(household):
    facts = [
        ("Kepala keluarga", household.head_name),
        ("Nomor KK", household.kk_number or NOTHING),
        ("Alamat", household.address or NOTHING),
        ("Dusun, RT/RW", f"{household.dusun}, {household.rt}/{household.rw}"),
        ("Letak di peta sosial", _square(household)),
        ("Terdaftar sejak", long_date(household.registered_on)),
    ]
    homes = household.residences.select_related("dusun", "village").order_by("from_on")
    rows = [(long_date(one.from_on), f"{one.dusun}, {one.village}") for one in homes]
    tables = [Table("Tempat tinggal", ("Sejak", "Di mana"), rows)]
    stated = Statement.objects.filter(household=household)
    return Part("Rumah tangga", facts, [*tables, *_stated(stated)])


def _square(household):
    """The square of the dusun sketch in which the house stands."""
    point = getattr(household, "point", None)
    return f"kotak {point.square}" if point else NOTHING


def _stated(rows):
    rows = rows.select_related("posyandu").order_by("stated_on", "pk")
    told_rows = [
        (long_date(one.stated_on), one.get_column_display().capitalize(), _answer(one))
        for one in rows
    ]
    if told_rows:
        headings = ("Tanggal", "Hal", "Jawaban")
        yield Table("Keterangan yang diberikan", headings, told_rows)


def _answer(statement):
    if statement.column == Statement.Column.POSYANDU:
        return str(statement.posyandu or "tanpa posyandu")
    return yes_no(statement.value)


def _of_person(person, today):
    facts = [
        ("Nama", person.name),
        ("Jenis kelamin", person.get_sex_display()),
        ("Tanggal lahir", _day(person.born_on)),
        ("NIK", person.nik or NOTHING),
        ("Ibu", str(person.mother or NOTHING)),
        ("Terdaftar sejak", long_date(person.registered_on)),
        *_leaving(person),
    ]
    if not person.is_child:
        tables = [
            table for one in person.pregnancies.all() for table in _pregnancy(one)
        ]
        return Part(f"{person.name}, ibu", facts, tables)
    facts[3:3] = [
        ("Umur", age_of(person, today)),
        ("Nomor KIA", person.kia_number or NOTHING),
        ("Berat lahir", _measure(person.birth_weight_kg, "kg")),
        ("Panjang lahir", _measure(person.birth_length_cm, "cm")),
    ]
    tables = list(_stated(Statement.objects.filter(child=person)))
    tables += _months(ChildRecord.objects.filter(child=person), "Catatan bulanan anak")
    tables += _marks(person)
    return Part(f"{person.name}, anak", facts, tables)


def _leaving(target):
    if target.exited_on:
        yield "Keluar", f"{target.exit_reason}, {long_date(target.exited_on)}"


def _pregnancy(pregnancy):
    rows = [
        ("HPHT", _day(pregnancy.lmp_on)),
        ("HPL", _day(pregnancy.due_on)),
        ("Nomor KIA", pregnancy.kia_number or NOTHING),
        ("Akhir kehamilan", _day(pregnancy.ended_on)),
        ("Hasil", pregnancy.outcome or NOTHING),
        *_leaving(pregnancy),
    ]
    name = f"Kehamilan, HPL {_day(pregnancy.due_on)}"
    yield Table(name, ("Hal", "Isi"), rows)
    yield from _stated(Statement.objects.filter(pregnancy=pregnancy))
    records = PregnancyRecord.objects.filter(pregnancy=pregnancy)
    yield from _months(records, "Catatan bulanan ibu hamil")


def _months(records, title):
    rows = [
        (month_and_year(one.month), long_date(one.visited_on), _cells(one))
        for one in records.order_by("month")
    ]
    if rows:
        yield Table(title, ("Bulan", "Diperiksa", "Yang dicatat"), rows)


def _cells(record):
    """Every answered cell of a monthly form in one text."""
    told_cells = (
        (str(field.verbose_name), _said(record, field))
        for field in record._meta.concrete_fields
        if field.name not in INNER and not field.is_relation
    )
    return "; ".join(f"{label}: {value}" for label, value in told_cells if value)


def _said(record, field):
    value = getattr(record, field.name)
    if value in (None, ""):
        return ""
    if value in ("v", "x"):
        return yes_no(value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return number_text(value) if hasattr(value, "as_tuple") else str(value)


def _marks(child):
    marks = child.paud_months.order_by("month")
    rows = [(month_and_year(one.month), one.get_mark_display()) for one in marks]
    if rows:
        yield Table("PAUD", ("Bulan", "Keikutsertaan"), rows)


def _journal(household, people):
    pregnancies = Pregnancy.objects.filter(woman__in=people)
    about = Q(subject="households.household", subject_id=household.pk)
    about |= Q(subject="households.person", subject_id__in=[one.pk for one in people])
    ids = pregnancies.values_list("pk", flat=True)
    about |= Q(subject="households.pregnancy", subject_id__in=list(ids))
    entries = list(AuditEntry.objects.filter(about).select_related("by"))
    changes = [
        (_instant(one.at), str(one.by or "Sistem"), _changed(one))
        for one in told(entries, sees_identity=True)
    ]
    looks = [
        (_instant(one.at), str(one.by or "Sistem"), one.reason or one.kind)
        for one in entries
        if one.act == AuditEntry.Act.READ
    ]
    return Part(
        "Siapa mengubah dan siapa melihat",
        [("Perubahan", str(len(changes))), ("Dilihat atau dicetak", str(len(looks)))],
        [
            Table("Perubahan", ("Kapan", "Oleh", "Apa"), changes),
            Table("Dilihat atau dicetak", ("Kapan", "Oleh", "Apa"), looks),
        ],
    )


def _changed(line):
    told_changes = [f"{one.label}: {one.old} → {one.new}" for one in line.changes]
    reason = [f"Alasan: {line.reason}"] if line.reason else []
    return f"{line.act} {line.kind}. " + "; ".join([*told_changes, *reason])


def _instant(at):
    return f"{long_date(at.date())}, {at:%H.%M}"


def _day(day):
    return long_date(day) if day else NOTHING


def _measure(value, unit):
    if value is None:
        return NOTHING
    return f"{number_text(value).rstrip('0').rstrip(',')} {unit}"


# --- the two files -------------------------------------------------------------------


def copy_pdf(village, household, asked):
    """The copy on paper; equal data give equal bytes."""
    return pdf(TEMPLATE, copy_data(village, household, asked), kop_images(village))


def copy_data(village, household, asked):
    """What the template prints."""
    return {
        "document": {
            "title": "Salinan Data Keluarga",
            "name": f"Salinan data keluarga, {village.title}",
            "draft": False,
            "fingerprint": None,
            "date": asked.on,
        },
        "kop": kop_of(village),
        "head": household.head_name,
        "asked": {
            "name": asked.name,
            "relation": asked.relation,
            "on": asked.on,
            "by": str(asked.by),
        },
        "purpose": PURPOSE,
        "parts": [
            {
                "title": part.title,
                "facts": part.facts,
                "tables": [vars(table) for table in part.tables if table.rows],
            }
            for part in parts_of(household, asked.on)
        ],
    }


def copy_xlsx(household, asked):
    """The same as a workbook: a sheet a part, and who asked on the first."""
    said = [
        ("Diminta oleh", asked.name),
        ("Hubungan", asked.relation),
        ("Tanggal", long_date(asked.on)),
        ("Disiapkan oleh", str(asked.by)),
        ("Untuk apa data ini", PURPOSE),
    ]
    sheets = [_sheet(0, "Permintaan", said)]
    for number, part in enumerate(parts_of(household, asked.on), 1):
        rows = [*part.facts]
        for table in part.tables:
            rows += [("", ""), (table.title, "")]
            rows += [(row[0], " · ".join(row[1:])) for row in table.rows]
        sheets.append(_sheet(number, part.title, rows))
    return xlsx(sheets)


def _sheet(number, title, rows):
    columns = (Column("Hal", width=28.0), Column("Isi", width=90.0))
    return Sheet(f"{number} {title}"[:31], columns, rows, titles=(title,))
