"""The quality list: what is mended or explained before a quarter can be final.

Read from the stored letters, so right after the quarter was computed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q

from households.models import ChildRecord, Pregnancy, PregnancyRecord, Quarter
from scorecard.reading import letters_in

EXPLAINABLE_DAYS = 14  # after HPL without a delivery, asked for
MENDED_DAYS = 42  # from then on no explanation is enough
LIMIT_KEK_CM = 23.5


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the quality list: what was found, whom it is about, how to mend it.

    `uuids` are the targets' opaque ids. What `must_mend` cannot be explained away.
    """

    code: str
    title: str
    remedy: str
    uuids: tuple[str, ...]
    must_mend: bool = False
    explanation: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it stands in the way of a final quarter."""
        return bool(self.uuids) and (self.must_mend or not self.explanation)


class ChecksOpen(Exception):
    """Checks are neither mended nor explained."""

    def __init__(self, checks: list[Check]):
        titles = "; ".join(f"{check.title} ({len(check.uuids)})" for check in checks)
        super().__init__(
            "Belum dapat dilanjutkan. Perbaiki atau jelaskan dahulu: " + titles + "."
        )
        self.checks = checks


def checks_of(quarter: Quarter) -> list[Check]:
    """Return what was found in a quarter, in the order of the printed list."""
    said = dict(quarter.explanations.values_list("check_code", "text"))
    return [
        Check(
            code, title, remedy, tuple(map(str, uuids)), must_mend, said.get(code, "")
        )
        for code, title, remedy, must_mend, uuids in _found(quarter)
        if uuids
    ]


def refuse_if_open(quarter: Quarter) -> None:
    """Raise ChecksOpen unless everything found is mended or explained."""
    still_open = [check for check in checks_of(quarter) if check.is_open]
    if still_open:
        raise ChecksOpen(still_open)


def _found(quarter: Quarter):
    letters = letters_in(quarter.village, quarter.triwulan)
    mothers, children = letters.filter(kind="ibu"), letters.filter(kind="anak")
    late, overdue = _past_due(mothers, quarter.as_of)
    yield (
        "belum_berakhir",
        f"{quarter} belum berakhir",
        "Tunggu sampai hari terakhir triwulan lewat.",
        True,
        [] if quarter.as_of == quarter.triwulan.last_day else [quarter.pk],
    )
    yield (
        "hpl_42",
        "HPL lewat 42 hari tanpa persalinan",
        "Catat tanggal melahirkan, atau betulkan HPL-nya.",
        True,
        overdue,
    )
    yield (
        "hpl_14",
        "HPL lewat 14 hari tanpa persalinan",
        "Catat tanggal melahirkan, atau betulkan HPL-nya.",
        False,
        late,
    )
    yield (
        "hamil_ganda",
        "Dua kehamilan terbuka dari satu ibu",
        "Akhiri kehamilan yang lama, atau gabungkan keduanya.",
        True,
        _open_twice(mothers),
    )
    yield (
        "belum_diverifikasi",
        "Sasaran belum diverifikasi admin desa",
        "Minta admin desa memeriksanya di menu Verifikasi.",
        False,
        _unverified(mothers, children),
    )
    yield (
        "tidak_dikunjungi",
        "Sasaran tanpa catatan dalam triwulan ini",
        "Kunjungi dan catat, atau jelaskan sebabnya.",
        False,
        _uuids(letters.exclude(kind="paud").filter(is_visited=False)),
    )
    yield (
        "lila",
        "Status kehamilan bertentangan dengan LiLA",
        "Betulkan status: LiLA di bawah 23,5 cm berarti KEK.",
        False,
        _contradicting_muac(quarter, mothers),
    )
    yield (
        "tikar_stunting",
        "Tikar hijau padahal status gizi stunting",
        "Ukur ulang panjang/tinggi anak.",
        False,
        _green_though_stunted(quarter, children),
    )
    yield (
        "paud_kosong",
        "Bulan PAUD tanpa tanda",
        "Isi Formulir 2C, tanda - bila belum gilirannya.",
        False,
        _uuids(letters.filter(paud_unmarked__gt=0)),
    )


def _uuids(letters) -> list:
    pairs = letters.values_list("pregnancy__uuid", "child__uuid")
    return sorted(mother or child for mother, child in pairs)


def _past_due(mothers, as_of) -> tuple[list, list]:
    pregnant = mothers.filter(is_delivered=False)
    asked = as_of - timedelta(days=EXPLAINABLE_DAYS)
    mended = as_of - timedelta(days=MENDED_DAYS)
    late = pregnant.filter(pregnancy__due_on__lte=asked, pregnancy__due_on__gt=mended)
    return _uuids(late), _uuids(pregnant.filter(pregnancy__due_on__lte=mended))


def _open_twice(mothers) -> list:
    pregnant = mothers.filter(is_delivered=False).values("pregnancy")
    women = (
        Pregnancy.objects.filter(pk__in=pregnant)
        .values("woman")
        .annotate(open=Count("pk"))
        .filter(open__gt=1)
    )
    doubled = mothers.filter(
        is_delivered=False, pregnancy__woman__in=women.values("woman")
    )
    return _uuids(doubled)


def _unverified(mothers, children) -> list:
    return sorted(
        [
            *_uuids(mothers.filter(pregnancy__verified_at=None)),
            *_uuids(children.filter(child__verified_at=None)),
        ]
    )


def _records_in(model, quarter: Quarter) -> Iterable:
    return model.objects.filter(
        visited_on__gte=quarter.triwulan.first_day, visited_on__lte=quarter.as_of
    )


def _contradicting_muac(quarter: Quarter, mothers) -> list:
    records = _records_in(PregnancyRecord, quarter).exclude(status="")
    wrong = Q(muac_cm__lt=LIMIT_KEK_CM, status="N") | Q(
        muac_cm__gte=LIMIT_KEK_CM, status="K"
    )
    contradicting = records.filter(wrong).values("pregnancy")
    return _uuids(mothers.filter(pregnancy__in=contradicting))


def _green_though_stunted(quarter: Quarter, children) -> list:
    records = _records_in(ChildRecord, quarter).filter(mat="H")
    stunted = records.filter(nutrition__in=["S", "GK+S", "GB+S"]).values("child")
    return _uuids(children.filter(child__in=stunted))
