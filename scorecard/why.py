"""Mengapa angka ini? What a figure is made of, down to dusun and posyandu."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from households.packages import Package, Who
from scorecard.convergence import Convergence, Letter, total
from scorecard.lift import Lift, lifts_of, points
from scorecard.matrices import Matrix, Person, matrix_of
from scorecard.reading import letters_in, scorecard_of
from scorecard.rules import FATHERS, RULE_SETS, Indicator
from scorecard.rules.terms import NewestStatement
from scorecard.tables import PAUD, Scorecard
from scorecard.why_letters import reasons_behind
from scorecard.wording import PAUD_DUE, PAUD_MET, due_words, met_words, reason_words
from villages.models import Village
from villages.quarters import Triwulan

WHOLE = "desa"
GROUPS = {
    "kelompok-ibu": (Who.MOTHER, "Konvergensi ibu hamil"),
    "kelompok-anak": (Who.CHILD, "Konvergensi anak 0–23 bulan"),
}
FATHER_RULES = [
    "Seharusnya: sama dengan konseling gizi orang tua, setiap anak yang sudah punya "
    "bulan pemantauan pada triwulan ini.",
    "Dihitung bila ayahnya hadir pada catatan mana pun triwulan ini. Baris ini bagian "
    "dari baris konseling dan tidak dijumlahkan lagi.",
]
PACKAGES = {f"paket-{package.lower()}": package for package in Package}


class NoSuchFigure(LookupError):
    """No figure has this code."""


@dataclass(frozen=True)
class Why:
    """One figure and what it is made of.

    `parts` are the indicators that add up to it; of a single indicator there is the
    `indicator` itself and how many targets it was not due for.
    """

    code: str
    title: str
    wording: str
    scorecard: Scorecard
    figure: Convergence
    rules: list[str] = field(default_factory=list)
    parts: list[tuple[Indicator, Convergence]] = field(default_factory=list)
    indicator: Indicator | None = None
    not_due: int = 0
    dusun: list[tuple[str, Convergence]] = field(default_factory=list)
    posyandu: list[tuple[str, Convergence]] = field(default_factory=list)
    lift: Lift | None = None
    households: int = 0  # that one action each would mend: a latrine, a tap

    @property
    def gain(self) -> Decimal:
        """Points of the village if everything missed were received."""
        if self.lift is not None:
            return self.lift.points
        if self.indicator or self.code in (PAUD, FATHERS):  # complete, or no part
            return Decimal(0)
        return points(self.figure.missed, self.scorecard.village.due)


def why(village: Village, quarter: Triwulan, code: str) -> Why:
    """Return what a figure is made of. Raises NoSuchFigure."""
    scorecard = scorecard_of(village, quarter)
    if code in SHARED:
        return of_many(scorecard, code)
    if code in ALONE:
        return ALONE[code](scorecard)
    for indicator in scorecard.rules.indicators:
        if indicator.code == code:
            return _of_one(village, scorecard, indicator)
    raise NoSuchFigure(code)


def of_many(scorecard: Scorecard, code: str) -> Why:
    """Return what a sum of several indicators is made of, in a village or an area."""
    package, (who, title) = PACKAGES.get(code), GROUPS.get(code, (None, ""))
    parts = [
        (indicator, scorecard.figure(indicator.code))
        for indicator in scorecard.rules.indicators
        if package in (None, indicator.package) and who in (None, indicator.who)
    ]
    return Why(
        code=code,
        title=title or (package.label if package else "Tingkat konvergensi desa"),
        wording="",
        scorecard=scorecard,
        figure=total(figure for _, figure in parts),
        rules=[OF_SUMS],
        parts=sorted(parts, key=lambda part: -part[1].missed),
    )


OF_SUMS = (
    "Setiap layanan yang seharusnya diterima satu sasaran dihitung satu kali. Angka "
    "ini jumlah yang diterima lengkap dibagi jumlah yang seharusnya diterima, bukan "
    "rata-rata persen."
)


def of_part(village: Village, quarter: Triwulan, part: str, name: str) -> Why:
    """Return what the convergence of one dusun or posyandu is made of.

    `part` is "dusun" or "posyandu", `name` "" for none. Raises NoSuchFigure.
    """
    scorecard = scorecard_of(village, quarter)
    if name not in (getattr(scorecard, part) or {}):
        raise NoSuchFigure(name)
    sums = {
        indicator.code: dict(_by(matrix, indicator, part)).get(name, Convergence())
        for who in (Who.MOTHER, Who.CHILD)
        for matrix in [matrix_of(village, quarter, who)]
        for indicator in scorecard.rules.of(who)
    }
    parts = [(i, sums[i.code]) for i in scorecard.rules.indicators]
    label = f"{part.capitalize()} {name}" if name else f"Tanpa {part}"
    return Why(
        code=WHOLE,
        title=f"Konvergensi {label}",
        wording="",
        scorecard=scorecard,
        figure=total(figure for _, figure in parts),
        rules=[OF_SUMS],
        parts=sorted(parts, key=lambda pair: -pair[1].missed),
    )


def _of_fathers(scorecard: Scorecard) -> Why:
    return Why(
        code=FATHERS,
        title="Konseling gizi orang tua: ayah (Laki)",
        wording="",
        scorecard=scorecard,
        figure=scorecard.figure(FATHERS),
        rules=FATHER_RULES,
    )


def _of_paud(scorecard: Scorecard) -> Why:
    return Why(
        code=PAUD,
        title="Layanan PAUD",
        wording=scorecard.rules.preschool_wording,
        scorecard=scorecard,
        figure=scorecard.figure(PAUD),
        rules=[PAUD_DUE, PAUD_MET],
    )


SHARED = {WHOLE, *PACKAGES, *GROUPS}
ALONE = {PAUD: _of_paud, FATHERS: _of_fathers}


def _of_one(village: Village, scorecard: Scorecard, indicator: Indicator) -> Why:
    matrix = matrix_of(village, scorecard.quarter, indicator.who)
    letters = [person.letters[indicator.code] for person in matrix.people]
    lift = next((x for x in lifts_of(scorecard) if indicator.code in x.codes), None)
    return Why(
        code=indicator.code,
        title=indicator.service.label,
        wording=indicator.wording,
        scorecard=scorecard,
        figure=scorecard.figure(indicator.code),
        rules=[due_words(indicator), met_words(indicator)],
        indicator=indicator,
        not_due=letters.count(Letter.NOT_DUE),
        dusun=_by(matrix, indicator, "dusun"),
        posyandu=_by(matrix, indicator, "posyandu"),
        lift=lift,
        households=_households(village, scorecard, indicator, lift),
    )


def _households(village: Village, scorecard: Scorecard, indicator, lift) -> int:
    """Households without what serves all who live in them; 0 for other services."""
    is_shared = isinstance(indicator.met, NewestStatement)
    if lift is None or not (is_shared and indicator.met.is_about_household):
        return 0
    mask = sum(map(scorecard.rules.bit, lift.codes))
    rows = letters_in(village, scorecard.quarter)
    rows = rows.values_list("household_id", "due", "received")
    return len({home for home, due, received in rows if due & ~received & mask})


def _by(matrix: Matrix, indicator: Indicator, part: str) -> list:
    found: dict[str, Convergence] = {}
    for person in matrix.people:
        letter = person.letters[indicator.code]
        one = Convergence(int(letter is Letter.RECEIVED), int(letter.is_due))
        name = getattr(person, part)
        found[name] = found.get(name, Convergence()) + one
    due = [(name, one) for name, one in found.items() if one.due]
    return sorted(due, key=lambda pair: (pair[1].percent, pair[0]))


@dataclass(frozen=True, slots=True)
class People:
    """Who stands behind an indicator's figure, by letter, and the reason of each.

    `reasons` are told in words, by the id of those to whom it was due; a snapshot may
    be older than they are (`keeps_reasons`).
    """

    who: Who
    indicator: Indicator
    missed: list[Person]
    received: list[Person]
    not_due: list[Person]
    reasons: Mapping[str, str]
    keeps_reasons: bool


def people_behind(village: Village, quarter: Triwulan, code: str) -> People:
    """Return the targets of one indicator by letter. Raises NoSuchFigure."""
    indicator = _indicator(code)
    matrix = matrix_of(village, quarter, indicator.who)
    by_letter = (Letter.MISSED, Letter.RECEIVED, Letter.NOT_DUE)
    groups = (
        [p for p in matrix.people if p.letters.get(code) is one] for one in by_letter
    )
    indicator = next((i for i in matrix.indicators if i.code == code), indicator)
    reasons = reasons_behind(village, quarter, matrix)
    told = {
        uuid: reason_words(indicator, own[code])
        for uuid, own in reasons.items()
        if code in own
    }
    return People(indicator.who, indicator, *groups, told, matrix.keeps_reasons)


def _indicator(code: str) -> Indicator:
    """The newest of this code: a quarter may be judged by an older one."""
    for rules in reversed(RULE_SETS.values()):
        for indicator in rules.indicators:
            if indicator.code == code:
                return indicator
    raise NoSuchFigure(code)


def father_share(scorecard: Scorecard) -> Convergence:
    """Return the sub-row Laki, for the page of counselling."""
    return scorecard.figure(FATHERS)
