"""A village with two houses, one of them visited in the year of its mapping."""

from datetime import date

from scorecard import actions
from tests.cast import (
    make_child,
    make_child_record,
    make_household,
    make_pregnancy,
    make_statement,
)

YEAR = 2025
DAY = date(2025, 6, 30)


def two_families(place):
    """One house in Krajan that was visited, one in Sidomulyo that was not."""
    krajan, sidomulyo = place.dusuns.order_by("name")
    seen = make_household(place, krajan, date(2024, 2, 1), head_name="Slamet")
    make_statement(seen, "rentan", date(2024, 2, 1))
    child = make_child(seen, date(2024, 3, 1), name="Ahmad")
    make_child_record(child, date(2025, 3, 5), nutrition="GK", water="v", latrine="x")
    unseen = make_household(place, sidomulyo, date(2024, 2, 1), head_name="Tukiman")
    make_pregnancy(unseen, date(2025, 9, 1), date(2024, 12, 20))
    return seen, unseen


def all_done(place, kpm, year=YEAR, on=date(2025, 5, 2)):
    """Mark every dusun of the village done on a day."""
    for dusun in place.dusuns.all():
        actions.mark_dusun(place, dusun, year, done_on=on, note="Panen.", by=kpm)
