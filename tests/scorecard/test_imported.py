"""A workbook imported on the command line, and the scorecard that follows from it."""

import csv
import json
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import given, settings

from tests.cast import make_village
from tests.scorecard import third_reading
from tests.scorecard import worked_targets as worked
from tests.scorecard.engine_readings import taken_back
from tests.scorecard.village_checks import patient, problems
from tests.scorecard.villages_at_random import cases

pytestmark = pytest.mark.django_db


def write_csv(folder, book):
    """One file per sheet, as a village may hand it in."""
    for sheet, rows in book.items():
        columns = sorted({column for row in rows for column in row})
        if not columns:
            continue
        with (folder / f"{sheet}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)


def run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def imported_scorecard(folder, book, year, quarter, as_of=None):
    write_csv(folder, book)
    village = make_village(dusuns=())
    run("import_workbook", village.code, str(folder))
    given_day = ["--as-of", as_of.isoformat()] if as_of else []
    return json.loads(
        run("scorecard", village.code, str(year), str(quarter), "--json", *given_day)
    )


def expected(book, year, quarter, as_of=None):
    found = third_reading.scorecard(book, year, quarter, as_of=as_of)
    del found["letters"]
    return found


def test_the_imported_worked_targets_have_the_figures_worked_by_hand(tmp_path):
    at = (worked.YEAR, worked.QUARTER)
    found = imported_scorecard(tmp_path, worked.worked_book(), *at)
    assert found == expected(worked.worked_book(), *at)


def test_the_published_example_is_imported_and_printed_as_published(tmp_path):
    at = (worked.PUBLISHED_YEAR, worked.PUBLISHED_QUARTER)
    found = imported_scorecard(tmp_path, worked.published_example(), *at)
    assert found["groups"]["ibu_hamil"] == worked.PUBLISHED_GROUP


@settings(patient, max_examples=25)
@given(case=cases())
def test_a_random_village_is_imported_as_it_is_read(tmp_path_factory, case):
    if problems(case.book) or not case.book["rumah_tangga"]:
        return
    at = (case.book, case.year, case.quarter, case.as_of)
    with taken_back():
        found = imported_scorecard(tmp_path_factory.mktemp("buku"), *at)
    assert found == expected(*at)
