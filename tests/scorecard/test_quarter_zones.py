"""A quarter ends at midnight of the village's own zone: WIB, WITA or WIT."""

from datetime import UTC, datetime, timedelta

import pytest

from scorecard import actions
from tests.cast import make_village
from tests.scorecard.stories import TW3, family
from villages.quarters import Triwulan

pytestmark = pytest.mark.django_db
TW4 = Triwulan(2025, 4)
VILLAGES = {"WIB": "3307052001", "WITA": "5107052001", "WIT": "9107052001"}
# The first second of 1 October 2025 in the zone.
MIDNIGHT = {
    "WIB": datetime(2025, 9, 30, 17, 0, tzinfo=UTC),
    "WITA": datetime(2025, 9, 30, 16, 0, tzinfo=UTC),
    "WIT": datetime(2025, 9, 30, 15, 0, tzinfo=UTC),
}
SECOND = timedelta(seconds=1)


def in_its_third_quarter(zone):
    village = make_village(code=VILLAGES[zone])
    family(village)
    village.quarters.of(TW4).delete()
    return village


@pytest.mark.parametrize("zone", VILLAGES)
def test_the_next_quarter_begins_with_the_first_second_of_its_zone(zone):
    village = in_its_third_quarter(zone)

    actions.touch_moved(MIDNIGHT[zone] - SECOND)
    assert not village.quarters.of(TW4).exists()
    actions.touch_moved(MIDNIGHT[zone])
    assert village.quarters.of(TW4).exists()


def test_at_one_instant_the_east_is_a_quarter_ahead_of_the_west():
    villages = {zone: in_its_third_quarter(zone) for zone in VILLAGES}

    actions.touch_moved(MIDNIGHT["WITA"])

    begun = {z for z, one in villages.items() if one.quarters.of(TW4).exists()}
    assert begun == {"WITA", "WIT"}


@pytest.mark.parametrize("zone", VILLAGES)
def test_an_entry_is_late_by_the_clock_of_its_village(zone):
    village = make_village(code=VILLAGES[zone])
    assert not TW3.is_late(MIDNIGHT[zone] - SECOND, village.zone)
    assert TW3.is_late(MIDNIGHT[zone], village.zone)
