"""The bench's country: lifelike, the same for the same seed, and counted alike."""

import pytest
from django.db import connection

from bench import copies, naive
from bench.families import families_of
from bench.generator import SEED, make_country
from households.models import ChildRecord
from scorecard import engine
from scorecard.reading import figures_of
from villages.models import Village
from villages.quarters import Triwulan

QUARTER = Triwulan(2026, 3)
AS_OF = QUARTER.last_day
FACTS = ("status", "mat", "due", "received", "is_visited", "is_first_of_household")


def letters_of(village):
    rows = village.target_quarters.values_list(
        "kind", "pregnancy_id", "child_id", "posyandu_id", *FACTS
    )
    return sorted(rows, key=str)


def figures_of_village(village):
    found = figures_of([village.code], QUARTER)[village.code]
    return {name: figure for name, figure in found.items() if figure.due}


def test_loop_and_engine_store_the_same_letters_and_figures(db):
    make_country(1, QUARTER, invented=1)
    village = Village.objects.get()

    naive.compute(village, QUARTER, AS_OF)
    by_loop = letters_of(village), figures_of_village(village)
    engine.store_villages([village.pk], QUARTER, AS_OF)

    assert (letters_of(village), figures_of_village(village)) == by_loop
    assert 140 <= len(by_loop[0]) <= 170


@pytest.mark.postgres
def test_a_copied_village_has_the_figures_of_the_invented_one(db):
    if connection.vendor != "postgresql":
        pytest.fail("copies are made by PostgreSQL")
    make_country(4, QUARTER, invented=2)

    engine.store_villages([1, 2, 3, 4], QUARTER, AS_OF)

    first, second, third, fourth = Village.objects.order_by("pk")
    assert figures_of_village(first) == figures_of_village(third)
    assert figures_of_village(second) == figures_of_village(fourth)
    assert figures_of_village(first) != figures_of_village(second)
    assert ChildRecord.objects.filter(household__village=third).count() > 700


class Interrupted(Exception):
    """The power went away."""


def stop_after_a_table(said):
    if "indexes built" in said:
        raise Interrupted


@pytest.mark.postgres
def test_an_interrupted_filling_goes_on_and_makes_the_same_country(db):
    with pytest.raises(Interrupted):
        make_country(4, QUARTER, invented=2, say=stop_after_a_table)
    assert copies.is_under_way()
    make_country(4, QUARTER, invented=2)
    assert not copies.is_under_way()

    told = sorted(ChildRecord.objects.values_list("pk", "uuid", "visited_on"))
    invented = families_of(list(Village.objects.order_by("pk")[:2]), QUARTER, SEED)
    again = [(r.pk, r.uuid, r.visited_on) for r in invented.made[ChildRecord]]
    assert told[: len(again)] == again
    assert len(told) == 2 * len(again)


def test_a_country_of_fewer_months_has_fewer_records():
    village = Village(pk=1, code="3307052001")
    short, long = (families_of([village], QUARTER, SEED, n) for n in (3, 24))

    months = {row.month for row in short.made[ChildRecord]}
    assert months == set(QUARTER.months)
    assert len(short.made[ChildRecord]) < len(long.made[ChildRecord])


def test_equal_seeds_invent_equal_families():
    def told(rows):
        return [(r.pk, r.uuid, r.visited_on, r.mat) for r in rows.made[ChildRecord]]

    village = Village(pk=1, code="3307052001")
    first, second = (families_of([village], QUARTER, SEED) for _ in range(2))

    assert told(first) == told(second)
