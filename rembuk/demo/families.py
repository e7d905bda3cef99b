"""The families of one invented village: who lives where, who is expected, who came."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from households.ages import add_months, hpht_from_hpl
from villages.quarters import Triwulan

from .growing import Track, measured
from .names import Names
from .places import DusunPlan, VillagePlan

QUARTERS = 5  # of records, the running one included
BIRTHS_A_MONTH = 2.6
DAYS_A_MONTH = 30.44
OLDEST_BIRTH_MONTHS = 40  # older children are there only as brothers and sisters
NIK_AFTER_DAYS = 75  # Dukcapil takes its time


@dataclass
class Home:
    """A household; a date says since when something is there, None that it is not."""

    key: str
    dusun: DusunPlan
    rt: str
    rw: str
    head: str
    kk: str
    is_vulnerable: bool
    registered_on: date
    care: float  # how regularly this family comes, 1 is usual
    water_since: date | None
    latrine_since: date | None
    insured_since: date | None
    last_birth: date | None = None


@dataclass
class Mother:
    """One pregnancy that the village knows of."""

    key: str
    woman: str
    home: Home
    name: str
    nik: str
    born_on: date
    due_on: date
    registered_on: date
    muac_cm: float
    is_risky: bool
    ended_on: date | None = None
    outcome: str = ""
    live_births: int = 0


@dataclass
class Child:
    """One child under seven."""

    key: str
    home: Home
    mother: str
    name: str
    sex: str
    born_on: date
    registered_on: date
    nik: str
    certificate_since: date | None
    track: Track
    kg: str = ""
    cm: str = ""
    left_on: date | None = None
    left_because: str = ""


@dataclass
class Village:
    """All families of a village on a day."""

    plan: VillagePlan
    today: date
    dice: Random
    names: Names
    homes: list[Home] = field(default_factory=list)
    mothers: list[Mother] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)

    @property
    def begins(self) -> date:
        """The first day of the first quarter with records."""
        return Triwulan.of(self.today).shift(1 - QUARTERS).first_day

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def days(self, least: int, most: int) -> timedelta:
        return timedelta(days=self.dice.randint(least, most))


def settle(plan: VillagePlan, today: date) -> Village:
    """The same families for the same village and day, every time."""
    dice = Random(plan.code)
    village = Village(plan, today, dice, Names(dice, plan.code))
    for number, due_on in enumerate(_due_dates(village)):
        _expect(village, number, due_on)
    _add_brothers_and_sisters(village)
    _let_some_leave(village)
    return village


def _due_dates(village: Village) -> list[date]:
    step = DAYS_A_MONTH / BIRTHS_A_MONTH
    first = village.today - timedelta(days=OLDEST_BIRTH_MONTHS * DAYS_A_MONTH)
    count = int((OLDEST_BIRTH_MONTHS + 7.5) * BIRTHS_A_MONTH)
    return [
        first + timedelta(days=round(i * step)) + village.days(-5, 5)
        for i in range(count)
    ]


def _expect(village: Village, number: int, due_on: date) -> None:
    """A birth that was, or a pregnancy that the village knows of by now."""
    # The one that nobody has told the end of yet makes a line of the quality list.
    is_overdue = 12 <= (village.today - due_on).days <= 23 and not any(
        mother.due_on < village.today and not mother.ended_on
        for mother in village.mothers
    )
    came_on = due_on + village.days(-16, 6)
    mapped_on = village.begins + village.days(3, 12)
    if came_on <= village.begins + timedelta(days=14):
        home = _home_for(village, came_on, mapped_on)
        _bear(village, home, came_on, mother="")
        return
    known_on = hpht_from_hpl(due_on) + (
        village.days(56, 95) if village.chance(0.88) else village.days(130, 190)
    )
    known_on = max(known_on, mapped_on)
    if known_on > village.today or known_on >= came_on:
        return
    home = _home_for(village, came_on, known_on)
    mother = _pregnancy(village, home, due_on, known_on)
    if is_overdue or came_on > village.today:
        return
    _deliver(village, mother, came_on, number)


# --- households ---


def _home_for(village: Village, came_on: date, known_on: date) -> Home:
    """A family whose last child is old enough, or a new one."""
    old_enough = [
        home
        for home in village.homes
        if home.last_birth
        and add_months(home.last_birth, 20) <= came_on
        and home.registered_on <= known_on
    ]
    if old_enough and village.chance(0.2):
        return village.dice.choice(old_enough)
    return _new_home(village, known_on)


def _new_home(village: Village, registered_on: date) -> Home:
    dice, plan = village.dice, village.plan
    dusun = dice.choices(plan.dusuns, [5, 4, 4, 3][: len(plan.dusuns)])[0]
    number = plan.dusuns.index(dusun)
    home = Home(
        key=f"RT-{len(village.homes) + 1:03}",
        dusun=dusun,
        rt=f"{dice.randint(1, 4):02}",
        rw=f"{number + 1:02}",
        head=village.names.adult("L" if village.chance(0.95) else "P"),
        kk=village.names.kk(registered_on - village.days(200, 3000)),
        is_vulnerable=village.chance(0.28),
        registered_on=registered_on,
        # A few families are seldom reached; most come nearly always.
        care=0.45 if village.chance(0.05) else dice.triangular(0.88, 1.1, 1.04),
        water_since=_since(village, registered_on, dusun.water, later=0.15),
        latrine_since=_since(village, registered_on, dusun.latrine, later=0.15),
        insured_since=_since(village, registered_on, 0.84, later=0.3),
    )
    village.homes.append(home)
    return home


def _since(village: Village, known_on: date, share: float, *, later: float):
    """Since when a household has something: always, from some later day on, or not."""
    if village.chance(share):
        return known_on
    if village.chance(later):
        return known_on + village.days(40, 400)
    return None


# --- mothers and births ---


def _pregnancy(village: Village, home: Home, due_on: date, known_on: date) -> Mother:
    dice = village.dice
    earlier = [one for one in village.mothers if one.home is home]
    if earlier:
        name, nik, born = earlier[0].name, earlier[0].nik, earlier[0].born_on
        woman = earlier[0].woman
    else:
        born = due_on - timedelta(days=round(365.25 * dice.triangular(18.5, 42, 27)))
        name = village.names.adult("P")
        nik = village.names.nik(born, "P") if village.chance(0.96) else ""
        woman = f"ORG-{len(village.mothers) + 1:03}"
    is_kek = village.chance(0.13)
    mother = Mother(
        key=f"IBU-{len(village.mothers) + 1:03}",
        woman=woman,
        home=home,
        name=name,
        nik=nik,
        born_on=born,
        due_on=due_on,
        registered_on=known_on,
        muac_cm=round(dice.uniform(20.8, 23.3) if is_kek else dice.gauss(26.3, 1.5), 1),
        is_risky=village.chance(0.09),
    )
    mother.muac_cm = mother.muac_cm if is_kek else max(23.6, mother.muac_cm)
    village.mothers.append(mother)
    return mother


def _deliver(village: Village, mother: Mother, came_on: date, number: int) -> None:
    if number % 29 == 11 and _is_early_enough(village, mother):
        mother.ended_on = mother.registered_on + village.days(14, 28)
        mother.outcome = "keguguran"
        return
    mother.ended_on, mother.outcome = came_on, "lahir hidup"
    mother.live_births = 2 if _is_twin(village, came_on) else 1
    for _ in range(mother.live_births):
        _bear(village, mother.home, came_on, mother=mother.key)


def _is_early_enough(village: Village, mother: Mother) -> bool:
    last = hpht_from_hpl(mother.due_on) + timedelta(days=125)
    return mother.registered_on + timedelta(days=28) < min(last, village.today)


def _is_twin(village: Village, came_on: date) -> bool:
    """One pair, now a few months old."""
    has_twins = any(mother.live_births == 2 for mother in village.mothers)
    return not has_twins and (village.today - came_on).days < 170


def _bear(village: Village, home: Home, born_on: date, *, mother: str) -> Child:
    dice = village.dice
    sex = dice.choice("LP")
    registered_on = max(born_on + village.days(2, 11), home.registered_on)
    track = Track.draw(dice)
    seen = measured(track, sex, 0, dice)
    waits_for_nik = (village.today - born_on).days < NIK_AFTER_DAYS
    has_certificate = village.chance(0.9)
    child = Child(
        key=f"ANAK-{len(village.children) + 1:03}",
        home=home,
        mother=mother,
        name=village.names.child(sex),
        sex=sex,
        born_on=born_on,
        registered_on=min(registered_on, village.today),
        nik="" if waits_for_nik else village.names.nik(born_on, sex),
        certificate_since=born_on + village.days(20, 85) if has_certificate else None,
        track=track,
    )
    if (village.begins - born_on).days < 700:
        child.kg, child.cm = str(seen.kg), str(seen.cm)
    home.last_birth = max(home.last_birth or born_on, born_on)
    village.children.append(child)
    return child


def _add_brothers_and_sisters(village: Village) -> None:
    """Children over three, for Formulir 2C."""
    mapped = [h for h in village.homes if h.registered_on.month == village.begins.month]
    for home in village.dice.sample(mapped, min(18, len(mapped))):
        oldest = min(
            (child.born_on for child in village.children if child.home is home),
            default=home.registered_on,
        )
        born_on = oldest - village.days(700, 1100)
        if (village.today - born_on).days < 81 * DAYS_A_MONTH:
            _bear(village, home, born_on, mother="")


def _let_some_leave(village: Village) -> None:
    """One family moved away, one child had been written down twice."""
    small = [
        child
        for child in village.children
        if 280 < (village.today - child.born_on).days < 700
        and child.registered_on < village.today - timedelta(days=150)
        and sum(other.home is child.home for other in village.children) == 1
        and not any(mother.home is child.home for mother in village.mothers)
    ]
    for child, because in zip(small, ("pindah", "salah data"), strict=False):
        child.left_on = village.today - village.days(35, 80)
        child.left_because = because
