"""Two presses of one button, and two people with one child, at the same moment."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from households import actions
from households.models import ChildRecord, Household, Person, Quarter
from tests.at_once import at_once
from tests.cast import make_child, make_household, make_pregnancy, make_village
from tests.households.acting import TODAY, record
from villages.models.entry import StaleVersion

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def village():
    return make_village()


@pytest.fixture
def child(village):
    household = make_household(village, registered_on=date(2025, 10, 1))
    return make_child(household, date(2025, 9, 10), date(2025, 10, 1))


def test_a_double_press_registers_one_household(village):
    uuid, dusun = uuid4(), village.dusuns.first()

    def press():
        return actions.register_household(
            village,
            by=None,
            dusun=dusun,
            head_name="Karto",
            registered_on=TODAY,
            today=TODAY,
            uuid=uuid,
        )

    first, second = at_once(press, press)
    assert first == second == Household.objects.get()


def test_a_double_press_delivers_one_child(village):
    household = make_household(village, registered_on=date(2025, 10, 1))
    pregnancy = make_pregnancy(household, date(2026, 5, 10))
    newborns = [actions.Newborn("Adi", "L", uuid=uuid4())]

    def press():
        mine = type(pregnancy).objects.get(pk=pregnancy.pk)
        return actions.deliver(
            mine,
            by=None,
            ended_on=date(2026, 5, 8),
            newborns=newborns,
            version=1,
            today=TODAY,
        )

    first, second = at_once(press, press)
    assert first == second == [Person.objects.get(is_child=True)]


def test_a_double_press_saves_one_month(child):
    uuid = uuid4()

    def press():
        return record(child, None, uuid=uuid, weight_kg=Decimal(8))

    first, second = at_once(press, press)
    assert first == second == ChildRecord.objects.get()
    assert ChildRecord.objects.get().version == 1


def test_of_two_people_with_one_child_the_second_is_told(child):
    told = at_once(
        lambda: record(child, None, uuid=uuid4(), weight_kg=Decimal(8)),
        lambda: record(child, None, uuid=uuid4(), weight_kg=Decimal(9)),
    )
    kinds = {type(one) for one in told}
    assert kinds == {ChildRecord, actions.MonthRecorded}


def test_of_two_changes_of_one_record_one_stays_and_one_is_told(child):
    saved = record(child, None, weight_kg=Decimal(8))
    told = at_once(
        *(
            lambda kg=kg: record(
                child, None, uuid=saved.uuid, version=1, weight_kg=Decimal(kg)
            )
            for kg in (7, 9)
        )
    )
    assert {type(one) for one in told} == {ChildRecord, StaleVersion}
    assert ChildRecord.objects.get().version == 2


def test_many_savers_leave_one_mark_each(village):
    children = [
        make_child(make_household(village), date(2025, 9, 10)) for _ in range(8)
    ]
    at_once(
        *(lambda one=one: record(one, None, weight_kg=Decimal(8)) for one in children)
    )
    assert ChildRecord.objects.count() == 8
    assert Quarter.objects.get().touched == 8
