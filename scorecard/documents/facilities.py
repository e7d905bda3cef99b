"""Formulir 1: the targets' status per dusun, and the facilities of the year."""

from collections import Counter
from dataclasses import dataclass

from households import known
from households.models import Statement
from scorecard.models import TargetQuarter
from scorecard.reading import letters_in
from villages.models import Facility, Village
from villages.quarters import Triwulan
from villages.typeset import Column, Sheet
from villages.wording import long_date

from .frame import Document, ending, header, place, stem, titles

EMPTY_FACILITIES = 5  # rows to write in where none is recorded yet
CHILDREN = "ANAK 0-23 BULAN"
COUNTS = {
    "rumah_tangga": "TOTAL RUMAH TANGGA SASARAN",
    "rentan": "RUMAH TANGGA KATEGORI RENTAN",
    "ibu_hamil": "IBU HAMIL",
    "ibu_hamil_resti": "IBU HAMIL RESTI",
    "anak": CHILDREN,
    "gizi_kurang": f"{CHILDREN} KONDISI GIZI KURANG",
    "gizi_buruk": f"{CHILDREN} KONDISI GIZI BURUK",
    "stunting": f"{CHILDREN} TERINDIKASI STUNTING",
    "tanpa_air": "RUMAH TANGGA TIDAK MEMILIKI SUMBER AIR BERSIH LAYAK MINUM",
    "tanpa_jamban": "RUMAH TANGGA TIDAK MEMPUNYAI JAMBAN",
    "hamil_tanpa_jaminan": "IBU HAMIL TIDAK MEMPUNYAI JAMINAN KESEHATAN",
    "anak_tanpa_jaminan": f"{CHILDREN} TIDAK MEMPUNYAI JAMINAN KESEHATAN",
    "anak_tanpa_akta": f"{CHILDREN} TIDAK MEMPUNYAI AKTA KELAHIRAN",
}
WASTED = {"GK", "GK+S"}
SEVERE = {"GB", "GB+S"}
STUNTED = {"S", "GK+S", "GB+S"}
AT_RISK = {"R", "K"}
SERVICES = {
    "periksa_hamil": ("antenatal_care", "KIA", "pemeriksaan ibu hamil"),
    "pil_fe": ("iron_pills", "KIA", "pemberian pil Fe"),
    "nifas": ("postnatal_care", "KIA", "pemeriksaan nifas"),
    "imunisasi": ("immunisation", "KIA", "imunisasi"),
    "timbang": ("weighing", "GIZI", "penimbangan berat badan"),
    "ukur": ("measuring", "GIZI", "pengukuran panjang/tinggi badan"),
    "konseling": ("counselling", "GIZI", "konseling rutin"),
    "parenting": ("parenting", "PAUD", "layanan 0 - < 3 tahun (parenting)"),
    "paud_3_6": ("preschool", "PAUD", "layanan 3 - 6 tahun"),
}
KINDS = {  # columns of the form: the kinds of facility that each counts
    "poskesdes": ("Poskesdes", {"poskesdes", "polindes"}),
    "posyandu": ("Posyandu", {"posyandu"}),
    "puskesmas": ("Puskesmas/Pustu", {"puskesmas"}),
    "rumah_sakit": ("Rumah sakit", {"rs"}),
    "bidan": ("Bidan praktek", {"bidan"}),
    "dokter": ("Dokter praktek", {"dokter"}),
    "paud": ("PAUD", {"paud"}),
    "tk": ("TK", {"tk"}),
    "lainnya": ("Lainnya", {"lainnya"}),
}
NOTE = (
    "Air, jamban, jaminan, dan akta yang belum pernah dinyatakan dihitung sebagai "
    "tidak ada."
)


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of one dusun, or of the village under "JUMLAH"."""

    dusun: str
    values: Counter

    def row(self) -> dict:
        """Return every column by its key."""
        return {key: self.values[key] for key in COUNTS}


def formulir_1(village: Village, quarter: Triwulan) -> Document:
    """Return Formulir 1 as the register stood on the quarter's as-of date."""
    targets = list(_targets(village, quarter))
    day = targets[0].as_of if targets else None
    counts = _counts(village, targets, day)
    facilities = list(village.facilities.filter(year=quarter.year))
    kinds = Counter(facility.kind for facility in facilities)
    built = {key: sum(kinds[k] for k in of) for key, (_, of) in KINDS.items()}
    total = sum((one.values for one in counts), Counter())
    data = {
        "document": header("Formulir 1", village, f"Tahun {quarter.year}", as_of=day),
        "place": place(village),
        "year": quarter.year,
        "as_of": day,
        "rows": [{"dusun": one.dusun, **one.row()} for one in counts],
        "total": Counts("JUMLAH", total).row() if len(counts) > 1 else None,
        "facilities": [_services(facility) for facility in facilities],
        "counts": built,
        "blank_facilities": 0 if facilities else EMPTY_FACILITIES,
        **ending(village, day),
    }
    sheets = _sheets(village, quarter, day, [*counts, Counts("JUMLAH", total)])
    more = _facility_sheets(village, quarter, facilities, built)
    name = stem("formulir-1", village.code, quarter.key)
    return Document("formulir_1", name, data, (*sheets, *more))


