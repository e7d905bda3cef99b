"""The village as lines of its workbook: what export writes and import compares with."""

from collections import defaultdict
from itertools import groupby
from typing import Any

from django.db.models import Q

from households.models import (
    ChildRecord,
    Membership,
    PaudMonth,
    Person,
    Pregnancy,
    PregnancyRecord,
    Residence,
    Statement,
    WorkbookKey,
)

from .columns import (
    CHANGES,
    CHILD_RECORDS,
    CHILDREN,
    FACILITIES,
    HOUSEHOLDS,
    PAUD,
    PREGNANCIES,
    PREGNANCY_RECORDS,
    RECORDS,
    Sheet,
)
from .gone import gone_from
from .lines import Line, Values
from .merged import Merged
from .merging import Stored

PREFIXES = {
    WorkbookKey.Kind.HOUSEHOLD: "rt",
    WorkbookKey.Kind.PREGNANCY: "ibu",
    WorkbookKey.Kind.WOMAN: "orang",
    WorkbookKey.Kind.CHILD: "anak",
    WorkbookKey.Kind.FACILITY: "fas",
}


TARGETS_AT_ONCE = 500


class Keys:
    """The key of every row: the one its file gave it, else a piece of its uuid."""

    def __init__(self, village):
        self.known = {
            (kind, pk): key
            for kind, pk, key in village.workbook_keys.filter(
                is_alias=False
            ).values_list("kind", "object_id", "key")
        }

    def of(self, kind, pk, uuid):
        """The key under which the row stands in the workbook."""
        key = self.known.get((kind, pk))
        return key or f"{PREFIXES[kind]}-{uuid.hex[:12]}"


