"""People of 250 villages, some of them written down twice, and what they are asked."""

import random
from collections.abc import Callable
from datetime import date, timedelta

from bench.measuring import Row, row_of, seconds
from households.actions import find_doubles
from households.doubles import like_individual
from households.duplicates import Individual
from households.models import Household, Membership, Person, Residence
from households.search import describe, find
from villages.models import Dusun, Village

PEOPLE = 400  # of one village
ASKED = 200  # checks and searches that are timed
DOUBLED = 0.01  # of the children are written down twice
FIRST = (
    *("Siti", "Sri", "Nur", "Dewi", "Ani", "Tri", "Rini", "Yuni"),
    *("Budi", "Agus", "Ahmad", "Muhammad", "Joko", "Eko"),
)
LAST = (
    *("Aminah", "Rahayu", "Lestari", "Wulandari", "Fitriani", "Handayani", "Khotimah"),
    *("Santoso", "Wibowo", "Setiawan", "Hidayat", "Saputra", "Maulana", "Ramadhan"),
    *("Rahmawati", "Kurniawan"),
)
OTHERWISE = {"Siti": "Sitti", "Muhammad": "Moh.", "Ahmad": "Achmad", "Joko": "Djoko"}
TODAY = date(2026, 6, 15)


def make_people() -> None:
    """Families of a mother, a father's name and two children, some written twice."""
    dice = random.Random(250)
    for village in Village.objects.order_by("pk"):
        _settle(village, dice)


def _settle(village: Village, dice: random.Random) -> None:
    dusuns = Dusun.objects.bulk_create(
        Dusun(village=village, name=f"Dusun {n}") for n in range(1, 5)
    )
    homes = Household.objects.bulk_create(
        Household(
            village=village,
            dusun=dice.choice(dusuns),
            head_name=_name(dice),
            kk_number=_number(village, n),
            rt=f"{n % 9:02}",
            registered_on=date(2025, 1, 1),
        )
        for n in range(PEOPLE // 3)
    )
    Residence.objects.bulk_create(
        Residence(household=home, village=village, dusun=home.dusun, from_on=day)
        for home, day in ((home, home.registered_on) for home in homes)
    )
    people = Person.objects.bulk_create(_members(village, homes, dice))
    Membership.objects.bulk_create(
        Membership(person=one, household=one.household, from_on=one.registered_on)
        for one in people
    )


def _members(village, homes, dice):
    for n in range(PEOPLE):
        is_child = n % 3 != 0
        born_on = TODAY - timedelta(days=dice.randint(1, 2500))
        one = Person(
            household=homes[n % len(homes)],
            name=_name(dice),
            sex=dice.choice("LP") if is_child else "P",
            born_on=born_on if is_child else born_on - timedelta(days=9000),
            nik=_number(village, 1000 + n),
            is_child=is_child,
            registered_on=date(2025, 1, 1) if not is_child else max(born_on, _MAPPED),
        )
        yield one
        if is_child and dice.random() < DOUBLED:
            first, last = one.name.split()
            name = f"{OTHERWISE.get(first, first)} {last}"
            day = one.registered_on
            yield Person(
                household=one.household,
                name=name,
                sex=one.sex,
                born_on=one.born_on,
                is_child=True,
                registered_on=day,
            )


_MAPPED = date(2025, 1, 1)


def _name(dice: random.Random) -> str:
    return f"{dice.choice(FIRST)} {dice.choice(LAST)}"


def _number(village: Village, n: int) -> str:
    return f"{village.code}{n:06}"


# --- what is measured ---


def measured() -> list[Row]:
    """By the clock: the check of a save, the scan of the night, the search."""
    people = f"{Person.objects.count():,} people"
    checks, searches = _asked()
    scans = [1000 * seconds(scan) for scan in (_scan, _scan)]
    return [
        row_of(f"check for doubles on a save, {people}", checks, unit="ms", reach=100),
        row_of(
            "full scan for doubles (first, then again)",
            [ms / 1000 for ms in scans],
            unit="s",
            reach=60,
        ),
        row_of(
            f"search by a name in one village, {people}", searches, unit="ms", reach=150
        ),
    ]


def _asked() -> tuple[list[float], list[float]]:
    dice = random.Random(7)
    villages = list(Village.objects.filter(households__isnull=False).distinct())
    checks, searches = [], []
    for _ in range(ASKED):
        village = dice.choice(villages)
        born_on = TODAY - timedelta(days=dice.randint(1, 2500))
        number = _number(village, 1000 + dice.randrange(PEOPLE))
        typed = Individual(None, _name(dice), number, born_on, is_child=True)
        checks.append(_ms(lambda v=village, t=typed: like_individual(v, t)))
        words = dice.choice(("sitti aminah", "moh ramadan", "djoko", "rahayu"))
        searches.append(_ms(lambda v=village, w=words: _search(v, w)))
    return checks, searches


def _search(village: Village, words: str) -> list[dict]:
    return describe(find(village, words, sees_identity=True).hits, TODAY)


def _ms(act: Callable[[], object]) -> float:
    return 1000 * seconds(act)


def _scan() -> None:
    for village in Village.objects.filter(households__isnull=False).distinct():
        find_doubles(village)
