from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from households.growth import Growth, Measurement, MeasurementRefused, grow
from households.growth_batch import grow_all

D = Decimal
KG = st.none() | st.decimals("0.3", "45", places=3)
CM = st.none() | st.decimals("20", "140", places=2)


@st.composite
def measurements(draw):
    try:
        return Measurement(
            draw(st.sampled_from("LP")),
            draw(st.integers(0, 2200)),
            draw(KG),
            draw(CM),
            draw(st.sampled_from(["telentang", "berdiri", ""])),
            draw(st.booleans()),
        )
    except MeasurementRefused:  # pragma: no cover
        return Measurement("L", 0)


@settings(max_examples=300)
@given(st.lists(measurements(), max_size=8))
def test_all_at_once_is_what_one_by_one_says(children):
    assert list(map(repr, grow_all(children))) == [repr(grow(one)) for one in children]


EDGES = [
    Measurement("L", 730, D("12"), D("87"), "telentang"),
    Measurement("L", 731, D("12"), D("87"), "telentang"),
    Measurement("P", 100, D("5"), D("60"), "berdiri"),  # stands too young
    Measurement("P", 300, D("8"), D("45.7"), "telentang", has_oedema=True),
    Measurement("L", 10, D("3"), D("45"), "telentang"),  # where the table begins
    Measurement("L", 10, D("3"), D("44.99"), "telentang"),
    Measurement("L", 700, D("18"), D("110"), "telentang"),  # where it ends
    Measurement("P", 1000, D("22"), D("120"), "berdiri"),
    Measurement("P", 1000, D("22"), D("120.01"), "berdiri"),
    Measurement("P", 1826, D("18"), D("108"), "berdiri"),  # the last day
    Measurement("P", 1827, D("18"), D("108"), "berdiri"),
    Measurement("L", 400, D("30"), D("70"), "telentang"),  # far beyond 3 SD
    Measurement("L", 400, D("2"), D("90"), "telentang"),
    Measurement("L", 0, D("3.3464"), D("49.8842"), "telentang"),  # z exactly 0
    Measurement("L", 0),
]


@pytest.mark.parametrize("child", EDGES)
def test_an_edge_falls_on_the_same_side(child):
    assert repr(grow_all([child])[0]) == repr(grow(child))


def test_a_score_on_a_rounding_edge_is_left_to_the_exact_reckoning():
    # Girl, day 0, PB/U: L 1, M 49.1477, S 0.0379; M·(1 + S·0.125) has z 0.125.
    child = Measurement("P", 0, length_cm=D("49.1477") * (1 + D("0.0379") * D("0.125")))

    assert grow_all([child])[0].z_tbu == grow(child).z_tbu


def test_nobody_measured_gives_nothing():
    assert grow_all([]) == []
    assert grow_all([Measurement("L", 5)]) == [Growth()]
