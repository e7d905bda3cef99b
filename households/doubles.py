"""Who may be registered twice in a village: read for the forms, the list, the checks.

What makes two rows one stands in `duplicates`; here it meets the rows. A pair that a
person told apart once is never asked again.
"""

from dataclasses import dataclass

from households.duplicates import (
    SAME_NIK,
    WORDING,
    Expecting,
    Family,
    Individual,
    pairs_of_families,
    pairs_of_individuals,
    pairs_of_pregnancies,
    same_family,
    same_individual,
)
from households.forgotten import ERASED
from households.models import Household, Person, PossibleDouble, Pregnancy
from households.models.entry import NEVER_COUNTED
from households.models.merge import Kind
from households.names import name_key
from households.people import age_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two rows of one kind that may be one, by number in order, and why."""

    kind: str
    first_id: int
    second_id: int
    reasons: tuple[str, ...]

    @property
    def key(self):
        """What tells the pair from every other."""
        return self.kind, self.first_id, self.second_id


# --- the whole village: three queries, whatever its size ---


def candidates(village) -> list[Candidate]:
    """Return every pair of the village that may be one, those told apart too."""
    return [
        *_pairs(Kind.HOUSEHOLD, pairs_of_families(_families(village))),
        *_pairs(Kind.PERSON, pairs_of_individuals(_individuals(village))),
        *_pairs(Kind.PREGNANCY, pairs_of_pregnancies(_pregnancies(village))),
    ]


def open_candidates(village) -> list[Candidate]:
    """Return the pairs that nobody has told apart."""
    told_apart = _told_apart(village)
    return [one for one in candidates(village) if one.key not in told_apart]


def _told_apart(village):
    pairs = PossibleDouble.objects.filter(village=village)
    pairs = pairs.exclude(dismissed_at=None)
    return set(pairs.values_list("kind", "first_id", "second_id"))


def _pairs(kind, found):
    for one, other, reasons in found:
        first, second = sorted((one.pk, other.pk))
        yield Candidate(kind.value, first, second, tuple(reasons))


PERSON_COLUMNS = (
    "pk",
    "name",
    "nik",
    "born_on",
    "mother_id",
    "birth_pregnancy_id",
    "is_child",
)


def _individuals(village) -> list[Individual]:
    people = Person.objects.filter(household__village=village)
    people = people.exclude(exit_reason__in=NEVER_COUNTED).exclude(name=ERASED)
    return [Individual(*row) for row in people.values_list(*PERSON_COLUMNS)]


def _families(village) -> list[Family]:
    rows = village.households.standing().exclude(head_name=ERASED)
    columns = ("pk", "name_key", "kk_number", "dusun_id", "rt")
    return [Family(*row) for row in rows.values_list(*columns)]


def _pregnancies(village) -> list[Expecting]:
    rows = Pregnancy.objects.in_village(village)
    rows = rows.exclude(exit_reason__in=NEVER_COUNTED)
    columns = ("pk", "woman_id", "due_on", "ended_on", "exited_on")
    return [
        Expecting(pk, woman, due_on, ended_on is None and exited_on is None)
        for pk, woman, due_on, ended_on, exited_on in rows.values_list(*columns)
    ]


# --- one row that is being typed: by the index of the NIK and of the birth date ---


@dataclass(frozen=True, slots=True)
class Like:
    """A row that is there already, and why the typed one may be it.

    `row` is None for somebody of another village: of him nothing more is told.
    """

    row: Person | Household | None
    reasons: tuple[str, ...]
    told: str = ""

    @property
    def key(self) -> str:
        """What an acknowledgement names."""
        return str(self.row.uuid) if self.row else "desa-lain"

    @property
    def words(self) -> str:
        """Why, in words."""
        return "; ".join(WORDING[one] for one in self.reasons)


def like_individual(village, typed: Individual) -> list[Like]:
    """Return who in the village the typed person may be; of elsewhere only that."""
    people = Person.objects.exclude(exit_reason__in=NEVER_COUNTED)
    people = people.exclude(pk=typed.pk).select_related("household__dusun")
    found = {}
    if typed.nik:
        found |= {one.pk: one for one in people.filter(nik=typed.nik)}
    if typed.born_on:
        born = people.filter(born_on=typed.born_on, household__village=village)
        found |= {one.pk: one for one in born}
    apart = _apart_from(Kind.PERSON, typed.pk)
    return [
        like
        for pk, one in sorted(found.items())
        if pk not in apart and (like := _like_person(village, typed, one))
    ]


def _like_person(village, typed, one):
    if one.household.village_id != village.pk:
        return Like(None, (SAME_NIK,))
    reasons = same_individual(
        typed, Individual(*(getattr(one, name) for name in PERSON_COLUMNS))
    )
    told = f"{told_of(one, village.today())}, Dusun {one.household.dusun}"
    return Like(one, tuple(reasons), told) if reasons else None


def told_of(person, day):
    """Who somebody is, in a few words."""
    return f"anak {age_of(person, day)}" if person.is_child else "ibu"


def like_household(village, *, head_name, kk="", dusun=None, rt="", pk=None):
    """Return which households of the village the typed one may be."""
    typed = Family(pk, name_key(head_name), kk, dusun, rt)
    rows = village.households.standing().exclude(pk=pk).select_related("dusun")
    found = {}
    if kk:
        found |= {one.pk: one for one in rows.filter(kk_number=kk)}
    if typed.key and dusun:
        heads = rows.filter(name_key=typed.key, dusun=dusun)
        found |= {one.pk: one for one in heads}
    apart = _apart_from(Kind.HOUSEHOLD, pk)
    likes = []
    for one in found.values():
        other = Family(one.pk, one.name_key, one.kk_number, one.dusun_id, one.rt)
        reasons = same_family(typed, other)
        if reasons and one.pk not in apart:
            likes.append(Like(one, tuple(reasons), f"Dusun {one.dusun}"))
    return likes


def _apart_from(kind, pk):
    """The rows from which a stored row was told apart."""
    if pk is None:
        return set()
    pairs = PossibleDouble.objects.filter(kind=kind).exclude(dismissed_at=None)
    mine = pairs.filter(first_id=pk) | pairs.filter(second_id=pk)
    both = mine.values_list("first_id", "second_id")
    return {one for pair in both for one in pair} - {pk}
