"""Formulir 3A and 3B: persons × indicators with both margins, and who misses what."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from households.ages import completed_months, pregnancy_months
from households.packages import Who
from scorecard.convergence import Convergence, Letter, letters, total
from scorecard.models import Snapshot, TargetQuarter
from scorecard.reading import letters_in, rules_of
from scorecard.rules import Indicator, RuleSet, rules_named
from villages.models import Village
from villages.quarters import Triwulan

GONE = "pindah ke desa lain"  # its letters stay in the quarter it was counted in


@dataclass(frozen=True, slots=True)
class Person:
    """One row of Formulir 3A or 3B: a target and its letters.

    `age_months` is the child's age, or the months of pregnancy, on the as-of date.
    `target_id` is the pregnancy's or child's key, None from a snapshot. `reasons` is
    what a snapshot froze beside the letters; see `why_letters`.
    """

    uuid: str
    target_id: int | None
    name: str
    kia_number: str
    sex: str
    status: str
    age_months: int
    delivered_on: date | None
    dusun: str
    posyandu: str
    is_visited: bool
    letters: Mapping[str, Letter]
    is_here: bool = True  # False once another village has taken the family in
    reasons: Mapping[str, list] | None = None  # None: not frozen, or before they were

    @property
    def convergence(self) -> Convergence:
        """Y ÷ (indicators − TS): the row's margin."""
        due = [letter for letter in self.letters.values() if letter.is_due]
        return Convergence(due.count(Letter.RECEIVED), len(due))

    @property
    def missed(self) -> list[str]:
        """The codes of the services due and not received."""
        return [c for c, letter in self.letters.items() if letter is Letter.MISSED]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Formulir 3A (Who.MOTHER) or 3B (Who.CHILD), with both margins."""

    who: Who
    indicators: tuple[Indicator, ...]
    people: list[Person]
    is_intact: bool = True  # False when a final quarter's copy was tampered with
    is_frozen: bool = False  # read from a snapshot

    @property
    def keeps_reasons(self) -> bool:
        """Whether it can be told what the letters rest on: old snapshots cannot."""
        return not self.is_frozen or all(p.reasons is not None for p in self.people)

    @property
    def columns(self) -> dict[str, Convergence]:
        """The footer: received and due per indicator."""
        return {
            indicator.code: total(
                _ratio(p.letters[indicator.code]) for p in self.people
            )
            for indicator in self.indicators
        }

    @property
    def corner(self) -> Convergence:
        """The group's convergence, the same over rows and over columns."""
        return total(person.convergence for person in self.people)

    def within(self, *, dusun: str | None = None, posyandu: str | None = None):
        """Return the matrix of one dusun and/or posyandu ("" for none)."""
        people = [
            person
            for person in self.people
            if dusun in (None, person.dusun) and posyandu in (None, person.posyandu)
        ]
        return replace(self, people=people)


def stage_words(person: Person, who: Who) -> str:
    """Return "hamil 7 bulan", "bersalin" or "8 bulan"."""
    if who is Who.CHILD:
        return f"{person.age_months} bulan"
    return "bersalin" if person.delivered_on else f"hamil {person.age_months} bulan"


def _ratio(letter: Letter) -> Convergence:
    return Convergence(int(letter is Letter.RECEIVED), int(letter.is_due))


KINDS = {Who.MOTHER: TargetQuarter.Kind.MOTHER, Who.CHILD: TargetQuarter.Kind.CHILD}


def matrix_of(village: Village, quarter: Triwulan, who: Who) -> Matrix:
    """Return Formulir 3A or 3B of a village's quarter, ordered by dusun and name."""
    row = village.quarters.of(quarter).first()
    if row is not None and row.is_final:
        return snapshot_matrix(row.snapshots.latest("pk"), who)
    return stored_matrix(village, quarter, who, rules_of(row, quarter))


def stored_matrix(
    village: Village, quarter: Triwulan, who: Who, rules: RuleSet
) -> Matrix:
    """Return the matrix of the stored letters, with the names of today."""
    related = "pregnancy__woman__household"
    if who is Who.CHILD:
        related = "child__household"
    rows = letters_in(village, quarter).filter(kind=KINDS[who])
    rows = rows.select_related(related, "dusun", "posyandu")
    people = [_person(row, who, rules) for row in rows]
    people.sort(key=lambda person: (person.dusun, person.name, person.uuid))
    return Matrix(who, rules.of(who), people)


def _person(row: TargetQuarter, who: Who, rules: RuleSet) -> Person:
    target = row.pregnancy if who is Who.MOTHER else row.child
    named = target.woman if who is Who.MOTHER else target
    is_mother = who is Who.MOTHER
    is_here = named.household.village_id == row.village_id
    return Person(
        uuid=str(target.uuid),
        target_id=target.pk,
        name=named.name if is_here else GONE,
        kia_number=target.kia_number if is_here else "",
        is_here=is_here,
        sex=named.sex,
        status=row.status,
        age_months=_age(target, row.as_of, is_mother),
        delivered_on=target.ended_on if is_mother and row.is_delivered else None,
        dusun=row.dusun.name,
        posyandu=row.posyandu.name if row.posyandu else "",
        is_visited=row.is_visited,
        letters=_letters_for(row, who, rules),
    )


def _age(target, as_of: date, is_mother: bool) -> int:
    if is_mother:
        return pregnancy_months(target.due_on, min(as_of, target.ended_on or as_of))
    return completed_months(target.born_on, as_of)


def _letters_for(row: TargetQuarter, who: Who, rules: RuleSet) -> dict[str, Letter]:
    every = letters(row.due, row.received, rules)
    return {indicator.code: every[indicator.code] for indicator in rules.of(who)}


def snapshot_matrix(snapshot: Snapshot, who: Who) -> Matrix:
    """Return the matrix that a final quarter printed, with the names it printed."""
    rules = rules_named(snapshot.rule_set)
    people = [
        _frozen_person(target, snapshot.names.get(target["id"], {}))
        for target in snapshot.content["targets"]
        if target["kind"] == KINDS[who]
    ]
    return Matrix(who, rules.of(who), people, snapshot.is_intact, is_frozen=True)


def _frozen_person(target: dict, name: dict) -> Person:
    delivered = name.get("delivered_on")
    return Person(
        uuid=target["id"],
        target_id=None,
        name=name.get("name", "dihapus"),
        kia_number=name.get("kia_number", ""),
        sex=target["sex"],
        status=target["status"],
        age_months=target["age_months"],
        delivered_on=date.fromisoformat(delivered) if delivered else None,
        dusun=target["dusun"],
        posyandu=target["posyandu"],
        is_visited=target["visited"],
        letters={code: Letter(shown) for code, shown in target["letters"].items()},
        reasons=target.get("reasons"),
    )
