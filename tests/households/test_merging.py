"""Merging two rows, and taking it back."""

from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from households import actions
from households.actions import Implausible
from households.merging import BOTH, MINE, THEIRS, Pair
from households.models import Merge, Person, PossibleDouble, Pregnancy, WorkbookKey
from tests.cast import make_child, make_pregnancy
from tests.households.doubled import TODAY, Pen, everything

pytestmark = pytest.mark.django_db
NOW = timezone.now()
KINDS = ("rumah-tangga", "orang", "kehamilan")


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(kind=st.sampled_from(KINDS), seed=st.integers(0, 10**6), dice=st.randoms())
def test_merging_and_separating_restores_every_row(village, kpm, kind, seed, dice):
    with transaction.atomic():  # each example begins with an empty village
        survivor, loser = Pen(village, seed).pair(kind)
        merge_and_separate(survivor, loser, kpm, dice)
        transaction.set_rollback(True)


def merge_and_separate(survivor, loser, kpm, dice):
    before = everything()
    choices = chosen_by(dice, Pair(survivor, loser))
    try:
        merge = actions.merge(survivor, loser, by=kpm, choices=choices, today=TODAY)
    except Implausible:
        assert everything() == before
        return
    assert everything() != before
    lost = actions.unmerge(merge, by=kpm, today=TODAY)

    assert lost == []
    assert everything() == before


def chosen_by(dice, pair):
    sides = [MINE, THEIRS]
    choices = {part.name: dice.choice(sides) for part in pair.parts}
    choices |= {one.key: dice.choice(sides) for one in pair.months}
    return choices | {
        f"fakta-{column}": dice.choice([*sides, BOTH]) for column in pair.facts
    }


# --- what each rule of the tables refuses ---


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"first_id": 2, "second_id": 1}, "possible_double_in_order"),
        ({"dismissal": "kembar"}, "possible_double_dismissed_with_reason"),
        ({"dismissed_at": NOW}, "possible_double_dismissed_with_reason"),
    ],
)
def test_a_possible_double_is_whole(village, values, name):
    whole = {"first_id": 1, "second_id": 2, "found_at": NOW, **values}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        PossibleDouble.objects.create(village=village, **whole)


def test_a_pair_stands_once_on_the_list(village):
    for is_second in (False, True):
        act = partial(
            PossibleDouble.objects.create,
            village=village,
            kind="orang",
            first_id=1,
            second_id=2,
            found_at=NOW,
        )
        refuses(act) if is_second else act()


@pytest.mark.parametrize("values", [{"loser_id": 1}, {"undone_by": True}])
def test_a_merge_is_of_two_and_undone_with_its_time(village, kpm, values):
    if "undone_by" in values:
        values = {"undone_by": kpm}
    whole = {"survivor_id": 1, "loser_id": 2, "kind": "orang", **values}
    refuses(lambda: Merge.objects.create(village=village, **whole))


def test_a_row_is_merged_once_until_it_is_separated(village):
    whole = {"kind": "orang", "survivor_id": 1, "loser_id": 2, "title": "Ahmad"}
    Merge.objects.create(village=village, **whole)
    refuses(lambda: Merge.objects.create(village=village, **whole))
    Merge.objects.update(undone_at=NOW)
    Merge.objects.create(village=village, **whole)


def test_what_is_merged_has_left_with_that_reason(household, child, pregnancy):
    other = make_child(household, child.born_on)
    refuses(lambda: Person.objects.filter(pk=child.pk).update(merged_into=other))
    twice = make_pregnancy(household, pregnancy.due_on)
    mine = Pregnancy.objects.filter(pk=pregnancy.pk)
    refuses(lambda: mine.update(merged_into=twice))


def test_a_row_has_one_key_of_its_own_and_any_of_merged_ones(village):
    keys = partial(WorkbookKey.objects.create, village=village, kind="anak")
    keys(key="a1", object_id=1)
    keys(key="a2", object_id=1, is_alias=True)
    refuses(lambda: keys(key="a3", object_id=1))


def refuses(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()