class Reader:
    """Reads one village, one query a table, into lines."""

    def __init__(self, village):
        self.village = village
        self.keys = Keys(village)
        self.stored = Stored(
            dusuns=list(village.dusuns.values_list("name", flat=True)),
            posyandus=list(village.posyandus.values_list("name", flat=True)),
        )
        self.merged = Merged(village)
        self.households: dict[int, str] = {}
        self.pregnancies: dict[int, str] = {}
        self.children: dict[int, str] = {}

    def read_register(self) -> Stored:
        """Return what the workbook tells of the village but its monthly records."""
        self.read_households()
        self.read_pregnancies()
        self.read_children()
        self.read_statements()
        self.read_facilities()
        self.stored.gone = gone_from(self.village, self.keys)
        return self.stored

    def read_records(self, sheet: Sheet, targets=None) -> Stored:
        """Return the records of some targets, or all, in the place of those before.

        `targets` are numbers of rows, not keys.
        """
        self.stored.lines[sheet.name] = {}
        read = self.read_marks if sheet is PAUD else self.read_monthly
        read(sheet, targets)
        return self.stored

    def keep(self, sheet: Sheet, pk: int | None, values: Values) -> Values:
        """Add one line; every column is there, empty ones as None."""
        whole = dict.fromkeys(sheet.names)
        whole.update(values)
        line = Line(sheet.name, None, whole, pk)
        if pk in self.merged.survivors.get(sheet.name, ()):
            self.stored.survivors.add((sheet.name, line.identity))
        self.stored.lines[sheet.name][line.identity] = line
        return whole

    def read_households(self):
        """rumah_tangga, and the later dusun of each under perubahan."""
        fields = _fields(HOUSEHOLDS)
        homes = _homes(self.village)
        rows = self.village.households.standing().order_by("pk")
        for row in rows.values("pk", "uuid", "dusun__name", *fields.values()):
            key = self.keys.of(WorkbookKey.Kind.HOUSEHOLD, row["pk"], row["uuid"])
            self.households[row["pk"]] = key
            first, *later = homes.get(row["pk"]) or [(None, None, row["dusun__name"])]
            self.keep(
                HOUSEHOLDS,
                row["pk"],
                {"id_rt": key, "dusun": first[2]} | _cells(fields, row),
            )
            for pk, day, dusun in later:
                self.keep(
                    CHANGES, pk, _change("rumah_tangga", key, day, "dusun", dusun)
                )

    def read_pregnancies(self):
        """ibu_hamil, each with what is known of the woman."""
        fields = _fields(PREGNANCIES)
        women = _women(self.village)
        rows = Pregnancy.objects.in_village(self.village).filter(merged_into=None)
        rows = rows.order_by("woman_id", "registered_on", "pk").values(
            "pk", "uuid", "woman_id", *fields.values()
        )
        stays = _stays(self.village)
        for woman_id, group in groupby(rows, lambda row: row["woman_id"]):
            self.keep_pregnancies(women[woman_id], list(group), fields, stays[woman_id])

    def keep_pregnancies(self, woman, rows, fields, stays):
        """The pregnancies of one woman, earliest first."""
        kinds = WorkbookKey.Kind
        for row, after in zip(rows, [*rows[1:], None], strict=True):
            key = self.keys.of(kinds.PREGNANCY, row["pk"], row["uuid"])
            self.pregnancies[row["pk"]] = key
            if row["pk"] in self.merged.moved:
                self.stored.moved.add(key)
            self.stored.women[key] = woman["pk"]
            person = self.keys.known.get((kinds.WOMAN, woman["pk"]))
            is_named = (kinds.PREGNANCY, row["pk"]) in self.keys.known
            if person is None and (len(rows) > 1 or not is_named):
                person = self.keys.of(kinds.WOMAN, woman["pk"], woman["uuid"])
            if person is not None:
                self.stored.woman_keys[person] = woman["pk"]
            home = _home_before(stays, after) or woman["household_id"]
            about = {
                "id_ibu": key,
                "id_orang": person,
                "id_rt": self.households.get(home)
                or self.households[woman["household_id"]],
                "nama": woman["name"],
                "nik": woman["nik"] or None,
                "tanggal_lahir": woman["born_on"],
            }
            self.keep(PREGNANCIES, row["pk"], about | _cells(fields, row))

    def read_children(self):
        """anak."""
        fields = _fields(CHILDREN)
        rows = Person.objects.in_village(self.village)
        rows = rows.filter(is_child=True, merged_into=None)
        columns = ("pk", "uuid", "household_id", "birth_pregnancy_id")
        for row in rows.order_by("pk").values(*columns, *fields.values()):
            key = self.keys.of(WorkbookKey.Kind.CHILD, row["pk"], row["uuid"])
            self.children[row["pk"]] = key
            about = {
                "id_anak": key,
                "id_rt": self.households[row["household_id"]],
                "id_ibu": self.pregnancies.get(row["birth_pregnancy_id"]),
            }
            self.keep(CHILDREN, row["pk"], about | _cells(fields, row))

    def read_statements(self):
        """Facts of the day of registration into their rows, later ones to perubahan."""
        abouts = (
            (HOUSEHOLDS, "household", "household__village", self.households),
            (
                PREGNANCIES,
                "pregnancy",
                "pregnancy__woman__household__village",
                self.pregnancies,
            ),
            (CHILDREN, "child", "child__household__village", self.children),
        )
        for sheet, about, village, keys in abouts:
            rows = Statement.objects.filter(**{village: self.village})
            rows = rows.order_by("stated_on", "pk").values_list(
                "pk",
                f"{about}_id",
                "column",
                "stated_on",
                "value",
                "posyandu__name",
                "origin",
            )
            # A posyandu of the village they came from is none here.
            rows = rows.filter(Q(posyandu=None) | Q(posyandu__village=self.village))
            for pk, target, column, day, value, posyandu, origin in rows.iterator():
                if target not in keys:
                    continue
                told = posyandu if column == "posyandu" else value
                if origin == Statement.Origin.REGISTRATION:
                    line = self.stored.lines[sheet.name][(keys[target],)]
                    line.values[column] = told
                else:
                    change = _change(sheet.name, keys[target], day, column, told)
                    self.keep(CHANGES, pk, change)

    def read_marks(self, sheet, targets):
        """paud."""
        marks = PaudMonth.objects.filter(child__household__village=self.village)
        if targets is not None:
            marks = marks.filter(child__in=targets)
        rows = marks.order_by("child_id", "month").values_list(
            "pk", "child_id", "month", "mark"
        )
        for pk, child, month, mark in rows.iterator():
            if child in self.children:
                told = {"tahun": month.year, "bulan": month.month, "hadir": mark}
                own = {"id_anak": self.children[child]}
                self.keep(sheet, pk, own | told)

    def read_monthly(self, sheet, targets):
        """bulanan_ibu or bulanan_anak."""
        model, target, village = _MONTHLY[sheet.name]
        keys = self.children if target == "child_id" else self.pregnancies
        fields = _fields(sheet)
        rows = model.objects.filter(**{village: self.village})
        if targets is not None:
            rows = rows.filter(**{f"{target}__in": targets})
        rows = rows.order_by(target, "month").values("pk", target, *fields.values())
        for row in rows.iterator():
            if row[target] in keys:
                own = {sheet.identity[0]: keys[row[target]]}
                self.keep(sheet, row["pk"], own | _cells(fields, row))

    def read_facilities(self):
        """fasilitas."""
        fields = _fields(FACILITIES)
        rows = self.village.facilities.order_by("year", "pk")
        for row in rows.values("pk", "uuid", "dusun__name", *fields.values()):
            key = self.keys.of(WorkbookKey.Kind.FACILITY, row["pk"], row["uuid"])
            about = {"id_fasilitas": key, "dusun": row["dusun__name"]}
            self.keep(FACILITIES, row["pk"], about | _cells(fields, row))


