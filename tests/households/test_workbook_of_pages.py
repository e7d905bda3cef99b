"""What was typed on pages, with every verb of the register, leaves and comes back."""

from datetime import date
from decimal import Decimal

import pytest

from households import actions
from households.models import Person, Pregnancy, Quarter, Residence, Statement
from households.workbook.importing import save
from tests.households.workbooks import exported, told, xlsx

Column = Statement.Column


@pytest.fixture
def typed(village, kpm):
    """A family that moved, gave birth, changed and left, all of it on pages."""
    krajan, sidomulyo = village.dusuns.order_by("name")
    mawar = village.posyandus.create(name="Mawar")
    home = actions.register_household(
        village,
        by=kpm,
        dusun=krajan,
        head_name="Suparman",
        registered_on=date(2025, 1, 5),
        water="v",
        latrine="x",
    )
    first = actions.register_pregnancy(
        home,
        by=kpm,
        name="Siti",
        due_on=date(2025, 6, 1),
        registered_on=date(2025, 1, 5),
        insurance="v",
        posyandu=mawar,
    )
    actions.record_pregnancy_month(
        first, by=kpm, visited_on=date(2025, 2, 3), checkup="v", water="x"
    )
    (child,) = actions.deliver(
        first,
        by=kpm,
        ended_on=date(2025, 5, 28),
        registered_on=date(2025, 6, 2),
        newborns=[actions.Newborn("Ahmad", "L", Decimal("3.1"))],
    )
    actions.record_child_month(
        child, by=kpm, visited_on=date(2025, 7, 9), weight_kg=Decimal("5.25"), mat="H"
    )
    actions.move_household(home, by=kpm, dusun=sidomulyo, on=date(2025, 8, 1))
    actions.change_fact(
        home, by=kpm, column=Column.LATRINE, on=date(2025, 9, 1), value="v"
    )
    actions.change_fact(child, by=kpm, column=Column.POSYANDU, on=date(2025, 9, 2))
    second = actions.register_pregnancy(
        home,
        by=kpm,
        woman=first.woman,
        due_on=date(2026, 11, 1),
        registered_on=date(2026, 4, 1),
    )
    actions.exit_target(second, by=kpm, on=date(2026, 5, 1), reason="pindah")
    older = actions.register_child(
        home,
        by=kpm,
        name="Lestari",
        sex="P",
        born_on=date(2023, 6, 1),
        registered_on=date(2025, 1, 6),
    )
    actions.mark_paud(older, by=kpm, month=date(2025, 10, 1), mark="v")
    return home


def test_what_was_typed_on_pages_is_unchanged_by_its_own_export(village, typed):
    book = exported(village)
    before = list(Quarter.objects.values_list("pk", "touched"))
    found = save(village, xlsx(book))
    assert found.problems == []
    assert found.changes == 0
    assert list(Quarter.objects.values_list("pk", "touched")) == before


def test_what_was_typed_on_pages_is_the_same_in_another_village(
    village, neighbour, typed
):
    book = exported(village)
    assert save(neighbour, xlsx(book)).problems == []
    assert told(exported(neighbour)) == told(book)
    siti = Person.objects.get(name="Siti", household__village=neighbour)
    assert Pregnancy.objects.filter(woman=siti).count() == 2
    assert siti.children.get().name == "Ahmad"


def test_an_import_also_touches_the_village_a_household_came_from(
    village, neighbour, typed
):
    wetan = neighbour.dusuns.get()
    typed.residences.update(village=neighbour, dusun=wetan)
    Residence.objects.create(
        household=typed,
        village=village,
        dusun=village.dusuns.first(),
        from_on=date(2026, 1, 1),
    )
    book = exported(village)
    book["bulanan_anak"][0]["tikar"] = "K"
    save(village, xlsx(book))
    touched = neighbour.quarters.order_by("year", "number").first()
    assert (touched.year, touched.number) == (2025, 3)
