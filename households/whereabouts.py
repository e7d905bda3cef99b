"""Where households and people lived from when on: whose quarters a fact belongs to.

A household that moved takes its history along. Every village it lived in is marked by
a change; a final quarter refuses a fact only where it was counted: in the village where
it lived at that quarter's end.
"""

from bisect import bisect_right
from collections import defaultdict
from datetime import date
from functools import partial

from django.http import Http404

from households.models import Membership, Residence
from villages.prepared import Prepared


class MovedAway(Http404):
    """The family left the village while somebody there saved: he finds nothing."""


def homes_on(stays, day):
    """What holds on a day of [(from when, what)]; before the first, the first."""
    past = bisect_right([since for since, _ in stays], day)
    return stays[max(past - 1, 0)][1]


class Whereabouts:
    """The homes of some households, or people, which `read` tells in one query.

    Iterating gives the id of every village that they live or lived in. `here` are the
    villages in which whoever saves believes them to be.
    """

    def __init__(self, read, here):
        self._read, self.here = read, set(here)
        self.homes, self.villages = _stays(read())

    def __iter__(self):
        lived = (village for stays in self.villages.values() for _, village in stays)
        return iter({*self.here, *lived})

    def home_on(self, key, day, otherwise=None):
        """The household of a person on a day."""
        stays = self.homes.get(key)
        return homes_on(stays, day) if stays else otherwise

    def villages_on(self, day):
        """Where they lived on a day; who has no written home is where he is now."""
        homes = {homes_on(stays, day) for stays in self.homes.values()}
        found = {
            homes_on(self.villages[home], day) for home in homes & {*self.villages}
        }
        return found or self.here

    def guards(self, quarter, today):
        """The villages that count them in a quarter, and refuse once it is final."""
        return self.villages_on(min(quarter.last_day, today))

    def refuse_if_moved(self, *, is_read_again):
        """Raise MovedAway when they live elsewhere by now."""
        if is_read_again:
            self.homes, self.villages = _stays(self._read())
        if not self.villages_on(date.max) <= self.here:
            raise MovedAway


def _stays(rows):
    """(person → [(from, household)], household → [(from, village)]), earliest first."""
    homes, villages = defaultdict(set), defaultdict(set)
    for key, since, household, from_on, village in rows:
        homes[key].add((since, household))
        if village:
            villages[household].add((from_on, village))
    return _sorted(homes), _sorted(villages)


def _sorted(stays):
    return {key: sorted(found) for key, found in stays.items()}


def of_households(*households):
    """The Whereabouts of households."""
    rows = Residence.objects.filter(household__in=households).values_list(
        "household_id", "from_on", "household_id", "from_on", "village_id"
    )
    return Whereabouts(rows.all, {one.village_id for one in households})


def of_people(*people):
    """The Whereabouts of people, in whatever households they were."""
    keys = [one.pk for one in people]
    read = partial(_ONE.rows, key=keys[0]) if len(keys) == 1 else _lives_of(keys).all
    return Whereabouts(read, {one.household.village_id for one in people})


def _lives_of(keys):
    return Membership.objects.filter(person__in=keys).values_list(
        "person_id",
        "from_on",
        "household_id",
        "household__residences__from_on",
        "household__residences__village_id",
    )


_ONE = Prepared(lambda key: _lives_of([key]), key=-1)  # as nearly every save asks