class VillageLines:
    """The village's lines for a way out: the register whole, the records in turns."""

    def __init__(self, village):
        self.reader = Reader(village)
        self.stored = self.reader.read_register()

    def of(self, sheet: Sheet):
        """The lines of a sheet, some hundred targets at a time."""
        if sheet not in RECORDS:
            yield from self.stored.lines[sheet.name].values()
            return
        is_mothers = sheet is PREGNANCY_RECORDS
        targets = list(self.reader.pregnancies if is_mothers else self.reader.children)
        for start in range(0, len(targets), TARGETS_AT_ONCE):
            some = targets[start : start + TARGETS_AT_ONCE]
            yield from self.reader.read_records(sheet, some).lines[sheet.name].values()


_MONTHLY = {
    PREGNANCY_RECORDS.name: (
        PregnancyRecord,
        "pregnancy_id",
        "pregnancy__woman__household__village",
    ),
    CHILD_RECORDS.name: (ChildRecord, "child_id", "child__household__village"),
}


def read_village(village) -> Stored:
    """Return the village as lines, with a number of queries that never grows."""
    reader = Reader(village)
    reader.read_register()
    for sheet in RECORDS:
        reader.read_records(sheet)
    return reader.stored


def _fields(sheet: Sheet) -> dict[str, str]:
    return {column.name: column.field for column in sheet.columns if column.field}


def _cells(fields: dict[str, str], row: dict[str, Any]) -> Values:
    """The cells of one row; what the database keeps as "" is an empty cell."""
    return {name: _none_if_blank(row[field]) for name, field in fields.items()}


def _none_if_blank(value: Any) -> Any:
    return None if value == "" else value


def _change(kind, key, day, column, value) -> Values:
    return {"jenis": kind, "id": key, "tanggal": day, "kolom": column, "nilai": value}


def _homes(village):
    """Household → its dusun in this village, earliest first: (pk, from, name)."""
    homes = defaultdict(list)
    rows = Residence.objects.filter(village=village, household__village=village)
    for household, pk, day, name in rows.order_by("from_on").values_list(
        "household_id", "pk", "from_on", "dusun__name"
    ):
        homes[household].append((pk, day, name))
    return homes


def _women(village):
    rows = Person.objects.filter(household__village=village)
    rows = rows.filter(pregnancies__isnull=False).distinct()
    fields = ("pk", "uuid", "name", "nik", "born_on", "household_id")
    return {row["pk"]: row for row in rows.values(*fields)}


def _stays(village):
    """Person → the households she belonged to, earliest first: (from, household)."""
    stays = defaultdict(list)
    rows = Membership.objects.filter(
        person__household__village=village, person__pregnancies__isnull=False
    ).distinct()
    for person, day, household in rows.order_by("from_on").values_list(
        "person_id", "from_on", "household_id"
    ):
        stays[person].append((day, household))
    return stays


def _home_before(stays, following):
    """Where she belonged last before her next pregnancy was registered."""
    until = following and following["registered_on"]
    homes = [home for day, home in stays if until is None or day < until]
    return homes[-1] if homes else (stays[0][1] if stays else None)
