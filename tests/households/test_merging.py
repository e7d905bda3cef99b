"""Merging two rows, and taking it back."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from households import actions
from households.actions import Implausible
from households.merging import BOTH, MINE, THEIRS, Pair
from tests.households.doubled import TODAY, Pen, everything

pytestmark = pytest.mark.django_db
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
