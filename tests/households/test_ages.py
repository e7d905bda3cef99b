from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from households.ages import (
    NotYetBorn,
    Trimester,
    add_months,
    born_on_or_before,
    completed_months,
    first_of_month,
    hpht_from_hpl,
    hpl_from_hpht,
    hpl_on_or_before,
    last_of_month,
    pregnancy_months,
    pregnancy_weeks,
    trimester,
)

days = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("born_on", "day", "months"),
    [
        (date(2026, 5, 10), date(2026, 5, 10), 0),
        (date(2026, 5, 10), date(2026, 6, 9), 0),
        (date(2026, 5, 10), date(2026, 6, 10), 1),
        (date(2026, 1, 31), date(2026, 2, 27), 0),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2024, 1, 31), date(2024, 2, 28), 0),
        (date(2024, 1, 31), date(2024, 2, 29), 1),
        (date(2026, 1, 31), date(2026, 4, 30), 3),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2024, 11, 22), date(2026, 11, 21), 23),
        (date(2024, 11, 22), date(2026, 11, 22), 24),
    ],
)
def test_a_month_is_completed_on_its_day_or_on_a_shorter_month_s_last(
    born_on, day, months
):
    assert completed_months(born_on, day) == months


def test_nobody_has_an_age_before_birth():
    with pytest.raises(NotYetBorn, match="2026-05-09 lies before"):
        completed_months(date(2026, 5, 10), date(2026, 5, 9))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 1, 31), 0, date(2026, 1, 31)),
    ],
)
def test_months_are_added_within_the_month(day, months, expected):
    assert add_months(day, months) == expected


@given(days, days)
def test_an_age_is_the_most_months_whose_day_has_come(one, other):
    born_on, day = min(one, other), max(one, other)
    age = completed_months(born_on, day)
    assert add_months(born_on, age) <= day < add_months(born_on, age + 1)


@given(days, st.integers(0, 90), st.integers(-45, 45))
@example(date(2026, 2, 28), 1, 0)
@example(date(2026, 2, 28), 1, 1)
@example(date(2026, 3, 30), 1, 1)
@example(date(2024, 2, 28), 12, 1)
def test_the_bound_of_birth_dates_is_the_same_rule_as_the_age(day, months, offset):
    bound = born_on_or_before(day, months)
    born_on = min(bound + timedelta(days=offset), day)
    assert (born_on <= bound) == (completed_months(born_on, day) >= months)


@pytest.mark.parametrize(
    ("day", "months", "bound"),
    [
        (date(2026, 2, 28), 1, date(2026, 1, 31)),
        (date(2026, 4, 30), 1, date(2026, 3, 31)),
        (date(2026, 3, 30), 1, date(2026, 2, 28)),
        (date(2026, 6, 30), 24, date(2024, 6, 30)),
        (date(2025, 2, 28), 12, date(2024, 2, 29)),
        (date(2026, 11, 21), 24, date(2024, 11, 21)),
    ],
)
def test_the_latest_birth_date_with_an_age(day, months, bound):
    assert born_on_or_before(day, months) == bound


@given(days)
def test_a_month_has_its_first_and_last_day(day):
    first, last = first_of_month(day), last_of_month(day)
    assert first <= day <= last
    assert (first.day, (last + timedelta(days=1)).day) == (1, 1)
    assert first.month == last.month == day.month


def test_hpl_and_hpht_lie_280_days_apart():
    assert hpl_from_hpht(date(2026, 1, 1)) == date(2026, 10, 8)
    assert hpht_from_hpl(date(2026, 10, 8)) == date(2026, 1, 1)


HPL = date(2026, 10, 8)  # the last period began on 1 January 2026


@pytest.mark.parametrize(
    ("day", "weeks", "third"),
    [
        (date(2025, 12, 31), -1, Trimester.FIRST),
        (date(2026, 1, 1), 0, Trimester.FIRST),
        (date(2026, 1, 7), 0, Trimester.FIRST),
        (date(2026, 1, 8), 1, Trimester.FIRST),
        (date(2026, 4, 8), 13, Trimester.FIRST),
        (date(2026, 4, 9), 14, Trimester.SECOND),
        (date(2026, 7, 15), 27, Trimester.SECOND),
        (date(2026, 7, 16), 28, Trimester.THIRD),
        (HPL, 40, Trimester.THIRD),
        (date(2026, 10, 22), 42, Trimester.THIRD),
    ],
)
def test_weeks_are_completed_and_make_the_trimester(day, weeks, third):
    assert pregnancy_weeks(HPL, day) == weeks
    assert trimester(HPL, day) is third


@given(days, st.integers(-5, 45), st.integers(-20, 20))
def test_the_bound_of_hpl_is_the_same_rule_as_the_weeks(day, weeks, offset):
    bound = hpl_on_or_before(day, weeks)
    hpl = bound + timedelta(days=offset)
    assert (hpl <= bound) == (pregnancy_weeks(hpl, day) >= weeks)


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (date(2025, 12, 31), 0),
        (date(2026, 1, 31), 0),
        (date(2026, 2, 1), 1),
        (date(2026, 7, 31), 6),
        (HPL, 9),
    ],
)
def test_the_forms_count_calendar_months_from_the_last_period(day, months):
    assert pregnancy_months(HPL, day) == months
