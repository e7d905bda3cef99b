"""A workbook of the third reading written straight into the tables."""

from datetime import date

from households.models import (
    ChildRecord,
    Household,
    Membership,
    PaudMonth,
    Person,
    Pregnancy,
    PregnancyRecord,
    Residence,
    Statement,
)
from tests.scorecard.third_register import Row, Workbook, cell, rows
from villages.models import Dusun, Posyandu, Village

YES_NO = ("air_aman", "jamban_layak", "rentan", "akta_lahir", "jaminan_kesehatan")
MOTHER_CELLS = {
    "status_kehamilan": "status",
    "lila_cm": "muac_cm",
    "pemeriksaan_kehamilan": "checkup",
    "pil_fe": "iron",
    "jumlah_pil_fe": "iron_pills",
    "konseling_suami": "husband_counselling",
    "nifas": "nifas_visits",
    "konseling_gizi": "counselling",
    "kunjungan_rumah": "home_visit",
    "air_bersih": "water",
    "jamban": "latrine",
    "jaminan_kesehatan": "insurance",
}
CHILD_CELLS = {
    "status_gizi": "nutrition",
    "tikar": "mat",
    "imunisasi_dasar": "immunisation",
    "campak": "measles",
    "penimbangan": "weighing",
    "berat_kg": "weight_kg",
    "pengukuran": "measuring",
    "tinggi_cm": "height_cm",
    "posisi": "position",
    "edema": "oedema",
    "konseling_ayah": "father_counselling",
    "konseling_ibu": "mother_counselling",
    "kunjungan_rumah": "home_visit",
    "air_bersih": "water",
    "jamban": "latrine",
    "akta_lahir": "birth_certificate",
    "jaminan_kesehatan": "insurance",
    "pengasuhan": "parenting",
}
NUMBERS = {
    "muac_cm", "iron_pills", "nifas_visits", "weight_kg", "height_cm",
}  # fmt: skip


class Loader:
    """Writes one workbook into one village; `targets` maps the file's keys to rows."""

    def __init__(self, village: Village, book: Workbook):
        self.village, self.book = village, book
        self.dusuns, self.posyandus = {}, {}
        self.households, self.women, self.targets = {}, {}, {}
        self.statements = []

    def load(self):
        for row in rows(self.book, "rumah_tangga"):
            self.household(row)
        for row in rows(self.book, "ibu_hamil"):
            self.pregnancy(row)
        for row in rows(self.book, "anak"):
            self.child(row)
        for row in rows(self.book, "perubahan"):
            self.change(row)
        Statement.objects.bulk_create(self.statements)
        self.records(PregnancyRecord, "ibu", "pregnancy", MOTHER_CELLS)
        self.records(ChildRecord, "anak", "child", CHILD_CELLS)
        PaudMonth.objects.bulk_create(
            PaudMonth(
                child=self.targets["anak", row["id_anak"]],
                month=date(row["tahun"], row["bulan"], 1),
                mark=row["hadir"],
            )
            for row in rows(self.book, "paud")
            if cell(row, "hadir")
        )
        return self

    def dusun(self, name):
        if name not in self.dusuns:
            self.dusuns[name], _ = Dusun.objects.get_or_create(
                village=self.village, name=name
            )
        return self.dusuns[name]

    def posyandu(self, name):
        if name and name not in self.posyandus:
            self.posyandus[name], _ = Posyandu.objects.get_or_create(
                village=self.village, name=name
            )
        return self.posyandus.get(name)

    def household(self, row: Row):
        household = Household.objects.create(
            village=self.village,
            dusun=self.dusun(row["dusun"]),
            head_name=row["kepala_keluarga"],
            registered_on=row["tanggal_daftar"],
        )
        self.households[row["id_rt"]] = household
        self.live(household, row["dusun"], row["tanggal_daftar"])
        self.register(row, "household", household)

    def live(self, household, dusun, day):
        Residence.objects.update_or_create(
            household=household,
            from_on=day,
            defaults={"village": self.village, "dusun": self.dusun(dusun)},
        )

    def person(self, row: Row, **fields):
        household = self.households[row["id_rt"]]
        person = Person.objects.create(
            household=household,
            name=row["nama"],
            registered_on=row["tanggal_daftar"],
            **fields,
        )
        Membership.objects.create(
            person=person, household=household, from_on=row["tanggal_daftar"]
        )
        return person

    def pregnancy(self, row: Row):
        key = row.get("id_orang") or row["id_ibu"]
        woman = self.women.get(key) or self.person(row, sex="P")
        self.women[key] = woman
        ended = cell(row, "tanggal_melahirkan") or None
        pregnancy = Pregnancy.objects.create(
            woman=woman,
            registered_on=row["tanggal_daftar"],
            due_on=row["hpl"],
            ended_on=ended,
            outcome=(cell(row, "hasil") or "lahir hidup") if ended else "",
            **_exit(row),
        )
        self.targets["ibu", row["id_ibu"]] = pregnancy
        self.register(row, "pregnancy", pregnancy)

    def child(self, row: Row):
        child = self.person(
            row,
            sex=row["jenis_kelamin"],
            born_on=row["tanggal_lahir"],
            is_child=True,
            birth_weight_kg=row.get("berat_lahir_kg"),
            birth_length_cm=row.get("panjang_lahir_cm"),
            **_exit(row),
        )
        self.targets["anak", row["id_anak"]] = child
        self.register(row, "child", child)

    def register(self, row: Row, about: str, target):
        for column in YES_NO:
            if cell(row, column):
                self.state(about, target, column, row["tanggal_daftar"], row[column], 0)
        if cell(row, "posyandu"):
            day, name = row["tanggal_daftar"], row["posyandu"]
            self.state(about, target, "posyandu", day, name, 0)

    def change(self, row: Row):
        kind, key = row["jenis"], row["id"]
        day, column, value = row["tanggal"], row["kolom"], cell(row, "nilai")
        if kind == "rumah_tangga" and column == "dusun":
            self.live(self.households[key], value, day)
        elif kind == "rumah_tangga":
            self.state("household", self.households[key], column, day, value, 1)
        elif kind == "ibu_hamil":
            target = self.targets["ibu", key]
            self.state("pregnancy", target, column, day, value, 1)
        else:
            self.state("child", self.targets["anak", key], column, day, value, 1)

    def state(self, about, target, column, day, value, origin):
        fields = {"value": value}
        if column == "posyandu":
            fields = {"value": "", "posyandu": self.posyandu(value)}
        self.statements.append(
            Statement(
                **{about: target},
                column=column,
                stated_on=day,
                origin=origin,
                **fields,
            )
        )

    def records(self, model, kind: str, about: str, cells: dict):
        made = []
        for row in rows(self.book, f"bulanan_{kind}"):
            target = self.targets[kind, row[f"id_{kind}"]]
            person = target.woman if kind == "ibu" else target
            day = row["tanggal_periksa"]
            made.append(
                model(
                    **{about: target},
                    household_id=person.household_id,
                    month=day.replace(day=1),
                    visited_on=day,
                    **{
                        name: _cell(row, column, name) for column, name in cells.items()
                    },
                )
            )
        model.objects.bulk_create(made)


def _cell(row: Row, column: str, name: str):
    return row.get(column) if name in NUMBERS else cell(row, column)


def _exit(row: Row) -> dict:
    if not cell(row, "tanggal_keluar"):
        return {}
    return {"exited_on": row["tanggal_keluar"], "exit_reason": row["alasan_keluar"]}


def load(village: Village, book: Workbook) -> Loader:
    """Write a workbook into a village."""
    return Loader(village, book).load()
