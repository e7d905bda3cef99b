"""Mengapa angka ini? The counts of Tabel 1 and 2: who is counted, and by which rule."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from households.packages import Who
from scorecard.matrices import GONE, matrix_of
from scorecard.models import TargetQuarter
from scorecard.reading import letters_in, scorecard_of
from scorecard.rules import RuleSet
from scorecard.tables import Scorecard
from villages.models import Village
from villages.quarters import Triwulan

Kind = TargetQuarter.Kind
WHO = {Kind.MOTHER: Who.MOTHER, Kind.CHILD: Who.CHILD}
MAT = (
    "Warna yang dilihat pada tikar, menurut catatan terbaru triwulan ini yang memuatnya"
)
# code: (title, the rule as one sentence)
COUNTS = {
    "households": (
        "Rumah tangga 1.000 HPK",
        "Setiap rumah tangga dengan ibu hamil, ibu bersalin, atau anak 0–23 bulan "
        "dihitung satu kali, berapa pun sasaran di dalamnya.",
    ),
    "ibu_hamil": (
        "Ibu hamil",
        "Ibu hamil pada tanggal data, dan ibu bersalin sampai hari ke-42 sesudah "
        "melahirkan bila hari itu tidak mendahului triwulan ini.",
    ),
    "kek_resti": (
        "Ibu hamil KEK/RESTI",
        "Ibu hamil dan ibu bersalin dengan status terbaru KEK atau RISTI.",
    ),
    "anak": (
        "Anak 0–23 bulan",
        "Anak yang belum genap 24 bulan pada tanggal data, dikunjungi atau tidak.",
    ),
    "anak_gizi": (
        "Anak gizi kurang, gizi buruk, atau stunting",
        "Anak 0–23 bulan dengan status gizi terbaru gizi kurang, gizi buruk, atau "
        "stunting; yang dihitung adalah status yang dicatat.",
    ),
    "hijau": ("Tikar hijau", f"{MAT}: hijau (normal)."),
    "kuning": ("Tikar kuning", f"{MAT}: kuning (resiko stunting)."),
    "merah": ("Tikar merah", f"{MAT}: merah (terindikasi stunting)."),
    "tidak_diukur": (
        "Tidak diukur dengan tikar",
        "Anak 0–23 bulan tanpa warna tikar pada catatan mana pun triwulan ini.",
    ),
    "unvisited": (
        "Sasaran yang tidak dikunjungi",
        "Ibu dan anak yang tidak punya satu pun catatan bulanan pada triwulan ini. "
        "Mereka tetap dihitung sebagai sasaran.",
    ),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """One count: its rule, and how it is spread over the dusun.

    `is_traced` is False when the letters that are kept do not add up to it, as in a
    quarter that was frozen elsewhere; then nobody is named.
    """

    code: str
    title: str
    rule: str
    scorecard: Scorecard
    count: int
    dusun: list[tuple[str, int]]
    is_traced: bool


def why_count(village: Village, quarter: Triwulan, code: str) -> Counted:
    """Return what a count is made of. Raises KeyError for no count."""
    title, rule = COUNTS[code]
    scorecard = scorecard_of(village, quarter)
    rows = rows_behind(village, scorecard, code)
    spread = Counter(row.dusun.name for row in rows)
    return Counted(
        code=code,
        title=title,
        rule=rule,
        scorecard=scorecard,
        count=scorecard.count(code),
        dusun=sorted(spread.items(), key=lambda part: (-part[1], part[0])),
        is_traced=len(rows) == scorecard.count(code),
    )


def rows_behind(village: Village, scorecard: Scorecard, code: str) -> list:
    """Return the letters that a count counts."""
    rows = letters_in(village, scorecard.quarter)
    rows = rows.select_related("pregnancy", "child__household", "household", "dusun")
    is_counted = _conditions(scorecard.rules)[code]
    return [row for row in rows if is_counted(row)]


def _conditions(rules: RuleSet) -> Mapping[str, Callable[[TargetQuarter], bool]]:
    """As the engine counts them."""
    mother = _of_kind(Kind.MOTHER)
    child = _of_kind(Kind.CHILD)
    risks = rules.risks
    return {
        "households": lambda row: row.is_first_of_household,
        "ibu_hamil": mother,
        "kek_resti": lambda row: mother(row) and row.status in risks[Who.MOTHER],
        "anak": child,
        "anak_gizi": lambda row: child(row) and row.status in risks[Who.CHILD],
        "hijau": lambda row: row.mat == "H",
        "kuning": lambda row: row.mat == "K",
        "merah": lambda row: row.mat == "M",
        "tidak_diukur": lambda row: child(row) and row.mat == "",
        "unvisited": lambda row: row.kind != Kind.PRESCHOOL and not row.is_visited,
    }


def _of_kind(kind: Kind) -> Callable[[TargetQuarter], bool]:
    return lambda row: row.kind == kind


# --- who they are --------------------------------------------------------------------


def people_counted(village: Village, quarter: Triwulan, code: str) -> list:
    """Return (Who, Person) of everybody a count counts, as the quarter names them."""
    scorecard = scorecard_of(village, quarter)
    uuids = {
        str((row.pregnancy or row.child).uuid)
        for row in rows_behind(village, scorecard, code)
    }
    return [
        (who, person)
        for who in (Who.MOTHER, Who.CHILD)
        for person in matrix_of(village, quarter, who).people
        if person.uuid in uuids
    ]


def homes_counted(village: Village, quarter: Triwulan) -> list:
    """Return (name of the head, household here or None) of the households counted."""
    scorecard = scorecard_of(village, quarter)
    homes = [row.household for row in rows_behind(village, scorecard, "households")]
    found = [
        (one.head_name, one) if one.village_id == village.pk else (GONE, None)
        for one in homes
    ]
    return sorted(found, key=lambda pair: pair[0])
