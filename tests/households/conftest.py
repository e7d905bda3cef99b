"""A family of the village: Karto's, with Ahmad and the pregnant Siti Aminah."""

from datetime import timedelta

import pytest

from households.ages import add_months
from tests.cast import make_child, make_household, make_pregnancy


@pytest.fixture
def today(village):
    return village.today()


@pytest.fixture
def month(today):
    return today.replace(day=1)


@pytest.fixture
def household(village, today):
    return make_household(
        village, registered_on=today - timedelta(days=400), head_name="Karto"
    )


@pytest.fixture
def child(household, today):
    """Eight completed months old."""
    return make_child(household, add_months(today, -8), name="Ahmad")


@pytest.fixture
def pregnancy(household, today):
    woman = household.people.create(
        name="Siti Aminah",
        sex="P",
        registered_on=household.registered_on,
    )
    woman.memberships.create(household=household, from_on=woman.registered_on)
    registered_on = today - timedelta(days=100)
    return make_pregnancy(
        household, today + timedelta(days=60), registered_on, woman=woman
    )


@pytest.fixture
def as_kpm(client, kpm):
    client.force_login(kpm)
    return client
