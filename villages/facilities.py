"""Which facility gives which service (Formulir 1 b), and what nobody gives at all.

Marks are "v" (gives it), "x" (does not) or "" (not asked).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Service:
    """A column of KETERSEDIAAN LAYANAN: its key in files, its field, its wording."""

    key: str
    field: str
    package: str
    name: str  # as the form prints it
    spoken: str  # as a sentence says it


SERVICES = (
    Service(
        "periksa_hamil",
        "antenatal_care",
        "KIA",
        "pemeriksaan ibu hamil",
        "pemeriksaan ibu hamil",
    ),
    Service("pil_fe", "iron_pills", "KIA", "pemberian pil Fe", "pil tambah darah"),
    Service("nifas", "postnatal_care", "KIA", "pemeriksaan nifas", "pemeriksaan nifas"),
    Service("imunisasi", "immunisation", "KIA", "imunisasi", "imunisasi"),
    Service(
        "timbang", "weighing", "GIZI", "penimbangan berat badan", "penimbangan balita"
    ),
    Service(
        "ukur",
        "measuring",
        "GIZI",
        "pengukuran panjang/tinggi badan",
        "pengukuran tinggi badan",
    ),
    Service(
        "konseling", "counselling", "GIZI", "konseling rutin", "konseling gizi rutin"
    ),
    Service(
        "parenting",
        "parenting",
        "PAUD",
        "layanan 0 - < 3 tahun (parenting)",
        "parenting",
    ),
    Service("paud_3_6", "preschool", "PAUD", "layanan 3 - 6 tahun", "PAUD 3–6 tahun"),
)
# Columns of KETERSEDIAAN PRASARANA: the kinds of facility that each counts.
KINDS = {
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


def marks_of(facility: Any) -> dict[str, str]:
    """Return the facility's nine marks by the key of the service."""
    return {one.key: str(getattr(facility, one.field)) for one in SERVICES}


def built(facilities: Iterable[Any]) -> dict[str, int]:
    """Return how many facilities stand under each column of prasarana."""
    kinds = [facility.kind for facility in facilities]
    return {key: sum(kind in of for kind in kinds) for key, (_, of) in KINDS.items()}


def absent(facilities: Sequence[Any]) -> list[str]:
    """Return a sentence for each service that no facility of the village gives.

    Nothing is said where no facility is recorded: then nobody has looked yet.
    """
    if not facilities:
        return []
    told = [_told(service, facilities) for service in SERVICES]
    return [sentence for sentence in told if sentence]


def _told(service: Service, facilities: Sequence[Any]) -> str:
    marks = [marks_of(facility)[service.key] for facility in facilities]
    if "v" in marks:
        return ""
    unasked = marks.count("")
    if not unasked:
        return f"Tidak ada layanan {service.spoken} di desa ini."
    return (
        f"Belum tercatat fasilitas yang memberi layanan {service.spoken} di desa ini; "
        f"{unasked} fasilitas belum ditanya."
    )
