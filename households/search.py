"""Finding a person or family of one village, by number or by how the name sounds.

Names are compared by their stored keys, read from two indexes alone; only the few that
are shown are fetched whole. A number is looked up exactly.
"""

from dataclasses import dataclass

from django.db.models import Prefetch, Q

from households.models import Household, Person, Pregnancy
from households.models.entry import ExitReason
from households.names import likeness, name_key
from households.people import age_of, stage_of

PAGE = 20
NUMBER = 16  # digits of NIK and KK
PERSON, HOUSEHOLD = "orang", "keluarga"


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody found: how well, and the order among equals."""

    score: int
    key: str
    kind: str
    pk: int

    @property
    def order(self):
        """Best first; then by the name as it sounds, people before families."""
        return -self.score, self.key, self.kind == HOUSEHOLD, self.pk

    @property
    def mark(self) -> str:
        """What a page hands on to go on after this one; it says nothing of it."""
        return f"{self.kind}-{self.pk}"


@dataclass(slots=True)
class Found:
    """One page of what was found."""

    hits: list[Hit]
    has_more: bool
    is_hidden: bool = False  # a NIK or KK was asked of whoever may not see them


def find(village, words: str, *, sees_identity: bool, after: str = "") -> Found:
    """Return one page of the village's people and families that answer the words.

    Sixteen digits are a NIK or KK and found exactly, by whoever may see them; a number
    of the KIA book is found exactly too. All else is a name. `after` is the mark of the
    last one shown.
    """
    digits = "".join(words.split()).replace("-", "")
    if digits.isdecimal() and len(digits) == NUMBER:
        if not sees_identity:
            return Found([], has_more=False, is_hidden=True)
        hits = _by_number(village, digits)
    else:
        hits = _by_kia(village, words) or _by_name(village, words)
    hits.sort(key=lambda hit: hit.order)
    marks = [hit.mark for hit in hits]
    start = marks.index(after) + 1 if after in marks else 0
    return Found(hits[start : start + PAGE], len(hits) > start + PAGE)


def _people(village):
    people = Person.objects.in_village(village)
    return people.exclude(exit_reason=ExitReason.MERGED)


def _by_number(village, digits) -> list[Hit]:
    people = _people(village).filter(nik=digits).values_list("name_key", "pk")
    homes = village.households.standing().filter(kk_number=digits)
    homes = homes.values_list("name_key", "pk")
    return [
        *(Hit(1, key, PERSON, pk) for key, pk in people),
        *(Hit(1, key, HOUSEHOLD, pk) for key, pk in homes),
    ]


def _by_kia(village, words) -> list[Hit]:
    if not any(sign.isdigit() for sign in words):
        return []
    pregnancies = Pregnancy.objects.filter(kia_number__iexact=words).values("woman")
    people = _people(village).filter(
        Q(kia_number__iexact=words) | Q(pk__in=pregnancies)
    )
    found = people.values_list("name_key", "pk")
    return [Hit(1, key, PERSON, pk) for key, pk in found]


def _by_name(village, words) -> list[Hit]:
    asked = name_key(words).split()
    if not asked:
        return []
    people, homes = keys_of(village)
    return [
        Hit(score, key, kind, pk)
        for kind, rows in ((PERSON, people), (HOUSEHOLD, homes))
        for key, pk in rows
        if (score := likeness(asked, key.split()))
    ]


def keys_of(village):
    """The names of the village as they sound: of people, and of heads of families."""
    people = _people(village).values_list("name_key", "pk")
    homes = village.households.standing().values_list("name_key", "pk")
    return people, homes


# --- who was found ---


def describe(hits, today) -> list[dict]:
    """Say of each who it is: "ibu hamil 7 bulan", "anak 8 bulan", "kepala keluarga"."""
    pregnancies = Pregnancy.objects.exclude(exit_reason=ExitReason.MERGED)
    pregnancies = pregnancies.order_by("-due_on", "-pk")
    people = Person.objects.select_related("household__dusun").prefetch_related(
        Prefetch("pregnancies", pregnancies, to_attr="hers")
    )
    people = people.in_bulk([hit.pk for hit in hits if hit.kind == PERSON])
    homes = Household.objects.select_related("dusun")
    homes = homes.in_bulk([hit.pk for hit in hits if hit.kind == HOUSEHOLD])
    told = []
    for hit in hits:
        if hit.kind == HOUSEHOLD:
            told.append(_family(homes[hit.pk]))
        else:
            told.append(_person(people[hit.pk], today))
    return told


def _family(home):
    return {
        "title": home.head_name,
        "detail": f"kepala keluarga, {_place(home)}",
        "page": ("household", home.pk),
    }


def _person(person, today):
    newest = person.hers[0] if person.hers else None
    if person.is_child:
        what, page = f"anak {age_of(person, today)}", ("child", person.pk)
    elif newest:
        what, page = f"ibu {stage_of(newest, today)}", ("pregnancy", newest.pk)
    else:
        what, page = "anggota keluarga", ("household", person.household_id)
    left = person if person.is_child else newest
    return {
        "title": person.name,
        "detail": f"{what}, {person.household}, {_place(person.household)}",
        "page": page,
        "left": left.exit_reason if left and left.exited_on else "",
    }


def _place(home):
    number = f" RT {home.rt}" if home.rt else ""
    return f"Dusun {home.dusun}{number}"
