"""Every list of a village that may be taken away: its columns, and its rows one by one.

A list is read as it is written. NIK and nomor KK go only to whoever may see them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from households.models import (
    ChildRecord,
    PaudMonth,
    Person,
    Pregnancy,
    PregnancyRecord,
)
from households.tasklist import tasks_of
from villages.access import Permission as P
from villages.models import Activity, AuditEntry

AT_ONCE = 2000  # rows that the database hands over
IDENTITY = {"NIK", "Nomor KK"}  # only with SEE_IDENTITY


@dataclass(frozen=True)
class ListOut:
    """One list: its heading in words, who may have it, and column → field or reader."""

    code: str
    title: str
    permission: P
    columns: tuple[tuple[str, str], ...]
    query: Callable[[Any], Any]

    def headings(self, sees_identity: bool) -> list[str]:
        """The columns that a person may have."""
        return [name for name, _ in self._allowed(sees_identity)]

    def rows(self, village: Any, sees_identity: bool) -> Iterator[Any]:
        """The rows, read as they are asked for."""
        fields = [field for _, field in self._allowed(sees_identity)]
        found = self.query(village)
        if not hasattr(found, "values_list"):
            return ([row[field] for field in fields] for row in found)
        rows: Iterator[Any] = found.values_list(*fields).iterator(chunk_size=AT_ONCE)
        return rows

    def _allowed(self, sees_identity: bool) -> list[tuple[str, str]]:
        return [
            column
            for column in self.columns
            if sees_identity or column[0] not in IDENTITY
        ]


def _tasks(village: Any) -> Iterator[dict[str, Any]]:
    today = village.today()
    for task in tasks_of(village, today.replace(day=1), today=today).tasks:
        yield {
            "who": "ibu hamil" if task.is_mother else "anak",
            "name": task.name,
            "dusun": task.household.dusun.name,
            "detail": task.detail,
            "risk": task.risk,
            "state": "sudah dicatat" if task.is_recorded else "belum dicatat",
            "missing": ", ".join(map(str, task.missing)),
            "missed": task.missed_words,
        }


_EXIT = (
    ("Tanggal daftar", "registered_on"),
    ("Tanggal keluar", "exited_on"),
    ("Alasan keluar", "exit_reason"),
    ("Diverifikasi", "verified_at__date"),
)
_FACILITY = (
    ("Tahun", "year"),
    ("Jenis", "kind"),
    ("Nama", "name"),
    ("Dusun", "dusun__name"),
    ("Periksa hamil", "antenatal_care"),
    ("Pil Fe", "iron_pills"),
    ("Nifas", "postnatal_care"),
    ("Imunisasi", "immunisation"),
    ("Timbang", "weighing"),
    ("Ukur", "measuring"),
    ("Konseling", "counselling"),
    ("Parenting", "parenting"),
    ("PAUD 3-6 tahun", "preschool"),
)


def _cells(model: Any, *names: str) -> tuple[tuple[str, str], ...]:
    """Columns named as the model names its fields."""
    return tuple(
        (str(model._meta.get_field(name).verbose_name).capitalize(), name)
        for name in names
    )


LISTS = (
    ListOut(
        "rumah-tangga",
        "Rumah tangga",
        P.VIEW_REGISTER,
        (
            ("Kepala keluarga", "head_name"),
            ("Nomor KK", "kk_number"),
            ("Dusun", "dusun__name"),
            ("RT", "rt"),
            ("RW", "rw"),
            ("Alamat", "address"),
            ("Tanggal daftar", "registered_on"),
            ("Diverifikasi", "verified_at__date"),
        ),
        lambda village: village.households.standing().order_by("head_name", "pk"),
    ),
    ListOut(
        "ibu-hamil",
        "Ibu hamil dan nifas",
        P.VIEW_REGISTER,
        (
            ("Nama", "woman__name"),
            ("NIK", "woman__nik"),
            ("Tanggal lahir", "woman__born_on"),
            ("Dusun", "woman__household__dusun__name"),
            ("Keluarga", "woman__household__head_name"),
            ("Nomor KIA", "kia_number"),
            ("HPL", "due_on"),
            ("Tanggal melahirkan", "ended_on"),
            ("Hasil", "outcome"),
            *_EXIT,
        ),
        lambda village: Pregnancy.objects.in_village(village).order_by(
            "woman__name", "pk"
        ),
    ),
    ListOut(
        "anak",
        "Anak",
        P.VIEW_REGISTER,
        (
            ("Nama", "name"),
            ("NIK", "nik"),
            ("L/P", "sex"),
            ("Tanggal lahir", "born_on"),
            ("Ibu", "mother__name"),
            ("Dusun", "household__dusun__name"),
            ("Keluarga", "household__head_name"),
            ("Nomor KIA", "kia_number"),
            *_EXIT,
        ),
        lambda village: (
            Person.objects.in_village(village)
            .filter(is_child=True)
            .order_by("name", "pk")
        ),
    ),
    ListOut(
        "tugas",
        "Tugas bulan ini",
        P.VIEW_REGISTER,
        (
            ("Sasaran", "who"),
            ("Nama", "name"),
            ("Dusun", "dusun"),
            ("Keadaan", "detail"),
            ("Risiko", "risk"),
            ("Catatan bulan ini", "state"),
            ("Belum diterima", "missing"),
            ("Kunjungan tanpa hasil", "missed"),
        ),
        _tasks,
    ),
    ListOut(
        "bulanan-ibu",
        "Pemantauan bulanan ibu hamil (2A)",
        P.VIEW_REGISTER,
        (
            ("Nama ibu", "pregnancy__woman__name"),
            *_cells(PregnancyRecord, "visited_on", "status", "muac_cm", "checkup"),
            *_cells(PregnancyRecord, "iron", "iron_pills", "nifas_visits"),
            *_cells(PregnancyRecord, "counselling", "husband_counselling"),
            *_cells(PregnancyRecord, "home_visit", "water", "latrine", "insurance"),
        ),
        lambda village: PregnancyRecord.objects.filter(
            pregnancy__woman__household__village=village
        ).order_by("pregnancy_id", "month"),
    ),
    ListOut(
        "bulanan-anak",
        "Pemantauan bulanan anak (2B)",
        P.VIEW_REGISTER,
        (
            ("Nama anak", "child__name"),
            ("L/P", "child__sex"),
            ("Tanggal lahir", "child__born_on"),
            *_cells(ChildRecord, "visited_on", "nutrition", "mat", "immunisation"),
            *_cells(ChildRecord, "measles", "weight_kg", "height_cm", "position"),
            *_cells(ChildRecord, "father_counselling", "mother_counselling"),
            *_cells(ChildRecord, "home_visit", "water", "latrine"),
            *_cells(ChildRecord, "birth_certificate", "insurance", "parenting"),
        ),
        lambda village: ChildRecord.objects.filter(
            child__household__village=village
        ).order_by("child_id", "month"),
    ),
    ListOut(
        "paud",
        "Layanan PAUD (2C)",
        P.VIEW_REGISTER,
        (
            ("Nama anak", "child__name"),
            ("L/P", "child__sex"),
            ("Tanggal lahir", "child__born_on"),
            ("Bulan", "month"),
            ("Mengikuti", "mark"),
        ),
        lambda village: PaudMonth.objects.filter(
            child__household__village=village
        ).order_by("child_id", "month"),
    ),
    ListOut(
        "fasilitas",
        "Fasilitas dan layanannya",
        P.VIEW_SCORECARD,
        _FACILITY,
        lambda village: village.facilities.order_by("year", "kind", "name"),
    ),
    ListOut(
        "kegiatan",
        "Kegiatan KPM",
        P.VIEW_ACTIVITY,
        (
            ("Tanggal", "held_on"),
            ("Jenis", "kind"),
            ("Pokok kegiatan", "title"),
            ("Tempat", "place"),
            ("Laki-laki", "men"),
            ("Perempuan", "women"),
            ("Bersama", "partners"),
        ),
        lambda village: Activity.objects.filter(
            village=village, removed_at=None
        ).order_by("held_on", "pk"),
    ),
    ListOut(
        "jejak",
        "Jejak perubahan",
        P.VIEW_JOURNAL,
        (
            ("Waktu", "at"),
            ("Oleh", "by__name"),
            ("Perbuatan", "act"),
            ("Jenis data", "subject"),
            ("Nomor data", "subject_id"),
            ("Alasan", "reason"),
        ),
        lambda village: AuditEntry.objects.filter(village=village).order_by("pk"),
    ),
)
BY_CODE = {found.code: found for found in LISTS}
