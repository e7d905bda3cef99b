"""The sheet of a dusun sketch: units, squares, and what lies beside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.squares import (
    HEIGHT,
    LETTERS,
    ROWS,
    WIDTH,
    OffSheet,
    beside,
    middle_of,
    square_of,
)


@pytest.mark.parametrize(
    ("point", "square"),
    [
        ((0, 0), "A1"),
        ((99, 99), "A1"),
        ((100, 0), "B1"),
        ((0, 100), "A2"),
        ((2000, 1500), "T15"),
    ],
)
def test_a_point_lies_in_its_square(point, square):
    assert square_of(*point) == square


@pytest.mark.parametrize("point", [(-1, 0), (0, -1), (WIDTH + 1, 0), (0, HEIGHT + 1)])
def test_a_point_off_the_sheet_is_refused(point):
    with pytest.raises(OffSheet, match="kolom A–T dan baris 1–15"):
        square_of(*point)


@given(column=st.sampled_from(LETTERS), row=st.integers(1, ROWS))
def test_the_middle_of_a_square_lies_in_it(column, row):
    assert square_of(*middle_of(column, row)) == f"{column}{row}"


@pytest.mark.parametrize("square", [("U", 1), ("A", 0), ("A", 16), ("AB", 1), ("", 1)])
def test_a_square_off_the_sheet_is_refused(square):
    with pytest.raises(OffSheet):
        middle_of(*square)


def test_a_second_house_of_a_square_stands_beside_the_first():
    first = middle_of("C", 5)

    second = beside(*first, [first])

    assert second != first
    assert square_of(*second) == "C5"


def test_a_crowded_square_takes_one_more():
    around = [(x, y) for x in (25, 50, 75) for y in (25, 50, 75)]

    assert beside(50, 50, around) == (50, 50)


def test_a_free_place_is_taken_as_it_is():
    assert beside(50, 50, [(250, 50)]) == (50, 50)
