"""The engine, the evaluator and the third reading say the same of random villages."""

import pytest
from hypothesis import given, settings

from scorecard import engine
from tests.cast import make_village
from tests.scorecard import third_reading
from tests.scorecard.engine_readings import by_engine, by_evaluator, taken_back
from tests.scorecard.third_dates import moment_of
from tests.scorecard.village_checks import in_random_villages, patient
from tests.scorecard.villages_at_random import cases
from tests.scorecard.workbook_rows import load
from villages.quarters import Triwulan

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("read", [by_engine, by_evaluator])
@in_random_villages
def test_every_reading_agrees_with_the_third(read, case):
    expected = third_reading.scorecard(
        case.book, case.year, case.quarter, as_of=case.as_of
    )
    found = read(case.book, case.year, case.quarter, as_of=case.as_of)
    assert found["letters"] == expected["letters"]
    assert found == expected


@settings(patient, max_examples=30)
@given(pair=cases(prefixes=("a", "b")))
def test_villages_computed_together_are_as_each_alone(pair):
    case = pair[0]
    moment = moment_of(case.year, case.quarter, case.as_of, third_reading.TODAY)
    quarter = Triwulan(case.year, case.quarter)
    with taken_back():
        codes = ("3307052001", "3307052002")
        places = [make_village(code, dusuns=()) for code in codes]
        for place, of_place in zip(places, pair, strict=True):
            load(place, of_place.book)
        ids = [place.pk for place in places]
        alone = [engine.read_letters([pk], quarter, moment.as_of) for pk in ids]
        together = engine.read_letters(ids, quarter, moment.as_of)
        sums = engine.read_figures(ids, quarter, moment.as_of)
    assert sorted(map(str, together)) == sorted(map(str, alone[0] + alone[1]))
    counted = [row for row in together if row["kind"] == "ibu"]
    assert sums["ibu_hamil"].due == len(counted)
