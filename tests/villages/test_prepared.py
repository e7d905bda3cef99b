"""A query compiled once answers as the query itself, with what the rows say now."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from households.ages import add_months
from households.models import ChildRecord, Person
from tests.cast import make_child, make_household
from villages.models import Posting, Village
from villages.prepared import Prepared

pytestmark = pytest.mark.django_db

NOBODY_HAS = 10**30
PEOPLE = Prepared(
    lambda village, pk: (
        Person.objects.in_village(village).select_related("household").filter(pk=pk)
    ),
    village=-1,
    pk=-2,
)
RECORDS = Prepared(
    lambda uuid, day: ChildRecord.objects.filter(
        uuid=uuid, visited_on__lte=day
    ).values_list("uuid", "visited_on", "weight_kg"),
    uuid=UUID(int=0),
    day=date.min,
)
PLACES = Prepared(
    lambda code: Village.objects.select_related("district__parent").filter(code=code),
    code="?",
)


@pytest.fixture
def child(village):
    born_on = add_months(village.today(), -8)
    return make_child(make_household(village), born_on, name="Ahmad")


def test_rows_are_those_of_the_query_itself(child):
    day = date(2026, 5, 4)
    record = ChildRecord.objects.create(
        child=child,
        household=child.household,
        month=day.replace(day=1),
        visited_on=day,
        weight_kg="7.250",
    )
    query = ChildRecord.objects.filter(pk=record.pk)
    told = list(query.values_list("uuid", "visited_on", "weight_kg"))
    assert RECORDS.rows(uuid=record.uuid, day=day) == told
    assert RECORDS.rows(uuid=uuid4(), day=day) == []


def test_an_instance_has_every_column_and_its_related_row(village, child):
    (found,) = PEOPLE.instances(village=village.pk, pk=child.pk)
    assert vars(found).keys() >= vars(Person.objects.get(pk=child.pk)).keys()
    assert found == child
    assert found.born_on == child.born_on
    assert found.household.dusun_id == child.household.dusun_id


def test_related_rows_are_not_asked_for_again(village, django_assert_num_queries):
    (found,) = PLACES.instances(code=village.code)
    with django_assert_num_queries(0):
        assert found.district.parent.code == village.code[:4]


def test_what_is_of_another_village_is_not_found(neighbour, child):
    assert PEOPLE.instances(village=neighbour.pk, pk=child.pk) == []


def test_an_answer_is_read_anew_each_time(village, child):
    PEOPLE.instances(village=village.pk, pk=child.pk)
    Person.objects.filter(pk=child.pk).update(name="Ganti Nama")
    (found,) = PEOPLE.instances(village=village.pk, pk=child.pk)
    assert found.name == "Ganti Nama"


def test_a_number_that_no_row_can_have_finds_nothing(village):
    assert PEOPLE.instances(village=village.pk, pk=NOBODY_HAS) == []


def test_a_month_of_a_number_that_no_child_can_have_is_not_found(client, village, kpm):
    client.force_login(kpm)
    args = [village.code, NOBODY_HAS, village.today().replace(day=1)]
    answer = client.get(reverse("households:child_month", args=args))
    assert answer.status_code == 404


def test_a_posting_that_ended_closes_the_next_page(client, village, kpm, child):
    client.force_login(kpm)
    month = village.today().replace(day=1)
    url = reverse("households:child_month", args=[village.code, child.pk, month])
    assert client.get(url).status_code == 200
    Posting.objects.filter(user=kpm).update(
        starts_on=date(2020, 1, 1), ends_on=date(2020, 1, 2)
    )
    assert client.get(url).status_code == 404
