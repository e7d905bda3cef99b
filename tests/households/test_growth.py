from decimal import Decimal
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from households.growth import (
    Flag,
    Growth,
    HeightClass,
    Measurement,
    NegativeAge,
    NotANumber,
    NotPositive,
    UnknownPosition,
    UnknownSex,
    WastingClass,
    WeightClass,
    corrected_length,
    grow,
    is_too_old,
)

D = Decimal


def measured(sex, days, kg=None, cm=None, position="", oedema=False):
    weight, length = kg and D(str(kg)), cm and D(str(cm))
    return grow(Measurement(sex, days, weight, length, position, oedema))


# --- by hand ---------------------------------------------------------------


def test_a_median_newborn_scores_nought():
    boy = measured("L", 0, "3.3464", "49.8842")
    assert (boy.z_tbu, boy.z_bbu) == (D("0.00"), D("0.00"))
    assert str(measured("P", 365, "8.9462").z_bbu) == "0.00"


def test_a_small_newborn_has_the_score_of_the_formula():
    # Boy, day 0: L 1, M 49.8842, S 0.03795: (46/49.8842 − 1) / 0.03795 = −2.0518.
    # L 0.3487, M 3.3464, S 0.14602: (2.4/3.3464)^0.3487 = 0.890552;
    # (0.890552 − 1) / (0.3487 × 0.14602) = −2.1495.
    boy = measured("L", 0, 2.4, 46)
    assert (boy.z_tbu, boy.z_bbu) == (D("-2.05"), D("-2.15"))
    assert boy.class_tbu is HeightClass.STUNTED
    assert boy.class_bbu is WeightClass.LOW


@pytest.mark.parametrize(
    ("days", "position", "corrected", "z"),
    [
        # M 87.8018, S 0.03479 on day 730; M 87.1303, S 0.03508 on day 731 (boys).
        (730, "telentang", "87", "-0.26"),  # (87/87.8018 − 1)/0.03479 = −0.2625
        (730, "berdiri", "87.7", "-0.03"),  # (87.7/87.8018 − 1)/0.03479 = −0.0333
        (730, "", "87", "-0.26"),
        (731, "telentang", "86.3", "-0.27"),  # (86.3/87.1303 − 1)/0.03508 = −0.2716
        (731, "berdiri", "87", "-0.04"),  # (87/87.1303 − 1)/0.03508 = −0.0426
        (731, "", "87", "-0.04"),
    ],
)
def test_the_position_is_corrected_on_the_right_side_of_day_731(
    days, position, corrected, z
):
    boy = measured("L", days, cm=87, position=position)
    assert (boy.length_cm, boy.z_tbu) == (D(corrected), D(z))
    assert boy.is_height == (days == 731)
    assert boy.flags == frozenset()


@pytest.mark.parametrize(
    ("days", "corrected", "z", "flags"),
    [
        # 273 / 30.4375 = 8.97 months: M 70.1015, S 0.03444.
        (273, "65", "-2.11", {Flag.STANDING_INFANT}),
        # 274 / 30.4375 = 9.002 months: M 70.1463, S 0.03444.
        (274, "65.7", "-1.84", set()),
    ],
)
def test_standing_before_nine_months_is_flagged_and_not_corrected(
    days, corrected, z, flags
):
    girl = measured("P", days, cm=65, position="berdiri")
    assert (girl.length_cm, girl.z_tbu) == (D(corrected), D(z))
    assert girl.flags == flags


def test_a_standing_infant_without_a_length_is_not_flagged():
    assert measured("P", 100, 5, position="berdiri").flags == frozenset()


def test_beyond_three_the_weight_is_counted_in_steps():
    # Boy, day 365: L 0.0645, M 9.646, S 0.10925.
    # SD3neg = 9.646 × (1 − 3 × 0.00704663)^(1/0.0645) = 6.9260
    # SD2neg = 9.646 × (1 − 2 × 0.00704663)^(1/0.0645) = 7.7407
    # −3 + (6.0 − 6.9260) / (7.7407 − 6.9260) = −4.1366
    thin = measured("L", 365, 6)
    assert thin.z_bbu == D("-4.14")
    assert thin.class_bbu is WeightClass.SEVERELY_LOW
    # SD3pos = 13.3415, SD2pos = 11.9833: 3 + (15 − 13.3415) / 1.3582 = 4.2211
    heavy = measured("L", 365, 15)
    assert heavy.z_bbu == D("4.22")
    assert heavy.class_bbu is WeightClass.RISK_OF_HIGH


def test_length_beyond_three_is_not_counted_in_steps():
    # Boy, day 0: (40/49.8842 − 1) / 0.03795 = −5.2212
    assert measured("L", 0, cm=40).z_tbu == D("-5.22")


def test_weight_for_length_is_interpolated_between_rows():
    # Girl 73.44 cm: 0.6 × (L −0.3833, M 8.8443, S 0.09026) + 0.4 × (−0.3833,
    # 8.8638, 0.09025): M 8.8521, S 0.090256; (8.5/8.8521)^−0.3833 = 1.015679;
    # 0.015679 / (−0.3833 × 0.090256) = −0.4532
    assert measured("P", 400, 8.5, 73.44).z_bbtb == D("-0.45")


