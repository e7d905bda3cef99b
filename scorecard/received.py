"""What one person received and missed, package by package, in each quarter.

Letters as they are stored: those of a final quarter are the ones its snapshot sealed.
"""

from dataclasses import dataclass, field

from households.models import Person, Pregnancy, Quarter
from households.packages import Package, Who
from households.tasklist import SHORT
from scorecard.convergence import Convergence, Letter, letters, of_masks
from scorecard.models import TargetQuarter
from scorecard.reading import rules_of
from villages.quarters import Triwulan


@dataclass
class PackageLetters:
    """One of the five packages: [(service, letter)], due ones only."""

    package: Package
    letters: list = field(default_factory=list)

    @property
    def is_complete(self):
        return all(letter is Letter.RECEIVED for _, letter in self.letters)

    @property
    def missing(self):
        return [name for name, letter in self.letters if letter is Letter.MISSED]


@dataclass
class QuarterServices:
    """One target in one quarter."""

    quarter: Triwulan
    kind: str  # "ibu" or "anak", as addresses say it
    target: Pregnancy | Person
    figure: Convergence
    is_final: bool
    is_visited: bool
    is_here: bool  # counted in the village that looks now
    packages: list

    @property
    def missing(self):
        return [name for one in self.packages for name in one.missing]


def services_of(village, life):
    """[QuarterServices] of a person's pregnancies and childhood, newest quarter first.

    Two queries. PAUD after the second birthday is told by its months, not here.
    """
    mine = {("ibu", one.pk): one for one in life.pregnancies}
    mine["anak", life.person.pk] = life.person
    rows = _rows(life)
    marks = _marks(rows)
    found = [_of_quarter(village, row, mine, marks) for row in rows]
    return sorted(found, key=lambda one: one.quarter, reverse=True)


def _rows(life):
    pregnancies = [one.pk for one in life.pregnancies]
    kinds = TargetQuarter.Kind
    as_mother = TargetQuarter.objects.filter(
        kind=kinds.MOTHER, pregnancy__in=pregnancies
    )
    as_child = TargetQuarter.objects.filter(kind=kinds.CHILD, child=life.person)
    return list(as_mother | as_child)


def _marks(rows):
    """The quarters of the villages that counted the person, by village and quarter."""
    quarters = Quarter.objects.filter(village__in={row.village_id for row in rows})
    return {(one.village_id, one.triwulan): one for one in quarters}


def _of_quarter(village, row, mine, marks):
    quarter = Triwulan(row.year, row.number)
    mark = marks.get((row.village_id, quarter))
    rules = rules_of(mark, quarter)
    who = Who.MOTHER if row.kind == TargetQuarter.Kind.MOTHER else Who.CHILD
    return QuarterServices(
        quarter,
        row.kind,
        mine[row.kind, row.pregnancy_id or row.child_id],
        of_masks(row.due, row.received),
        mark is not None and mark.is_final,
        row.is_visited,
        row.village_id == village.pk,
        list(_packages(rules.of(who), letters(row.due, row.received, rules))),
    )


def _packages(indicators, by_code):
    for package in Package:
        due = [
            (SHORT[one.code], by_code[one.code])
            for one in indicators
            if one.package is package and by_code[one.code].is_due
        ]
        if due:
            yield PackageLetters(package, due)
