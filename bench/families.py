"""Invented families of one village: the rows from which the bench makes a nation.

About 150 targets: 30 mothers (22 pregnant, the others delivered lately), 100 children
of 0–23 months, 20 of 2–6 years, with what is written down of them in 24 months.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import md5
from uuid import UUID

from households.ages import add_months, completed_months, last_of_month
from households.models import (
    ChildRecord,
    Household,
    Membership,
    PaudMonth,
    Person,
    Pregnancy,
    PregnancyRecord,
    Residence,
    Statement,
)
from villages.models import Dusun, Posyandu, Village
from villages.quarters import Triwulan

PREGNANT, SMALL, OLDER = 22, 100, 20
KNOWN_FROM_PREGNANCY = 0.5  # of the children; the others were registered after birth
MONTHS = 24  # of records: eight quarters
COMES = 0.88  # the chance that a target is recorded in a month
GESTATION = timedelta(days=280)
TABLES = (
    Dusun,
    Posyandu,
    Household,
    Residence,
    Person,
    Membership,
    Pregnancy,
    Statement,
    ChildRecord,
    PregnancyRecord,
    PaudMonth,
)
DATED = {
    Household: "registered_on",
    Residence: "from_on",
    Person: "registered_on",
    Membership: "from_on",
    Pregnancy: "registered_on",
    Statement: "stated_on",
    ChildRecord: "visited_on",
    PregnancyRecord: "visited_on",
    PaudMonth: "month",
}


@dataclass
class Rows:
    """Unsaved rows by table, numbered from 1 in the order in which they were made.

    A row's uuid follows from its table and number, here as in the copies.
    """

    made: dict[type, list] = field(default_factory=lambda: {t: [] for t in TABLES})

    def add(self, table, **fields):
        """Make one row with the next key of its table."""
        number = len(self.made[table]) + 1
        row = table(pk=number, **fields)
        if hasattr(row, "uuid"):
            named = f"{table._meta.db_table} {number}"
            row.uuid = UUID(md5(named.encode(), usedforsecurity=False).hexdigest())
        self.made[table].append(row)
        return row


class Pen:
    """Writes the families of one village, each choice by the same dice."""

    def __init__(self, rows, village: Village, quarter: Triwulan, dice, months):
        self.rows, self.village, self.dice = rows, village, dice
        self.today = quarter.last_day
        self.begins = add_months(quarter.months[-1], 1 - months)
        self.months = months
        self.dusuns = self._parts(Dusun, "Dusun", 3)
        self.posyandus = self._parts(Posyandu, "Posyandu", 5)

    def _parts(self, table, name, count):
        numbered = [f"{name} {number}" for number in range(1, count + 1)]
        return [self.rows.add(table, village=self.village, name=n) for n in numbered]

    def chance(self, of) -> bool:
        return self.dice.random() < of

    def tick(self, of=0.9) -> str:
        return "v" if self.chance(of) else "x"

    def day(self, first: date, last: date) -> date:
        """Any day between two, both included."""
        return first + timedelta(days=self.dice.randint(0, max((last - first).days, 0)))

    # --- register --------------------------------------------------------------------

    def write(self) -> None:
        homes = [self.pregnant_home() for _ in range(PREGNANT)]
        for number in range(SMALL):
            home = homes[number] if number % 8 == 0 and number < PREGNANT else None
            homes.append(self.small_child(home))
        for number in range(OLDER):
            self.older_child(homes[PREGNANT + 4 * number])

    def home(self, since: date) -> Household:
        dusun = self.dice.choice(self.dusuns)
        household = self.rows.add(
            Household,
            village=self.village,
            dusun=dusun,
            head_name=f"Kepala {self.dice.randint(1000, 9999)}",
            registered_on=since,
        )
        self.rows.add(
            Residence,
            household=household,
            village=self.village,
            dusun=dusun,
            from_on=since,
        )
        for column, share in (("air_aman", 0.8), ("jamban_layak", 0.75)):
            self.state(household, column, since, self.tick(share))
        self.state(household, "rentan", since, self.tick(0.2))
        return household

    def person(self, household, since: date, **fields) -> Person:
        person = self.rows.add(
            Person, household=household, registered_on=since, **fields
        )
        self.rows.add(Membership, person=person, household=household, from_on=since)
        return person

    def state(self, about, column, day, value="", **fields) -> None:
        """One answer given on the day of registration."""
        names = {Household: "household", Pregnancy: "pregnancy", Person: "child"}
        fields |= {names[type(about)]: about, "origin": Statement.Origin.REGISTRATION}
        self.rows.add(Statement, column=column, stated_on=day, value=value, **fields)

    def place(self, about, day) -> Posyandu:
        posyandu = self.dice.choice(self.posyandus)
        self.state(about, "posyandu", day, posyandu=posyandu)
        return posyandu

    # --- mothers ---------------------------------------------------------------------

    def pregnant_home(self) -> Household:
        due_on = self.today + timedelta(days=self.dice.randint(1, 230))
        since = self.day(due_on - GESTATION + timedelta(days=40), self.today)
        household = self.home(since)
        self.pregnancy(household, since, due_on, None)
        return household

    def pregnancy(self, household, since, due_on, ended_on) -> Person:
        woman = self.person(
            household,
            since,
            name=f"Ibu {self.dice.randint(1000, 9999)}",
            sex="P",
            born_on=due_on - timedelta(days=self.dice.randint(7000, 14000)),
        )
        ended = {"ended_on": ended_on, "outcome": "lahir hidup"} if ended_on else {}
        pregnancy = self.rows.add(
            Pregnancy, woman=woman, due_on=due_on, registered_on=since, **ended
        )
        self.state(pregnancy, "jaminan_kesehatan", since, self.tick(0.85))
        posyandu = self.place(pregnancy, since)
        last = ended_on + timedelta(days=42) if ended_on else self.today
        for day in self.visits(posyandu, since, last):
            self.mother_month(pregnancy, household, day)
        return woman

    def mother_month(self, pregnancy, household, day) -> None:
        is_over = pregnancy.ended_on and pregnancy.ended_on <= day
        cells = {"nifas_visits": 1} if is_over else self.care()
        self.rows.add(
            PregnancyRecord,
            pregnancy=pregnancy,
            household=household,
            month=day.replace(day=1),
            visited_on=day,
            status=self.dice.choices("NRK", [85, 8, 7])[0],
            muac_cm=24 + self.dice.randint(0, 40) / 10,
            home_visit=self.tick(0.3),
            **self.home_answers(),
            insurance=self.tick() if self.chance(0.2) else "",
            **cells,
        )

    def care(self) -> dict:
        return {
            "checkup": self.tick(),
            "iron": self.tick(),
            "iron_pills": 30,
            "counselling": self.tick(0.8),
            "husband_counselling": self.tick(0.1),
        }

    def home_answers(self) -> dict:
        if not self.chance(0.3):
            return {}
        return {"water": self.tick(0.8), "latrine": self.tick(0.75)}

    # --- children --------------------------------------------------------------------

    def small_child(self, household) -> Household:
        born_on = self.day(add_months(self.today, -24) + timedelta(days=1), self.today)
        mother = None
        if self.chance(KNOWN_FROM_PREGNANCY):
            since = born_on - timedelta(days=self.dice.randint(60, 230))
            household = self.home(since)
            mother = self.pregnancy(household, since, born_on, born_on)
        self.child(household, born_on, mother)
        return self.rows.made[Person][-1].household

    def older_child(self, household) -> None:
        oldest = add_months(self.today, -83)
        self.child(household, self.day(oldest, add_months(self.today, -24)), None)

    def child(self, household, born_on, mother) -> None:
        since = min(born_on + timedelta(days=self.dice.randint(0, 30)), self.today)
        household = household or self.home(since)
        since = max(since, household.registered_on)
        child = self.person(
            household,
            since,
            name=f"Anak {self.dice.randint(1000, 9999)}",
            sex=self.dice.choice("LP"),
            born_on=born_on,
            is_child=True,
            mother=mother,
            birth_weight_kg=2.5 + self.dice.randint(0, 15) / 10,
            birth_length_cm=46 + self.dice.randint(0, 6),
        )
        self.state(child, "akta_lahir", since, self.tick(0.7))
        self.state(child, "jaminan_kesehatan", since, self.tick(0.8))
        posyandu = self.place(child, since)
        for day in self.visits(posyandu, since, self.today):
            age = completed_months(born_on, day)
            if age < 24:
                self.child_month(child, household, day, age)
            elif day > add_months(self.today, -6):
                month, mark = day.replace(day=1), self.dice.choice("vvvx")
                self.rows.add(PaudMonth, child=child, month=month, mark=mark)

    def visits(self, posyandu, since, last):
        """The posyandu's day in the months in which the target was recorded."""
        number = self.posyandus.index(posyandu)
        for place in range(self.months):
            first = add_months(self.begins, place)
            day = max(first.replace(day=5 + 4 * number), since)
            if day <= min(last, last_of_month(first)) and self.chance(COMES):
                yield day

    def child_month(self, child, household, day, age) -> None:
        kg, cm = 3.4 + 0.4 * age, 50 + 1.6 * age
        is_measured = self.chance(0.6)
        self.rows.add(
            ChildRecord,
            child=child,
            household=household,
            month=day.replace(day=1),
            visited_on=day,
            nutrition=self.dice.choices(["N", "GK", "S"], [88, 6, 6])[0],
            mat=self.dice.choices("HKM", [85, 8, 7])[0] if is_measured else "TD",
            immunisation=self.tick(),
            measles=self.tick() if age >= 9 else "",
            weighing=self.tick(0.95),
            weight_kg=round(kg + self.dice.random(), 1),
            measuring="v" if is_measured else "x",
            height_cm=round(cm + self.dice.random(), 1) if is_measured else None,
            father_counselling=self.tick(0.1),
            mother_counselling=self.tick(0.85),
            home_visit=self.tick(0.3),
            **self.home_answers(),
            birth_certificate=self.tick(0.8) if self.chance(0.2) else "",
            insurance=self.tick() if self.chance(0.2) else "",
            parenting=self.tick(0.7),
        )


def families_of(
    villages: list[Village], quarter: Triwulan, seed: int, months: int = MONTHS
) -> Rows:
    """Return unsaved rows of villages up to the quarter's end, by the seed alone."""
    rows, dice = Rows(), random.Random(seed)
    for village in villages:
        Pen(rows, village, quarter, dice, months).write()
    return rows
