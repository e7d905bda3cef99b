"""The readings of rule set hpk-2018 that every test of the rules is run against.

A reading is called as `read(book, year, quarter, as_of=None)` with a workbook of
tests.scorecard.third_register and answers with the keys of the scorecard
command's JSON, and `letters`: {("ibu" | "anak", id): {indicator: "Y", "T", "TS"}}.
A reading that needs the database is added with its marks as a `pytest.param`.
"""

import pytest

from tests.scorecard import third_reading
from tests.scorecard.engine_readings import by_engine, by_evaluator

# Random villages that hold for the third hold for all: test_readings_agree.
QUICK = [pytest.param(third_reading.scorecard, id="third-reading")]
READINGS = [
    *QUICK,
    pytest.param(by_engine, id="engine", marks=pytest.mark.django_db),
    pytest.param(by_evaluator, id="evaluator", marks=pytest.mark.django_db),
]
