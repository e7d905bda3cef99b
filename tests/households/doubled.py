"""Two rows that are one, with whatever may hang on them; and a look at every row."""

from datetime import date, timedelta
from random import Random

from django.apps import apps

from households.models import NotReached, PaudMonth, WorkbookKey
from tests.cast import (
    make_child,
    make_child_record,
    make_household,
    make_person,
    make_pregnancy,
    make_pregnancy_record,
    make_statement,
)

TODAY = date(2026, 5, 20)
BORN = date(2024, 2, 10)
LEFT_OUT = {"quarter", "merge", "possibledouble", "stagedrow"}  # marks and journals


def everything():
    """Every row of the register and the months, by table and number."""
    return {
        (model._meta.model_name, row["id"]): row
        for model in apps.get_app_config("households").get_models()
        if model._meta.model_name not in LEFT_OUT
        for row in model.objects.values()
    }


class Pen:
    """Writes two families that may be one, each choice by the same dice."""

    def __init__(self, village, seed):
        self.village, self.dice = village, Random(seed)
        self.posyandu = village.posyandus.create(name=f"Melati {seed}")

    def chance(self, of=0.5):
        return self.dice.random() < of

    def day(self, first=date(2025, 3, 1), last=TODAY):
        return first + timedelta(days=self.dice.randint(0, (last - first).days))

    def family(self):
        home = make_household(
            self.village,
            registered_on=date(2025, 1, self.dice.randint(1, 3)),
            dusun=self.dice.choice(list(self.village.dusuns.all())),
            head_name=self.dice.choice(["Karto", "Kartho"]),
            kk_number=self.dice.choice(["", "3307052001123456"]),
            rt=self.dice.choice(["", "01"]),
        )
        self.state(home, ("air_aman", "jamban_layak", "rentan"))
        return home

    def state(self, about, columns):
        for column in columns:
            if self.chance(0.7):
                self.fact(about, column, about.registered_on, origin=0)
            if self.chance():
                day = max(self.dice.choice([self.day(), TODAY]), about.registered_on)
                self.fact(about, column, day)

    def fact(self, about, column, day, **fields):
        value = "" if column == "posyandu" else self.dice.choice("vx")
        if column == "posyandu":
            fields["posyandu"] = self.posyandu
        make_statement(about, column, day, value=value, **fields)

    def child(self, home, **fields):
        child = make_child(
            home,
            BORN,
            registered_on=home.registered_on + timedelta(days=self.dice.randint(0, 2)),
            name=self.dice.choice(["Ahmad", "Achmad"]),
            nik=self.dice.choice(["", "3307051002240001"]),
            birth_weight_kg=self.dice.choice([None, "3.100"]),
            **fields,
        )
        self.state(child, ("akta_lahir", "jaminan_kesehatan", "posyandu"))
        for month in range(4, 13):
            if self.chance():
                make_child_record(child, date(2025, month, 5 + month), weighing="v")
            if self.chance(0.3):
                PaudMonth.objects.create(
                    child=child, month=date(2025, month, 1), mark="v"
                )
        if self.chance():
            NotReached.objects.create(
                child=child, visited_on=TODAY, reason=NotReached.Reason.AWAY
            )
        self.key("anak", child)
        return child

    def woman(self, home, **fields):
        woman = make_person(home, name="Siti", born_on=date(1998, 1, 1), **fields)
        for number in range(self.dice.randint(0, 2)):
            self.pregnancy(woman, home, date(2025, 6 + 3 * number, 1))
        if self.chance():
            make_child(home, date(2025, 2, 1), mother=woman, name="Adik")
        return woman

    def pregnancy(self, woman, home, due_on=date(2025, 9, 1), **fields):
        fields.setdefault("registered_on", woman.registered_on)
        pregnancy = make_pregnancy(home, due_on, woman=woman, **fields)
        self.state(pregnancy, ("jaminan_kesehatan", "posyandu"))
        for month in range(2, 6):
            if self.chance():
                day = date(2025, month, 7)
                make_pregnancy_record(pregnancy, max(day, woman.registered_on))
        self.key("ibu_hamil", pregnancy)
        return pregnancy

    def key(self, kind, row):
        if self.chance():
            WorkbookKey.objects.create(
                village=self.village, kind=kind, key=f"K-{row.pk}", object_id=row.pk
            )

    def pair(self, kind):
        """Two rows of a kind, the survivor first."""
        one, other = self.family(), self.family()
        if self.chance():
            other = one
        if kind == "rumah-tangga":
            other = self.family() if other == one else other
            for home in (one, other):
                self.child(home)
                self.woman(home)
            return one, other
        if kind == "kehamilan":
            woman = self.woman(one)
            return self.pregnancy(woman, one), self.pregnancy(woman, one)
        if self.chance():
            return self.child(one), self.child(other)
        return self.woman(one), self.woman(other)
