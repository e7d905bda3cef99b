from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from households.standards import Lms, Standard, by_day, by_length

D = Decimal
untimed = settings(deadline=None)  # the first example loads a table
sexes = st.sampled_from("LP")
age_standards = st.sampled_from(
    [Standard.LENGTH_FOR_AGE, Standard.WEIGHT_FOR_AGE, Standard.BMI_FOR_AGE]
)


def test_the_medians_are_who_s():
    birth = by_day(Standard.WEIGHT_FOR_AGE, "L", 0)
    assert birth == Lms(D("0.3487"), D("3.3464"), D("0.14602"))
    assert by_day(Standard.LENGTH_FOR_AGE, "L", 0).median == D("49.8842")
    year = by_day(Standard.WEIGHT_FOR_AGE, "P", 365)
    assert year == Lms(D("-0.2022"), D("8.9462"), D("0.12267"))
    assert by_day(Standard.LENGTH_FOR_AGE, "P", 365).median == D("74.0049")


# Printed in Permenkes 2/2020: from −3 SD to +3 SD, one decimal.
PRINTED = [
    (Standard.LENGTH_FOR_AGE, "L", 0, "44.2 46.1 48.0 49.9 51.8 53.7 55.6"),
    (Standard.LENGTH_FOR_AGE, "P", 0, "43.6 45.4 47.3 49.1 51.0 52.9 54.7"),
    (Standard.LENGTH_FOR_AGE, "L", 365, "68.6 71.0 73.4 75.7 78.1 80.5 82.9"),
    (Standard.WEIGHT_FOR_AGE, "L", 0, "2.1 2.5 2.9 3.3 3.9 4.4 5.0"),
    (Standard.WEIGHT_FOR_AGE, "P", 0, "2.0 2.4 2.8 3.2 3.7 4.2 4.8"),
    (Standard.WEIGHT_FOR_AGE, "L", 365, "6.9 7.7 8.6 9.6 10.8 12.0 13.3"),
    (Standard.BMI_FOR_AGE, "L", 0, "10.2 11.1 12.2 13.4 14.8 16.3 18.1"),
]


@pytest.mark.parametrize(("standard", "sex", "day", "printed"), PRINTED)
def test_the_curves_are_the_printed_ones(standard, sex, day, printed):
    lms = by_day(standard, sex, day)
    curve = [str(lms.value_at(z).quantize(D("0.1"))) for z in range(-3, 4)]
    assert " ".join(curve) == printed


def test_the_weight_for_length_curves_are_the_printed_ones():
    lms = by_length(Standard.WEIGHT_FOR_LENGTH, "L", D(70))
    curve = [str(lms.value_at(z).quantize(D("0.1"))) for z in range(-3, 4)]
    assert " ".join(curve) == "6.6 7.2 7.8 8.4 9.2 10.0 10.9"


@untimed
@given(age_standards, sexes, st.integers(0, 1856), st.integers(-3, 3))
def test_a_curve_s_value_has_the_curve_s_score(standard, sex, day, z):
    lms = by_day(standard, sex, day)
    assert abs(lms.z(lms.value_at(z)) - z) < D("1e-20")


@untimed
@given(age_standards, sexes, st.integers(0, 1856))
def test_beyond_three_every_step_is_as_wide_as_the_last(standard, sex, day):
    lms = by_day(standard, sex, day)
    for sign in (1, -1):
        third, second = lms.value_at(3 * sign), lms.value_at(2 * sign)
        further = third + (third - second) / 2
        assert abs(lms.z_of_weight(further) - sign * D("3.5")) < D("1e-15")


def test_rows_of_length_are_a_millimetre_apart_and_interpolated_between():
    low = by_length(Standard.WEIGHT_FOR_HEIGHT, "P", D("65.0"))
    high = by_length(Standard.WEIGHT_FOR_HEIGHT, "P", D("65.1"))
    between = by_length(Standard.WEIGHT_FOR_HEIGHT, "P", D("65.04"))
    assert (low.median, high.median) == (D("7.2402"), D("7.2627"))
    assert between.median == D("7.2492")  # 7.2402 + 0.4 × 0.0225
    assert between.variation == D("0.091126")  # 0.09113 − 0.4 × 0.00001


@pytest.mark.parametrize(
    ("standard", "first", "last"),
    [
        (Standard.WEIGHT_FOR_LENGTH, "45", "110"),
        (Standard.WEIGHT_FOR_HEIGHT, "65", "120"),
    ],
)
def test_outside_the_table_there_is_nothing(standard, first, last):
    for inside in (first, last):
        assert by_length(standard, "L", D(inside))
    for outside in (D(first) - D("0.01"), D(last) + D("0.01"), D(last) + 1):
        assert by_length(standard, "L", outside) is None


def test_within_three_the_score_of_a_weight_is_the_plain_score():
    lms = by_day(Standard.WEIGHT_FOR_AGE, "P", 365)
    assert lms.z_of_weight(D("7.1")) == lms.z(D("7.1"))
    assert abs(lms.z_of_weight(lms.median)) == 0