# --- limits ----------------------------------------------------------------


def test_from_sixty_months_on_there_is_no_score():
    last, beyond = measured("L", 1826, 18, 110), measured("L", 1827, 18, 110)
    assert None not in (last.z_tbu, last.z_bbu, last.z_bbtb, last.z_imtu)
    assert beyond == Growth(length_cm=D(110), is_height=True)
    assert (is_too_old(1826), is_too_old(1827)) == (False, True)


@pytest.mark.parametrize(
    ("days", "cm", "is_scored"),
    [
        (730, "44.99", False),
        (730, "45", True),
        (730, "110", True),
        (730, "110.01", False),
        (731, "64.99", False),
        (731, "65", True),
        (731, "120", True),
        (731, "120.01", False),
    ],
)
def test_weight_for_length_ends_with_its_table(days, cm, is_scored):
    child = measured("L", days, 12, cm)
    assert (child.z_bbtb is not None) == is_scored
    assert child.z_imtu is not None


def test_what_was_not_taken_has_no_score():
    assert measured("P", 100) == Growth()
    only_weight, only_length = measured("P", 100, 5), measured("P", 100, cm=60)
    assert (only_weight.z_tbu, only_weight.z_bbtb, only_weight.z_imtu) == (None,) * 3
    assert only_weight.z_bbu is not None
    assert (only_length.z_bbu, only_length.z_bbtb, only_length.z_imtu) == (None,) * 3
    assert only_length.z_tbu is not None
    nothing = Growth()
    classes = (nothing.class_tbu, nothing.class_bbu, nothing.class_bbtb)
    assert (*classes, nothing.class_imtu) == (None,) * 4


def test_oedema_leaves_the_length_alone():
    child = measured("L", 400, 9, 75, oedema=True)
    assert child.z_tbu is not None
    assert (child.z_bbu, child.z_bbtb, child.z_imtu) == (None, None, None)


@pytest.mark.parametrize("value", ["0", "-1", "-0.5"])
def test_nought_and_less_is_refused(value):
    with pytest.raises(NotPositive, match="Berat harus lebih dari 0 kg"):
        measured("L", 100, value)
    with pytest.raises(NotPositive, match="Panjang/tinggi harus lebih dari 0 cm"):
        measured("L", 100, cm=value)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1000", "0.009"])
def test_what_no_scale_shows_is_refused(value):
    with pytest.raises(NotANumber, match="tidak mungkin"):
        measured("L", 100, value)
    with pytest.raises(NotANumber):
        measured("L", 100, cm=value)


def test_a_height_that_the_correction_eats_up_is_refused():
    with pytest.raises(NotPositive):
        measured("L", 800, cm="0.7", position="telentang")


def test_what_is_neither_sex_nor_position_nor_age_is_refused():
    with pytest.raises(UnknownSex):
        Measurement("X", 0)
    with pytest.raises(UnknownPosition):
        Measurement("L", 0, position="duduk")
    with pytest.raises(NegativeAge):
        Measurement("L", -1)


# --- classes and flags -----------------------------------------------------


@pytest.mark.parametrize(
    ("z", "height", "weight", "wasting"),
    [
        ("-3.01", "sangat pendek", "sangat kurang", "gizi buruk"),
        ("-3.00", "pendek", "kurang", "gizi kurang"),
        ("-2.01", "pendek", "kurang", "gizi kurang"),
        ("-2.00", "normal", "normal", "baik"),
        ("1.00", "normal", "normal", "baik"),
        ("1.01", "normal", "risiko BB lebih", "berisiko gizi lebih"),
        ("2.00", "normal", "risiko BB lebih", "berisiko gizi lebih"),
        ("2.01", "normal", "risiko BB lebih", "gizi lebih"),
        ("3.00", "normal", "risiko BB lebih", "gizi lebih"),
        ("3.01", "tinggi", "risiko BB lebih", "obesitas"),
    ],
)
def test_each_class_ends_where_permenkes_ends_it(z, height, weight, wasting):
    seen = Growth(D(z), D(z), D(z), D(z))
    assert seen.class_tbu is HeightClass(height)
    assert seen.class_bbu is WeightClass(weight)
    assert seen.class_bbtb is WastingClass(wasting)
    assert seen.class_imtu is WastingClass(wasting)


def test_the_score_is_rounded_before_it_is_classed():
    # Boy, day 365: M 75.7391, S 0.03137: −2.0049 rounds to −2.00 and is normal.
    lms = import_module("pygrowup.tables.by_day.lfa").DATA["male"][365]
    length = lms["m"] * (1 + D("-2.0049") * lms["s"])
    boy = grow(Measurement("L", 365, length_cm=length))
    assert (boy.z_tbu, boy.class_tbu) == (D("-2.00"), HeightClass.NORMAL)
    shorter = lms["m"] * (1 + D("-2.005") * lms["s"])
    boy = grow(Measurement("L", 365, length_cm=shorter))
    assert (boy.z_tbu, boy.class_tbu) == (D("-2.01"), HeightClass.STUNTED)