def _targets(village: Village, quarter: Triwulan):
    rows = letters_in(village, quarter).exclude(kind=TargetQuarter.Kind.PRESCHOOL)
    return rows.select_related("dusun").order_by("dusun__name", "pk")


# --- targets -------------------------------------------------------------------------


def _counts(village, targets, day) -> list[Counts]:
    answers = known.answers_of(
        households={row.household_id for row in targets},
        pregnancies=[row.pregnancy_id for row in targets if row.pregnancy_id],
        children=[row.child_id for row in targets if row.child_id],
    )
    found = {name: Counter() for name in village.dusuns.values_list("name", flat=True)}
    households = set()
    for row in targets:
        of_dusun = found.setdefault(row.dusun.name, Counter())
        of_dusun.update(_target(row, answers, day))
        if row.household_id not in households:
            households.add(row.household_id)
            of_dusun.update(_household(row.household_id, answers, day))
    return [Counts(name, values) for name, values in sorted(found.items())]


def _household(household_id, answers, day) -> dict:
    def said(column):
        return answers.value(("household", household_id), column, day)

    return {
        "rumah_tangga": 1,
        "rentan": int(said(Statement.Column.VULNERABLE) == "v"),
        "tanpa_air": int(said(Statement.Column.WATER) != "v"),
        "tanpa_jamban": int(said(Statement.Column.LATRINE) != "v"),
    }


def _target(row, answers, day) -> dict:
    if row.kind == TargetQuarter.Kind.CHILD:
        return _child(row, answers, day)
    if row.is_delivered:  # no longer pregnant: she counts with her household
        return {}
    insurance = Statement.Column.INSURANCE
    said = answers.value(("pregnancy", row.pregnancy_id), insurance, day)
    return {
        "ibu_hamil": 1,
        "ibu_hamil_resti": int(row.status in AT_RISK),
        "hamil_tanpa_jaminan": int(said != "v"),
    }


def _child(row, answers, day) -> dict:
    def lacks(column):
        return int(answers.value(("child", row.child_id), column, day) != "v")

    return {
        "anak": 1,
        "gizi_kurang": int(row.status in WASTED),
        "gizi_buruk": int(row.status in SEVERE),
        "stunting": int(row.status in STUNTED),
        "anak_tanpa_jaminan": lacks(Statement.Column.INSURANCE),
        "anak_tanpa_akta": lacks(Statement.Column.CERTIFICATE),
    }


# --- facilities ----------------------------------------------------------------------


def _services(facility: Facility) -> dict:
    marks = {key: getattr(facility, of) for key, (of, _, _) in SERVICES.items()}
    return {"nama": facility.name, **marks}


# --- sheets --------------------------------------------------------------------------


def _sheets(village, quarter, day, counts):
    when = f"Keadaan per {long_date(day)}" if day else f"Tahun {quarter.year}"
    yield Sheet(
        "Formulir 1",
        [
            Column("DUSUN", width=22),
            *(Column(heading, "number", 15) for heading in COUNTS.values()),
        ],
        [[one.dusun, *one.row().values()] for one in counts],
        titles=titles(
            "Formulir 1. PENDATAAN KONDISI LAYANAN DAN REKAPITULASI STATUS SASARAN",
            village,
            when,
        ),
        notes=(NOTE,),
    )


def _facility_sheets(village, quarter, facilities, built):
    when = f"Tahun {quarter.year}"
    services = [Column(n, "text", 14, group) for _, group, n in SERVICES.values()]
    yield Sheet(
        "Ketersediaan layanan",
        [Column("NO", "number", 6), Column("NAMA LAYANAN", width=28), *services],
        [[n, *_services(f).values()] for n, f in enumerate(facilities, start=1)],
        titles=titles("KETERSEDIAAN LAYANAN", village, when),
    )
    yield Sheet(
        "Ketersediaan prasarana",
        [Column(name, "number", 14) for name, _ in KINDS.values()],
        [list(built.values())],
        titles=titles("KETERSEDIAAN PRASARANA", village, when),
    )
