"""The engine, the evaluator and the third reading say the same of random villages."""

import pytest

from tests.scorecard import third_reading
from tests.scorecard.engine_readings import by_engine, by_evaluator
from tests.scorecard.village_checks import in_random_villages

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
