"""The quality list: what is mended or explained before a quarter can be final.

Read from the stored letters, so right after the quarter was computed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.db.models import Count, Q

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
    facts = Facts(quarter)
    return [
        Check(
            line.code,
            line.title.format(quarter=quarter),
            line.remedy,
            uuids,
            line.must_mend,
            said.get(line.code, ""),
        )
        for line in QUALITY_LIST
        if (uuids := tuple(sorted(map(str, line.find(facts)))))
    ]


def refuse_if_open(quarter: Quarter) -> None:
    """Raise ChecksOpen unless everything found is mended or explained."""
    still_open = [check for check in checks_of(quarter) if check.is_open]
    if still_open:
        raise ChecksOpen(still_open)


class Facts:
    """What the lines of the list look at, each fetched once."""

    def __init__(self, quarter: Quarter):
        self.quarter, self.as_of = quarter, quarter.judged_on
        # Who moved away is mended where he is now; here nobody could open his page.
        village = quarter.village
        # Each list of ids is made once: joined, a planner without statistics would
        # look through the whole register again for every letter.
        living = Person.objects.filter(household__village=village)
        expecting = Pregnancy.objects.filter(woman__household__village=village)
        self.letters = letters_in(village, quarter.triwulan).filter(
            Q(pregnancy_id__in=expecting.values("pk"))
            | Q(child_id__in=living.values("pk"))
        )
        self.mothers = self.letters.filter(kind="ibu")
        self.pregnant = self.mothers.filter(is_delivered=False)
        self.children = self.letters.filter(kind="anak")

    @cached_property
    def contradictions(self) -> dict[str, set]:
        return contradicting_children(self.quarter, self.children)


def _uuids(letters) -> list:
    pairs = letters.values_list("pregnancy__uuid", "child__uuid")
    return [mother or child for mother, child in pairs]


def not_over(facts: Facts) -> Iterable:
    """The quarter itself, while it runs."""
    is_over = facts.as_of == facts.quarter.triwulan.last_day
    return () if is_over else [facts.quarter.pk]


def overdue(facts: Facts) -> Iterable:
    """Pregnant 42 days after the expected day."""
    mended = facts.as_of - timedelta(days=MENDED_DAYS)
    return _uuids(facts.pregnant.filter(pregnancy__due_on__lte=mended))


def late(facts: Facts) -> Iterable:
    """Pregnant 14 to 41 days after the expected day."""
    asked = facts.as_of - timedelta(days=EXPLAINABLE_DAYS)
    mended = facts.as_of - timedelta(days=MENDED_DAYS)
    return _uuids(
        facts.pregnant.filter(
            pregnancy__due_on__lte=asked, pregnancy__due_on__gt=mended
        )
    )


def open_twice(facts: Facts) -> Iterable:
    """Open pregnancies of a woman who has more than one."""
    pregnancies = Pregnancy.objects.filter(pk__in=facts.pregnant.values("pregnancy"))
    women = pregnancies.values("woman").annotate(open=Count("pk")).filter(open__gt=1)
    return _uuids(facts.pregnant.filter(pregnancy__woman__in=women.values("woman")))


def unverified(facts: Facts) -> Iterable:
    """Targets that the admin desa has not verified."""
    mothers = facts.mothers.filter(pregnancy__verified_at=None)
    children = facts.children.filter(child__verified_at=None)
    return [*_uuids(mothers), *_uuids(children)]


def unvisited(facts: Facts) -> Iterable:
    """Targets without a record in the quarter."""
    return _uuids(facts.letters.exclude(kind="paud").filter(is_visited=False))


def known_late(facts: Facts) -> Iterable:
    """Registered this quarter, in the third trimester or after the first 60 days."""
    first = facts.quarter.triwulan.first_day
    women = facts.pregnant.filter(pregnancy__registered_on__gte=first)
    for pregnancy in Pregnancy.objects.filter(pk__in=women.values("pregnancy")):
        if trimester(pregnancy.due_on, pregnancy.registered_on) is Trimester.THIRD:
            yield pregnancy.uuid
    people = Person.objects.filter(pk__in=facts.children.values("child"))
    for child in people.filter(registered_on__gte=first):
        if (child.registered_on - child.born_on).days > LATE_DAYS:
            yield child.uuid


def of_line(code: str) -> Callable[[Facts], Iterable]:
    """Find the children whose records contradict each other on a line."""
    return lambda facts: facts.contradictions[code]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the printed list, and what finds whom it is about."""

    code: str
    title: str
    remedy: str
    find: Callable[[Facts], Iterable]
    must_mend: bool = False


QUALITY_LIST = (
    Line(
        "belum_berakhir",
        "{quarter} belum berakhir",
        "Tunggu sampai hari terakhir triwulan lewat.",
        not_over,
        must_mend=True,
    ),
    Line(
        "hpl_42",
        "HPL lewat 42 hari tanpa persalinan",
        "Catat tanggal melahirkan, atau betulkan HPL-nya.",
        overdue,
        must_mend=True,
    ),
    Line(
        "hpl_14",
        "HPL lewat 14 hari tanpa persalinan",
        "Catat tanggal melahirkan, atau betulkan HPL-nya.",
        late,
    ),
    Line(
        "hamil_ganda",
        "Dua kehamilan terbuka dari satu ibu",
        "Akhiri kehamilan yang lama, atau gabungkan keduanya.",
        open_twice,
        must_mend=True,
    ),
    Line(
        "belum_diverifikasi",
        "Sasaran belum diverifikasi admin desa",
        "Minta admin desa memeriksanya di menu Verifikasi.",
        unverified,
    ),
    Line(
        "terlambat_terdaftar",
        "Baru terdaftar, padahal sudah lama hamil atau lahir",
        "Jelaskan mengapa sasaran ini baru ditemukan.",
        known_late,
    ),
    Line(
        "tidak_dikunjungi",
        "Sasaran tanpa catatan dalam triwulan ini",
        "Kunjungi dan catat, atau jelaskan sebabnya.",
        unvisited,
    ),
    Line(
        "lila",
        "Status kehamilan bertentangan dengan LiLA",
        "Betulkan status: LiLA di bawah 23,5 cm berarti KEK.",
        lambda facts: contradicting_mothers(facts.quarter, facts.mothers),
    ),
    Line(
        "status_zscore",
        "Status gizi bertentangan dengan z-score",
        "Ukur sekali lagi, atau betulkan status gizinya.",
        of_line("status_zscore"),
    ),
    Line(
        "zscore_ditandai",
        "Hasil ukur yang tidak mungkin",
        "Timbang dan ukur sekali lagi; periksa satuan dan letak koma.",
        of_line("zscore_ditandai"),
    ),
    Line(
        "ganda",
        "Mungkin tercatat dua kali",
        "Periksa di Sasaran › Mungkin ganda; gabungkan bila memang satu.",
        lambda facts: possible_doubles(facts.quarter, facts.mothers, facts.children),
    ),
    Line(
        "tikar_stunting",
        "Tikar hijau padahal stunting",
        "Ukur ulang panjang/tinggi anak.",
        of_line("tikar_stunting"),
    ),
    Line(
        "paud_kosong",
        "Bulan PAUD tanpa tanda",
        "Isi Formulir 2C, tanda - bila belum gilirannya.",
        lambda facts: _uuids(facts.letters.filter(paud_unmarked__gt=0)),
    ),
)
