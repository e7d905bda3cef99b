"""Two villages, one family, the same moment: it moves once, and nothing is lost."""

from datetime import date

import pytest
from django.db import transaction

from households import actions
from households.models import (
    AlreadyAnswered,
    ChildRecord,
    Household,
    Person,
    Quarter,
    Transfer,
)
from households.whereabouts import MovedAway
from tests.cast import make_child, make_household, make_village
from tests.households.acting import TODAY, record
from tests.households.test_actions_at_once import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def village():
    return make_village()


@pytest.fixture
def neighbour(village):
    return make_village("3307052002", "Sukamundur", dusuns=["Wetan"])


@pytest.fixture
def child(village):
    household = make_household(village, registered_on=date(2025, 10, 1))
    return make_child(household, date(2025, 9, 10), date(2025, 10, 1))


@pytest.fixture
def offer(child, neighbour):
    return actions.offer_transfer(child.household, by=None, to_village=neighbour)


def accept(offer):
    mine = Transfer.objects.get(pk=offer.pk)
    dusun = mine.to_village.dusuns.get()
    return actions.accept_transfer(mine, by=None, dusun=dusun, today=TODAY)


def kinds(told):
    return sorted(type(one).__name__ for one in told)


def test_of_two_acceptances_one_is_told(offer):
    told = at_once(lambda: accept(offer), lambda: accept(offer))
    assert kinds(told) == ["AlreadyAnswered", "Transfer"]
    assert offer.household.residences.count() == 2


def test_an_offer_is_withdrawn_or_accepted_never_both(offer, village, neighbour):
    def withdraw():
        mine = Transfer.objects.get(pk=offer.pk)
        return actions.withdraw_transfer(mine, by=None)

    told = at_once(withdraw, lambda: accept(offer))
    assert kinds(told) == ["AlreadyAnswered", "Transfer"]
    offer.refresh_from_db()
    home = Household.objects.get()
    lives_in = neighbour if offer.state == "diterima" else village
    assert home.village == lives_in
    assert home.residences.filter(village=neighbour).exists() == (
        offer.state == "diterima"
    )


def test_two_offers_at_once_are_one(child, neighbour):
    def offer():
        home = Household.objects.get()
        return actions.offer_transfer(home, by=None, to_village=neighbour)

    told = at_once(offer, offer)
    assert kinds(told) == ["Implausible", "Transfer"]


def test_who_saved_before_the_acceptance_is_counted_who_came_later_finds_nothing(
    child, offer, village, neighbour
):
    """The save holds the old village's quarter, or waits for it and looks again."""
    stale = Person.objects.select_related("household__village").get(pk=child.pk)
    saved, accepted = at_once(
        lambda: record(stale, None, weighing="v"), lambda: accept(offer)
    )
    assert accepted.state == "diterima"
    assert isinstance(saved, (ChildRecord, MovedAway))
    assert ChildRecord.objects.exists() == isinstance(saved, ChildRecord)


def test_a_save_that_waited_for_the_acceptance_is_refused(
    child, offer, village, neighbour
):
    """Accepted between the save's look and its lock: the look is taken again."""
    stale = Person.objects.select_related("household__village").get(pk=child.pk)

    def late():
        return actions.change_fact(
            stale, by=None, column="akta_lahir", value="v", on=TODAY, today=TODAY
        )

    with transaction.atomic():
        Quarter.objects.touch([village.pk], since=TODAY, today=TODAY)
        accept(offer)
    (told,) = at_once(late)
    assert isinstance(told, MovedAway)
    assert not child.statements.exists()


def test_a_closed_offer_stays_closed(offer):
    accept(offer)
    with pytest.raises(AlreadyAnswered):
        accept(offer)
