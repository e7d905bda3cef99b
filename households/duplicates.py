"""When two rows may be one person, one family or one pregnancy: on plain values.

One definition for the warning while registering, the nightly list and the quality
list: the same NIK; or the same birth date with a similar name or the same mother.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations
from typing import TypeVar

from households.names import COMMON, spoken, words_of

_ALIKE = 0.8  # of the sounds; tried on common Javanese and Arabic names
NEAR_DAYS = 42  # between two expected days of one pregnancy, as after a birth (nifas)

SAME_NIK, SAME_KK = "nik", "kk"
ALIKE, SAME_MOTHER = "nama", "ibu"
SAME_HEAD, SAME_WOMAN = "kepala", "kehamilan"
WORDING = {
    SAME_NIK: "NIK sama",
    SAME_KK: "nomor KK sama",
    ALIKE: "tanggal lahir sama, nama mirip",
    SAME_MOTHER: "tanggal lahir sama, ibu sama",
    SAME_HEAD: "kepala keluarga sama di RT yang sama",
    SAME_WOMAN: "dua kehamilan satu ibu pada waktu yang sama",
}


@dataclass(frozen=True, slots=True)
class Individual:
    """What is compared of a child or woman; `delivery` is the birth it came from."""

    pk: int | None
    name: str
    nik: str = ""
    born_on: date | None = None
    mother: int | None = None
    delivery: int | None = None
    is_child: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """What is compared of a household; `key` is the head's name as it sounds."""

    pk: int | None
    key: str
    kk: str = ""
    dusun: int | None = None
    rt: str = ""


@dataclass(frozen=True, slots=True)
class Expecting:
    """What is compared of a pregnancy."""

    pk: int | None
    woman: int
    due_on: date
    is_open: bool = True


One = TypeVar("One", Individual, Family, Expecting)


def are_alike(one: str, other: str) -> bool:
    """Whether two names may be spellings of one: "Moh. Rizki" and "Rizky".

    The same first word is enough when one of them has no second. Muhammad and Siti
    tell nobody apart and are left out where another word stands.
    """
    first, second = _telling(one), _telling(other)
    if not first or not second:
        return False
    if _sound_alike("".join(first), "".join(second)):
        return True
    short, long = sorted((first, second), key=len)
    return len(short) == 1 and _sound_alike(short[0], long[0])


def _telling(name: str) -> list[str]:
    sounds = [spoken(word) for word in words_of(name)]
    return [sound for sound in sounds if sound not in COMMON] or sounds


def _sound_alike(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other).ratio() >= _ALIKE


def same_individual(one: Individual, other: Individual) -> list[str]:
    """Return why two may be one person; empty when nothing says so.

    A woman and a child are two, and so are twins of one registered delivery.
    """
    if one.is_child != other.is_child:
        return []
    found = [SAME_NIK] if one.nik and one.nik == other.nik else []
    if one.born_on is None or one.born_on != other.born_on:
        return found
    if one.delivery is not None and one.delivery == other.delivery:
        return found
    if are_alike(one.name, other.name):
        found.append(ALIKE)
    if one.mother is not None and one.mother == other.mother:
        found.append(SAME_MOTHER)
    return found


def same_family(one: Family, other: Family) -> list[str]:
    """Return why two may be one household."""
    found = [SAME_KK] if one.kk and one.kk == other.kk else []
    is_head = bool(one.key) and one.key == other.key
    is_near = one.dusun == other.dusun and one.rt == other.rt
    # Two numbers of two cards say: two families, whatever the head is called.
    if is_head and is_near and not (one.kk and other.kk):
        found.append(SAME_HEAD)
    return found


def same_pregnancy(one: Expecting, other: Expecting) -> list[str]:
    """Return why two may be one pregnancy: both open, or expected at the same time."""
    if one.woman != other.woman:
        return []
    is_near = abs((one.due_on - other.due_on).days) <= NEAR_DAYS
    return [SAME_WOMAN] if is_near or (one.is_open and other.is_open) else []


def pairs_of_individuals(
    people: Iterable[Individual],
) -> Iterator[tuple[Individual, Individual, list[str]]]:
    """Yield every pair that may be one, once; only those with something in common."""
    people = list(people)
    keyed: list[tuple[Hashable, Individual]] = []
    keyed += [(("nik", one.nik), one) for one in people if one.nik]
    keyed += [(("day", one.born_on), one) for one in people if one.born_on]
    yield from _pairs(keyed, same_individual)


def pairs_of_families(
    families: Iterable[Family],
) -> Iterator[tuple[Family, Family, list[str]]]:
    """Yield every pair of households that may be one."""
    families = list(families)
    keyed: list[tuple[Hashable, Family]] = []
    keyed += [(("kk", one.kk), one) for one in families if one.kk]
    keyed += [((one.dusun, one.rt, one.key), one) for one in families if one.key]
    yield from _pairs(keyed, same_family)


def pairs_of_pregnancies(
    pregnancies: Iterable[Expecting],
) -> Iterator[tuple[Expecting, Expecting, list[str]]]:
    """Yield every pair of pregnancies that may be one."""
    yield from _pairs([(one.woman, one) for one in pregnancies], same_pregnancy)


def _pairs(
    keyed: list[tuple[Hashable, One]], reasons_of: Callable[[One, One], list[str]]
) -> Iterator[tuple[One, One, list[str]]]:
    together: dict[Hashable, list[One]] = defaultdict(list)
    for key, one in keyed:
        together[key].append(one)
    seen: set[frozenset[int | None]] = set()
    for group in together.values():
        for one, other in combinations(group, 2):
            pair = frozenset({one.pk, other.pk})
            if pair not in seen and (reasons := reasons_of(one, other)):
                seen.add(pair)
                yield one, other, reasons
