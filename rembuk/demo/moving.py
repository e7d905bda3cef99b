"""Families on the move: one offered to the first village, one by it, one child taken in
by his grandmother."""

from households import actions
from households.models import Person
from villages.models.posting import Role

from .accounts import login_of
from .places import VILLAGES


def move_families(villages):
    """Two offers that wait for an answer, and one that was accepted today."""
    first, second, third = villages
    here, there, further = (login_of(plan, Role.KPM) for plan in VILLAGES)
    actions.offer_transfer(_home(second), by=there, to_village=first)
    actions.offer_transfer(_home(first), by=here, to_village=third)
    child = _only_child(third)
    offer = actions.offer_transfer(
        child.household, by=further, to_village=first, person=child
    )
    grandmother = first.households.order_by("-registered_on", "pk").first()
    actions.accept_transfer(offer, by=here, household=grandmother)


def _home(village):
    """A family with a mother and a child, neither the newest nor the oldest."""
    homes = village.households.standing().filter(people__is_child=True)
    homes = homes.filter(people__pregnancies__ended_on=None, transfers=None)
    return homes.order_by("registered_on", "pk").distinct()[10]


def _only_child(village):
    """A child of more than two years, verified, who is still in the register."""
    people = Person.objects.in_village(village).exclude(verified_at=None)
    people = people.filter(is_child=True, exited_on=None, mother=None)
    return people.order_by("born_on", "pk").first()
