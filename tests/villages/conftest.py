"""Clients of the village office, and an SK to look at."""

import pytest

from tests.villages.offices import draw_up, name_person
from villages.actions import appointments as actions


@pytest.fixture
def page(client, kpm):
    client.force_login(kpm)
    return client


@pytest.fixture
def office(client, admin_desa):
    client.force_login(admin_desa)
    return client


@pytest.fixture
def draft(village):
    """An SK KPM with one person, of which nothing is missing."""
    row = draw_up(village)
    name_person(row)
    return row


@pytest.fixture
def settled(draft, admin_desa):
    return actions.settle(draft, by=admin_desa)
