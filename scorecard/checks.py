"""The quality list: what is mended or explained before a quarter can be final.

Read from the stored letters, so right after the quarter was computed.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count

from households.ages import Trimester, trimester
from households.models import Person, Pregnancy, Quarter
from scorecard.contradictions import (
    contradicting_children,
    contradicting_mothers,
    possible_doubles,
)
from scorecard.reading import letters_in

EXPLAINABLE_DAYS = 14  # after HPL without a delivery, asked for
MENDED_DAYS = 42  # from then on no explanation is enough
LATE_DAYS = 60  # after birth; from then on a birth certificate is due


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
        "terlambat_terdaftar",
        "Baru terdaftar, padahal sudah lama hamil atau lahir",
        "Jelaskan mengapa sasaran ini baru ditemukan.",
        False,
        _known_late(quarter, mothers, children),
    )
    yield from _contradictions(quarter, mothers, children)
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


def _known_late(quarter: Quarter, mothers, children) -> list:
    """Registered this quarter, in the third trimester or after the first 60 days."""
    first = quarter.triwulan.first_day
    new = mothers.filter(pregnancy__registered_on__gte=first, is_delivered=False)
    late = [
        pregnancy.uuid
        for pregnancy in Pregnancy.objects.filter(pk__in=new.values("pregnancy"))
        if trimester(pregnancy.due_on, pregnancy.registered_on) is Trimester.THIRD
    ]
    people = Person.objects.filter(
        pk__in=children.values("child"), registered_on__gte=first
    )
    late += [
        child.uuid
        for child in people
        if (child.registered_on - child.born_on).days > LATE_DAYS
    ]
    return sorted(late)


def _contradictions(quarter: Quarter, mothers, children):
    found = contradicting_children(quarter, children)
    yield (
        "lila",
        "Status kehamilan bertentangan dengan LiLA",
        "Betulkan status: LiLA di bawah 23,5 cm berarti KEK.",
        False,
        sorted(contradicting_mothers(quarter, mothers)),
    )
    yield (
        "status_zscore",
        "Status gizi bertentangan dengan z-score",
        "Ukur sekali lagi, atau betulkan status gizinya.",
        False,
        sorted(found["status_zscore"]),
    )
    yield (
        "zscore_ditandai",
        "Hasil ukur yang tidak mungkin",
        "Timbang dan ukur sekali lagi; periksa satuan dan letak koma.",
        False,
        sorted(found["zscore_ditandai"]),
    )
    yield (
        "ganda",
        "Mungkin tercatat dua kali",
        "Periksa keduanya; gabungkan bila memang satu anak.",
        False,
        sorted(possible_doubles(children)),
    )
    yield (
        "tikar_stunting",
        "Tikar hijau padahal stunting",
        "Ukur ulang panjang/tinggi anak.",
        False,
        sorted(found["tikar_stunting"]),
    )
