"""What an amount of money buys, and that it never buys more or less than that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.spread import Wish, spread

LACKING = {"jamban": [3, 1, 1], "kelas": [1, 1, 1, 1]}
LATRINES = Wish(1, 2_500_000, "jamban")
CLASSES = Wish(2, 300_000, "kelas")


def bought(wishes, budget, lacking=LACKING):
    return [share.bought for share in spread(wishes, lacking, budget).shares]


def test_money_goes_down_the_list():
    found = spread([LATRINES, CLASSES], LACKING, 8_100_000)

    assert [share.bought for share in found.shares] == [3, 2]
    assert (found.spent, found.rest, found.bought) == (8_100_000, 0, 5)
    assert (found.left_rupiah, found.short) == (600_000, 300_000)


def test_it_stops_at_the_first_target_that_it_cannot_pay():
    found = spread([LATRINES, CLASSES], LACKING, 6_000_000)

    assert [share.bought for share in found.shares] == [2, 0]
    assert found.rest == 1_000_000
    assert found.short == 1_500_000


def test_the_letters_are_those_of_who_is_served_first():
    assert spread([LATRINES], LACKING, 2_500_000).letters == 3
    assert spread([LATRINES], LACKING, 7_500_000).letters == 5


def test_when_everything_is_paid_nothing_is_short():
    found = spread([LATRINES], LACKING, 9_000_000)

    assert (found.rest, found.short, found.left_rupiah) == (1_500_000, 0, 0)


def test_two_wishes_for_one_service_serve_different_recipients():
    two = [Wish(1, 10, "jamban", most=2), Wish(2, 10, "jamban", most=2)]

    found = spread(two, LACKING, 100)

    assert [(s.wanted, s.letters) for s in found.shares] == [(2, 4), (1, 1)]


def test_a_wish_for_more_than_lack_it_is_cut_to_them():
    assert bought([Wish(1, 10, "jamban", most=12)], 1_000) == [3]


def test_what_the_register_does_not_know_is_bought_whole():
    found = spread([Wish(1, 500), Wish(2, 10, most=4)], LACKING, 520)

    assert [share.bought for share in found.shares] == [1, 2]
    assert found.letters == 0


def test_what_costs_nothing_is_had_even_when_the_money_is_gone():
    assert bought([LATRINES, Wish(2, 0, "kelas")], 0) == [0, 4]


@pytest.mark.parametrize(
    "wrong",
    [lambda: spread([], {}, -1), lambda: Wish(1, -1), lambda: Wish(1, 1, "", -1)],
)
def test_nothing_lies_below_zero(wrong):
    with pytest.raises(ValueError, match="budget of|below zero"):
        wrong()


SERVICES = st.sampled_from(["jamban", "kelas", ""])
WISHES = st.lists(
    st.tuples(st.integers(0, 5_000_000), SERVICES, st.none() | st.integers(0, 9)),
    max_size=8,
).map(lambda rows: [Wish(n, *row) for n, row in enumerate(rows)])
RECIPIENTS = st.fixed_dictionaries(
    {name: st.lists(st.integers(1, 6), max_size=9) for name in ("jamban", "kelas")}
)
MONEY = st.integers(0, 60_000_000)


@given(WISHES, RECIPIENTS, MONEY)
def test_never_more_is_spent_than_there_is(wishes, lacking, budget):
    found = spread(wishes, lacking, budget)

    assert 0 <= found.spent <= budget
    assert found.spent + found.rest == budget
    assert isinstance(found.spent, int)


@given(WISHES, RECIPIENTS, MONEY, MONEY)
def test_more_money_never_reaches_fewer_targets(wishes, lacking, budget, more):
    less = spread(wishes, lacking, budget)
    found = spread(wishes, lacking, budget + more)

    assert all(
        before.bought <= after.bought
        for before, after in zip(less.shares, found.shares, strict=True)
    )
    assert less.letters <= found.letters


@given(WISHES, RECIPIENTS, MONEY)
def test_what_is_bought_and_what_is_left_make_up_what_was_wanted(
    wishes, lacking, budget
):
    found = spread(wishes, lacking, budget)
    whole = spread(wishes, lacking, found.spent + found.left_rupiah)

    assert whole.left_rupiah == 0
    for service, rows in lacking.items():
        served = [
            share.wanted
            for wish, share in zip(wishes, found.shares, strict=True)
            if wish.service == service
        ]
        assert sum(served) <= len(rows)
    assert (found.short > 0) == (found.left_rupiah > 0)
