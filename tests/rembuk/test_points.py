"""Ranking by points: the arithmetic, its words, and how ties are decided."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.points import STANDARD, Cell, Criterion, Line, ranked, size_of, size_words

HEAVY = Criterion("gawat", "Kegawatan", 3)
LIGHT = Criterion("mudah", "Kemudahan", 1)
UNUSED = Criterion("sendiri", "Kriteria sendiri", 0)


def line(key, heavy, light=3, unused=None):
    return Line(key, (Cell(LIGHT, light), Cell(HEAVY, heavy), Cell(UNUSED, unused)))


@pytest.mark.parametrize(
    ("missed", "due", "size"),
    [(0, 34, 1), (1, 100, 1), (20, 100, 1), (21, 100, 2), (19, 27, 4), (27, 27, 5)],
)
def test_each_begun_fifth_that_misses_the_service_is_a_point(missed, due, size):
    assert size_of(missed, due) == size


def test_where_nothing_was_due_nobody_knows_the_size():
    assert size_of(0, 0) is None
    assert size_words(0, 0) == "tidak ada angka, diisi bersama"


def test_the_size_says_how_it_was_reckoned():
    assert size_words(19, 27) == "19 dari 27 belum = 70 %, nilai 4"


@pytest.mark.parametrize(("missed", "due"), [(-1, 3), (4, 3)])
def test_no_size_of_impossible_figures(missed, due):
    with pytest.raises(ValueError, match="missed of"):
        size_of(missed, due)


@pytest.mark.parametrize("value", [0, 6, -1])
def test_a_value_lies_between_one_and_five(value):
    with pytest.raises(ValueError, match="no value from 1 to 5"):
        Cell(HEAVY, value)


def test_the_multiplication_and_the_sum_are_shown():
    one = line(1, heavy=4, light=2)

    assert [cell.words for cell in one.cells[:2]] == ["1 × 2 = 2", "3 × 4 = 12"]
    assert one.sum_words == "2 + 12 = 14"
    assert one.score == 14


def test_a_criterion_without_weight_is_not_asked_for():
    assert line(1, heavy=4).is_complete
    assert not line(1, heavy=None).is_complete
    assert line(1, heavy=None).cells[1].words == "belum dinilai"


def test_the_highest_score_comes_first():
    placed = ranked([line(1, 2), line(2, 5), line(3, 4)])

    assert [(one.rank, one.line.key) for one in placed] == [(1, 2), (2, 3), (3, 1)]
    assert not any(one.tie for one in placed)


def test_of_equal_scores_the_heaviest_criterion_decides_and_says_so():
    first, second = ranked([line(1, heavy=3, light=5), line(2, heavy=4, light=2)])

    assert (first.line.key, second.line.key) == (2, 1)
    assert second.tie == (
        "Skor sama dengan urutan 1; kegawatan lebih rendah (3 di bawah 4), maka "
        "sesudahnya."
    )


def test_lines_equal_in_everything_keep_their_order_and_say_so():
    first, second = ranked([line(7, 3), line(2, 3)])

    assert (first.line.key, second.line.key) == (7, 2)
    assert "urutan semula dipertahankan" in second.tie


def test_what_is_not_judged_yet_comes_last():
    placed = ranked([line(1, None), line(2, 1), line(3, None)])

    assert [one.line.key for one in placed] == [2, 1, 3]
    assert placed[2].tie == ""


VALUES = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=12)


@given(VALUES)
def test_ranking_keeps_every_line_and_never_puts_a_lower_score_first(values):
    lines = [line(n, heavy, light) for n, (heavy, light) in enumerate(values)]

    placed = ranked(lines)

    assert sorted(one.line.key for one in placed) == list(range(len(lines)))
    scores = [one.line.score for one in placed]
    assert scores == sorted(scores, reverse=True)
    for before, one in zip(placed, placed[1:], strict=False):
        assert bool(one.tie) == (before.line.score == one.line.score)


def test_the_usual_criteria_are_told_apart():
    assert len({one.key for one in STANDARD}) == len(STANDARD)
    assert all(0 <= one.weight <= 5 and one.scale for one in STANDARD)
