from datetime import date

import pytest

from households.known import STATUS, Answers, answers_of
from tests.cast import (
    make_child,
    make_child_record,
    make_household,
    make_pregnancy,
    make_pregnancy_record,
    make_statement,
)

HOUSE = ("household", 1)


def test_of_one_day_a_record_wins_over_a_change_over_the_registration():
    answers, day = Answers(), date(2026, 3, 1)
    answers.tell(HOUSE, "air_aman", day, 2, "x")
    answers.tell(HOUSE, "air_aman", day, 0, "v")
    answers.tell(HOUSE, "air_aman", day, 1, "v")
    assert answers.value(HOUSE, "air_aman") == "x"


def test_two_records_of_a_day_that_disagree_say_no():
    answers, day = Answers(), date(2026, 3, 1)
    answers.tell(HOUSE, "air_aman", day, 2, "x")
    answers.tell(HOUSE, "air_aman", day, 2, "v")
    assert answers.value(HOUSE, "air_aman") == "x"


def test_an_answer_holds_since_it_was_first_given_again():
    answers = Answers()
    for month, value in ((1, "v"), (2, "x"), (3, "v"), (4, "v")):
        answers.tell(HOUSE, "air_aman", date(2026, month, 1), 2, value)
    assert answers.newest(HOUSE, "air_aman").since == date(2026, 3, 1)
    until = answers.newest(HOUSE, "air_aman", date(2026, 2, 15))
    assert (until.value, until.since) == ("x", date(2026, 2, 1))


def test_a_blank_states_nothing_and_a_posyandu_can_be_left():
    answers = Answers()
    answers.tell(HOUSE, "air_aman", date(2026, 1, 1), 2, "v")
    answers.tell(HOUSE, "air_aman", date(2026, 2, 1), 2, "")
    answers.tell(HOUSE, "posyandu", date(2026, 1, 1), 0, 5)
    answers.tell(HOUSE, "posyandu", date(2026, 2, 1), 1, None)
    assert answers.value(HOUSE, "air_aman") == "v"
    assert answers.value(HOUSE, "posyandu") is None
    assert answers.value(HOUSE, "jamban_layak") == ""


@pytest.mark.django_db
def test_any_member_tells_of_the_household_and_only_the_target_of_itself(village):
    household = make_household(village)
    child = make_child(household, date(2025, 6, 1))
    pregnancy = make_pregnancy(household, date(2026, 6, 1))
    make_child_record(child, date(2026, 2, 1), water="v", insurance="v")
    make_pregnancy_record(pregnancy, date(2026, 3, 1), water="x", status="K")
    make_statement(household, "air_aman", date(2025, 1, 1), origin=0)
    answers = answers_of(
        households=[household.pk], pregnancies=[pregnancy.pk], children=[child.pk]
    )
    assert answers.value(("household", household.pk), "air_aman") == "x"
    assert answers.value(("child", child.pk), "jaminan_kesehatan") == "v"
    assert answers.value(("pregnancy", pregnancy.pk), "jaminan_kesehatan") == ""
    assert answers.value(("pregnancy", pregnancy.pk), STATUS) == "K"


@pytest.mark.django_db
def test_wrong_data_tell_nothing_of_the_household(village):
    household = make_household(village)
    child = make_child(
        household,
        date(2025, 6, 1),
        exited_on=date(2026, 3, 1),
        exit_reason="salah data",
    )
    make_child_record(child, date(2026, 2, 1), water="v")
    answers = answers_of(households=[household.pk])
    assert answers.value(("household", household.pk), "air_aman") == ""


@pytest.mark.django_db
def test_three_queries_are_enough_for_any_number(village, django_assert_num_queries):
    households = [make_household(village) for _ in range(5)]
    with django_assert_num_queries(3):
        answers_of(households=[household.pk for household in households])
