"""What the worker does for the register at night."""

import pytest
from django.conf import settings

from households import tasks
from households.models import PossibleDouble
from tests.cast import make_child, make_household

pytestmark = pytest.mark.django_db


def test_every_village_has_its_doubles_found(village, neighbour):
    for place in (village, neighbour):
        home = make_household(place)
        for name in ("Ahmad", "Achmad"):
            make_child(home, home.registered_on, name=name)

    tasks.find_doubles()
    tasks.find_doubles()  # safe twice

    assert PossibleDouble.objects.count() == 2
    assert {pair.village for pair in PossibleDouble.objects.all()} == {
        village,
        neighbour,
    }


def test_it_is_done_every_night():
    planned = {line["task"] for line in settings.CELERY_BEAT_SCHEDULE.values()}
    assert "households.tasks.find_doubles" in planned
