"""One child a village written down twice: by two people, in two spellings."""

from datetime import timedelta
from decimal import Decimal

from django.db.models import Max

from households import actions
from households.duplicates import are_alike
from households.models import Person
from villages.quarters import Triwulan

# As the second person wrote the name down; the first that changes it is taken.
SPELLINGS = (
    ("sy", "s"),
    ("z", "s"),
    ("f", "v"),
    ("ki", "ky"),
    ("h ", " "),
    ("iy", "i"),
    ("a ", "ah "),
    ("i ", "ie "),
    ("n", "nn"),
)


def write_down_twice(village, *, by):
    """Register a child of the village a second time, and find the pair."""
    child = _somebody(village)
    today = village.today()
    since = max(today - timedelta(days=20), Triwulan.of(today).first_day)
    double = actions.register_child(
        child.household,
        by=by,
        name=_spelled_otherwise(child.name),
        sex=child.sex,
        born_on=child.born_on,
        registered_on=max(since, child.household.registered_on),
        certificate="v",
    )
    record = child.records.filter(weight_kg__gt=0).order_by("-visited_on").first()
    if record.visited_on >= double.registered_on:
        actions.record_child_month(
            double,
            by=by,
            visited_on=record.visited_on,
            weighing="v",
            weight_kg=record.weight_kg + Decimal("0.1"),
            home_visit="v",
        )
    actions.find_doubles(village)
    return double


def _somebody(village):
    """A child who was visited lately, of a family with no other small one."""
    children = Person.objects.in_village(village).filter(
        is_child=True, exited_on=None, birth_pregnancy=None
    )
    since = village.today() - timedelta(days=700)
    lately = children.filter(born_on__gte=since, records__weight_kg__gt=0)
    lately = lately.annotate(last_on=Max("records__visited_on"))
    return next(
        child
        for child in lately.order_by("-last_on", "pk")
        if _spelled_otherwise(child.name) != child.name
        and child.household.people.filter(is_child=True).count() == 1
    )


def _spelled_otherwise(name):
    for usual, other in SPELLINGS:
        spelled = name.replace(usual, other, 1)
        if spelled != name and are_alike(spelled, name):
            return spelled
    return name
