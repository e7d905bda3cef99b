"""What is asked at every save and search is answered from an index, with enough rows.

Both databases choose by their statistics, so the tables hold several villages.
"""

from datetime import date, timedelta

import pytest
from django.db import connection

from households.models import Household, Membership, Person, Residence
from households.search import keys_of
from tests.cast import make_village
from villages.models import Area

pytestmark = pytest.mark.django_db
VILLAGES, HOMES = 12, 120


@pytest.fixture(scope="module")
def crowded(django_db_setup, django_db_blocker):
    """Twelve villages of 360 people; taken away again afterwards."""
    with django_db_blocker.unblock():
        villages = [
            make_village(f"33070520{number:02}", f"Desa {number}", dusuns=["Krajan"])
            for number in range(20, 20 + VILLAGES)
        ]
        homes = Household.objects.bulk_create(
            Household(
                village=village,
                dusun=village.dusuns.first(),
                head_name=f"Kepala {number}",
                kk_number=f"33070520{village.pk:04}{number:04}"[:16],
                registered_on=date(2025, 1, 1),
            )
            for village in villages
            for number in range(HOMES)
        )
        Person.objects.bulk_create(
            Person(
                household=home,
                name=f"Orang {home.pk} {number}",
                sex="L",
                is_child=True,
                born_on=date(2020, 1, 1) + timedelta(days=(3 * home.pk + number) % 800),
                nik=f"3307{home.pk:08}{number:04}",
                registered_on=date(2025, 1, 1),
            )
            for home in homes
            for number in range(3)
        )
        analyse()
        yield villages
        Person.objects.filter(household__in=homes).delete()
        Membership.objects.filter(household__in=homes).delete()
        Residence.objects.filter(household__in=homes).delete()
        Household.objects.filter(pk__in=[home.pk for home in homes]).delete()
        for village in villages:
            village.dusuns.all().delete()
            village.delete()
        for level in (3, 2, 1, 0):
            Area.objects.filter(level=level).delete()


def analyse():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def plan_of(rows):
    return rows.explain()


def index_of(model, *columns):
    """The names of the indexes that begin with these columns."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table)
    names = [
        name
        for name, one in found.items()
        if one["index"] and one["columns"][: len(columns)] == list(columns)
    ]
    assert names, f"{model.__name__} has no index over {columns}"
    return names


def assert_uses(plan, names):
    assert any(name in plan for name in names), plan
    whole = [
        line
        for line in plan.splitlines()
        if "Seq Scan on households_" in line or "SCAN households_" in line
    ]
    assert whole == [], plan


def test_the_check_of_a_nik_reads_its_index(crowded):
    rows = Person.objects.filter(nik="3307000000120001").order_by()
    assert_uses(plan_of(rows), index_of(Person, "nik"))


def test_the_check_of_a_birth_date_reads_its_index(crowded):
    rows = Person.objects.filter(
        born_on=date(2020, 5, 1), household__village=crowded[0]
    ).order_by()
    names = index_of(Person, "born_on") + index_of(Person, "household_id")
    assert_uses(plan_of(rows), names)


def test_the_check_of_a_head_reads_its_index(crowded):
    rows = crowded[0].households.filter(name_key="kepala 7").order_by()
    assert_uses(plan_of(rows), index_of(Household, "village_id", "name_key"))


def test_the_search_reads_the_names_of_one_village_by_index(crowded):
    people, homes = keys_of(crowded[0])
    assert_uses(plan_of(homes), index_of(Household, "village_id"))
    assert_uses(plan_of(people), index_of(Person, "household_id"))
