"""A finding is put to a row of the file, or to none that the file does not state."""

import pytest

from households.workbook.columns import CHILDREN, HOUSEHOLDS, PREGNANCIES, SHEETS
from households.workbook.findings import Findings
from households.workbook.merging import Book, Entry


def entry(sheet, row, **values):
    return Entry(sheet, row, values, before={} if row is None else None)


@pytest.fixture
def book():
    """A household of which the file may have a row, and a child that is stored."""
    return Book({sheet.name: {} for sheet in SHEETS})


def child_in(book, *, household_row=None, mother_row=None):
    book.sheets[HOUSEHOLDS.name][("R1",)] = entry(
        HOUSEHOLDS.name, household_row, id_rt="R1"
    )
    book.sheets[PREGNANCIES.name][("I1",)] = entry(
        PREGNANCIES.name, mother_row, id_ibu="I1", id_rt="R1"
    )
    return entry(CHILDREN.name, None, id_anak="A1", id_rt="R1", id_ibu="I1")


def test_a_doubt_about_a_stored_row_stands_at_the_row_above_it(book):
    found = Findings(book)
    child = child_in(book, mother_row=7)
    found.warn(child, "nama", "Nama mirip.", "Periksa.")
    ((told, note),) = found.warnings
    assert told.sheet == PREGNANCIES.name
    assert note.row == 7
    assert note.problem.endswith("nama: Nama mirip.")


def test_what_the_file_states_nothing_of_is_no_problem_of_the_file(book):
    found = Findings(book)
    child = child_in(book)
    found.refuse(child, "nama", "Nama kosong.", "Isi namanya.")
    assert (found.problems, found.warnings) == ([], [])


def test_a_row_of_the_file_bears_its_own_problem(book):
    found = Findings(book)
    child = child_in(book, household_row=3)
    child.row = 9
    found.refuse(child, "nama", "Nama kosong.", "Isi namanya.")
    ((told, note),) = found.problems
    assert told is child
    assert (note.row, note.column) == (9, "nama")
