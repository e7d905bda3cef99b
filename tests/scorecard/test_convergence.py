"""Letters and ratios: what is shown, and how it adds up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.convergence import (
    Convergence,
    Letter,
    letter,
    letters,
    masks,
    of_masks,
    total,
)
from scorecard.rules import RULE_SETS
from scorecard.rules.hpk_2018 import RULES as HPK_2018


def ratios():
    return st.builds(
        lambda due, missed: Convergence(due - min(due, missed), due),
        st.integers(0, 10_000),
        st.integers(0, 10_000),
    )


@pytest.mark.parametrize(("received", "due"), [(2, 1), (-1, 1), (0, -1)])
def test_more_received_than_due_is_refused(received, due):
    with pytest.raises(ValueError, match=f"^{received} received of {due} due$"):
        Convergence(received, due)


def test_what_is_missed_is_due_and_not_received():
    assert Convergence(3, 5).missed == 2


@pytest.mark.parametrize(
    ("received", "due", "percent"),
    [(0, 0, None), (0, 3, "0.00"), (1, 3, "33.33"), (2, 3, "66.67"), (1, 800, "0.13")],
)
def test_percent_is_half_up_and_nothing_due_has_none(received, due, percent):
    found = Convergence(received, due)
    assert found.percent == (None if percent is None else Decimal(percent))
    assert found.as_json()["percent"] == percent


@given(st.lists(ratios()))
def test_a_total_is_a_ratio_of_sums(parts):
    found = total(parts)
    assert found.received == sum(part.received for part in parts)
    assert found.missed == sum(part.missed for part in parts)


@given(st.integers(0, 2**18 - 1), st.integers(0, 2**18 - 1))
def test_stored_masks_and_letters_are_the_same(due, bits):
    received = due & bits
    shown = letters(due, received, HPK_2018)
    pairs = [(indicator, shown[indicator.code]) for indicator in HPK_2018.indicators]
    assert masks(pairs, HPK_2018) == (due, received)
    found = of_masks(due, received)
    assert found.due == sum(one.is_due for one in shown.values())
    assert found.received == list(shown.values()).count(Letter.RECEIVED)


def test_a_letter_is_y_t_or_ts():
    assert [letter(1, 1, 1), letter(1, 0, 1), letter(0, 0, 1)] == [
        Letter.RECEIVED,
        Letter.MISSED,
        Letter.NOT_DUE,
    ]
    assert [one.value for one in Letter] == ["Y", "T", "TS"]


def test_rule_sets_keep_their_names_and_bits():
    assert RULE_SETS["hpk-2018"] is HPK_2018
    codes = [indicator.code for indicator in HPK_2018.indicators]
    assert len(codes) == len(set(codes)) == 18
    assert HPK_2018.bit("anc") == 1
    assert HPK_2018.bit("pengasuhan") == 1 << 17
    with pytest.raises(KeyError):
        HPK_2018.bit("paud")
