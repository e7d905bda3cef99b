"""Cells of a table that several people fill in at once."""

from hypothesis import given
from hypothesis import strategies as st

from rembuk.cells import decide, typed_in


def test_only_cells_changed_on_the_page_count():
    data = {"a": "1", "w-a": "1", "b": " 2 ", "w-b": "", "c": "3"}

    found = typed_in({"a": None, "b": None, "c": None, "d": None}, data)

    assert found == {"b": ("", "2"), "c": ("", "3")}


def test_of_two_who_change_one_cell_the_second_is_told():
    told = decide({"a": (1, 2), "b": (None, 3), "c": (1, 5)}, {"a": 1, "b": 4, "c": 5})

    assert told.changes == {"a": 2}
    assert told.clashes == {"b": 4}


VALUES = st.none() | st.integers(1, 3)


@given(VALUES, VALUES, VALUES)
def test_a_cell_is_written_told_of_or_right_already(was, mine, now):
    told = decide({"a": (was, mine)}, {"a": now})

    assert bool(told.changes) + bool(told.clashes) + (now == mine != was) == 1 or (
        now == was == mine
    )