@pytest.mark.parametrize(
    ("scores", "flags"),
    [
        ((6, 5, 5, 5), set()),
        ((-6, -6, -5, -5), set()),
        (("6.01", "5.01", "5.01", "5.01"), {*Flag} - {Flag.STANDING_INFANT}),
        (("-6.01", "-6.01", "-5.01", "-5.01"), {*Flag} - {Flag.STANDING_INFANT}),
        (("6.01", 0, 0, 0), {Flag.TBU}),
        ((0, "-6.01", 0, 0), {Flag.BBU}),
    ],
)
def test_what_cannot_be_is_flagged_to_measure_again(scores, flags):
    assert Growth(*map(D, scores)).flags == flags


# --- a second reading ------------------------------------------------------


def anthro(sex, days, kg, cm, position):
    """WHO's method once more, in floating point, straight from the tables."""
    cm = corrected_again(days, cm, position)
    by_day = ["lfa", "wfa", "bmifa"]
    lfa, wfa, bmifa = (row(name, sex, days) for name in by_day)
    bmi = kg / (cm / 100) ** 2
    wfl = between(sex, "wfl" if days < 731 else "wfh", cm)
    return [
        (cm / lfa[1] - 1) / lfa[2],
        restricted(kg, *wfa),
        restricted(kg, *wfl) if wfl else None,
        restricted(bmi, *bmifa),
    ]


def corrected_again(days, cm, position):
    if position == "berdiri" and days / 30.4375 >= 9 and days < 731:
        return cm + 0.7
    return cm - 0.7 if position == "telentang" and days >= 731 else cm


def row(name, sex, key):
    table = import_module(f"pygrowup.tables.by_day.{name}").DATA
    lms = table[{"L": "male", "P": "female"}[sex]][key]
    return [float(lms[letter]) for letter in "lms"]


def between(sex, name, cm):
    lowest, highest = (45, 110) if name == "wfl" else (65, 120)
    if not lowest <= cm <= highest:
        return None
    tenths = int(round(cm * 100)) // 10
    share = cm * 10 - tenths
    low = row(name, sex, D(tenths) / 10)
    high = row(name, sex, D(min(tenths + 1, highest * 10)) / 10)
    return [a + share * (b - a) for a, b in zip(low, high, strict=True)]


def restricted(y, power, median, spread):
    def at(z):
        return median * (1 + power * spread * z) ** (1 / power)

    z = ((y / median) ** power - 1) / (power * spread)
    if z > 3:
        return 3 + (y - at(3)) / (at(3) - at(2))
    if z < -3:
        return -3 + (y - at(-3)) / (at(-2) - at(-3))
    return z


@settings(deadline=None, max_examples=300)
@given(
    st.sampled_from("LP"),
    st.integers(0, 1826),
    st.integers(80, 3000),
    st.integers(4000, 12500),
    st.sampled_from(["telentang", "berdiri", ""]),
)
def test_a_second_reading_of_who_s_method_agrees(sex, days, dag, tenth_mm, position):
    kg, cm = D(dag) / 100, D(tenth_mm) / 100
    seen = grow(Measurement(sex, days, kg, cm, position))
    again = anthro(sex, days, float(kg), float(cm), position)
    for z, other in zip(
        (seen.z_tbu, seen.z_bbu, seen.z_bbtb, seen.z_imtu), again, strict=True
    ):
        assert (z is None) == (other is None)
        assert z is None or abs(float(z) - other) < 0.005001


@settings(deadline=None)
@given(st.sampled_from("LP"), st.integers(0, 2500), st.sampled_from(["0.01", "999.99"]))
def test_the_smallest_and_largest_values_still_have_scores(sex, days, value):
    other = D("999.99") if value == "0.01" else D("1")
    seen = grow(Measurement(sex, days, D(value), other))
    assert (seen.z_bbu is None) == is_too_old(days)
    assert corrected_length(Measurement(sex, days)) is None
    assert grow(Measurement(sex, days, other, D(value))).length_cm == D(value)


@pytest.mark.parametrize(
    ("klass", "tone"),
    [
        (HeightClass.SEVERELY_STUNTED, "segera"),
        (HeightClass.STUNTED, "perhatian"),
        (HeightClass.TALL, "baik"),
        (WeightClass.SEVERELY_LOW, "segera"),
        (WeightClass.RISK_OF_HIGH, "perhatian"),
        (WeightClass.NORMAL, "baik"),
        (WastingClass.SEVERELY_WASTED, "segera"),
        (WastingClass.OBESE, "segera"),
        (WastingClass.WASTED, "perhatian"),
        (WastingClass.OVERWEIGHT, "perhatian"),
        (WastingClass.NORMAL, "baik"),
    ],
)
def test_a_class_says_how_much_it_asks_for(klass, tone):
    assert klass.tone == tone
