"""An invented village as a workbook file: the way its families come in."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date

from households.workbook.columns import BY_NAME

from .families import Child, Home, Mother, Village, settle
from .places import DusunPlan, VillagePlan
from .visits import Row, child_rows, mother_rows, paud_rows

SERVICES = {
    "posyandu": ("timbang", "ukur", "konseling"),
    "poskesdes": ("periksa_hamil", "pil_fe", "nifas", "imunisasi", "timbang", "ukur"),
    "bidan": ("periksa_hamil", "pil_fe", "nifas", "imunisasi", "konseling"),
    "puskesmas": ("periksa_hamil", "pil_fe", "nifas", "imunisasi", "konseling"),
    "paud": ("parenting", "paud_3_6"),
    "tk": ("paud_3_6",),
}
ALL_SERVICES = (
    *("periksa_hamil", "pil_fe", "nifas", "imunisasi", "timbang", "ukur"),
    *("konseling", "parenting", "paud_3_6"),
)


def workbook_of(plan: VillagePlan, today: date) -> io.BytesIO:
    """A zip of CSV files; the same bytes for the same village and day."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, rows in sheets_of(plan, today).items():
            entry = zipfile.ZipInfo(f"{name}.csv")  # its date is fixed: 1980
            archive.writestr(entry, _csv(BY_NAME[name].names, rows))
    file.seek(0)
    return file


def sheets_of(plan: VillagePlan, today: date) -> dict[str, list[Row]]:
    """The rows of every sheet."""
    village = settle(plan, today)
    return {
        "rumah_tangga": [_home(home) for home in village.homes],
        "ibu_hamil": [_mother(mother) for mother in village.mothers],
        "anak": [_child(child) for child in village.children],
        "bulanan_ibu": list(mother_rows(village)),
        "bulanan_anak": list(child_rows(village)),
        "paud": list(paud_rows(village)),
        "perubahan": list(_changes(village)),
        "fasilitas": list(_facilities(plan, today)),
    }


def _csv(names: Iterable[str], rows: Iterable[Row]) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(names), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _at_first(since: date | None, registered_on: date) -> str:
    return "v" if since and since <= registered_on else "x"


def _home(home: Home) -> Row:
    day = home.registered_on
    return {
        "id_rt": home.key,
        "dusun": home.dusun.name,
        "rt": home.rt,
        "rw": home.rw,
        "no_kk": home.kk,
        "kepala_keluarga": home.head,
        "rentan": "v" if home.is_vulnerable else "x",
        "air_aman": _at_first(home.water_since, day),
        "jamban_layak": _at_first(home.latrine_since, day),
        "tanggal_daftar": day,
    }


def _mother(mother: Mother) -> Row:
    return {
        "id_ibu": mother.key,
        "id_orang": mother.woman,
        "id_rt": mother.home.key,
        "posyandu": mother.home.dusun.posyandu,
        "no_kia": f"KIA-{mother.key[4:]}",
        "nama": mother.name,
        "nik": mother.nik,
        "tanggal_lahir": mother.born_on,
        "hpl": mother.due_on,
        "tanggal_daftar": mother.registered_on,
        "tanggal_melahirkan": mother.ended_on,
        "hasil": mother.outcome,
        "jumlah_lahir_hidup": mother.live_births or "",
        "jaminan_kesehatan": _at_first(mother.home.insured_since, mother.registered_on),
    }


def _child(child: Child) -> Row:
    day = child.registered_on
    return {
        "id_anak": child.key,
        "id_rt": child.home.key,
        "id_ibu": child.mother,
        "posyandu": child.home.dusun.posyandu,
        "no_kia": f"KIA-A{child.key[5:]}",
        "nama": child.name,
        "nik": child.nik,
        "jenis_kelamin": child.sex,
        "tanggal_lahir": child.born_on,
        "berat_lahir_kg": child.kg,
        "panjang_lahir_cm": child.cm,
        "tanggal_daftar": day,
        "akta_lahir": _at_first(child.certificate_since, day),
        "jaminan_kesehatan": _at_first(child.home.insured_since, day),
        "tanggal_keluar": child.left_on,
        "alasan_keluar": child.left_because,
    }


def _changes(village: Village) -> Iterator[Row]:
    """What a family got after it was registered: a latrine, a birth certificate."""
    for home in village.homes:
        for column, since in (
            ("air_aman", home.water_since),
            ("jamban_layak", home.latrine_since),
        ):
            if since and home.registered_on < since <= village.today:
                yield _change("rumah_tangga", home.key, since, column)
    for child in village.children:
        since = child.certificate_since
        until = min(village.today, child.left_on or village.today)
        if since and child.registered_on < since <= until:
            yield _change("anak", child.key, since, "akta_lahir")


def _change(kind: str, key: str, day: date, column: str) -> Row:
    return {"jenis": kind, "id": key, "tanggal": day, "kolom": column, "nilai": "v"}


def _facilities(plan: VillagePlan, today: date) -> Iterator[Row]:
    for number, (kind, name, dusun) in enumerate(_named(plan), 1):
        services = {one: "v" if one in SERVICES[kind] else "x" for one in ALL_SERVICES}
        yield {
            "id_fasilitas": f"F-{number:02}",
            "tahun": today.year,
            "jenis": kind,
            "nama": name,
            "dusun": dusun.name,
            **services,
        }


def _named(plan: VillagePlan) -> Iterator[tuple[str, str, DusunPlan]]:
    first, second, *_ = plan.dusuns
    yield "poskesdes", f"Poskesdes {plan.name}", first
    for dusun in plan.dusuns:
        yield "posyandu", f"Posyandu {dusun.posyandu}", dusun
    yield "bidan", f"Praktik {plan.officials['bidan'].split(',')[0]}", second
    yield "puskesmas", f"Pustu {plan.name}", second
    yield "paud", "PAUD Tunas Harapan", first
    yield "paud", "PAUD Bina Kasih", plan.dusuns[-1]
    yield "tk", f"TK Pertiwi {plan.name}", second
