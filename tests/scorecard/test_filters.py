"""What a filter shows adds up to the whole: by dusun, by posyandu, by both."""

import itertools

import pytest
from hypothesis import given

from households.models import Quarter
from households.packages import Who
from scorecard import engine
from scorecard.convergence import Convergence, total
from scorecard.matrices import matrix_of
from scorecard.reading import scorecard_of
from tests.cast import make_village
from tests.scorecard.counted_village import QUARTER, counted
from tests.scorecard.engine_readings import taken_back
from tests.scorecard.test_pages import page, read, words
from tests.scorecard.third_dates import moment_of
from tests.scorecard.third_reading import TODAY
from tests.scorecard.village_checks import patient
from tests.scorecard.villages_at_random import cases
from tests.scorecard.workbook_rows import load
from villages.quarters import Triwulan

pytestmark = pytest.mark.django_db
_codes = itertools.count(3307060001)


def counted_at_random(case):
    """A random village's letters, figures and both matrices."""
    moment = moment_of(case.year, case.quarter, case.as_of, TODAY)
    quarter = Triwulan(case.year, case.quarter)
    with taken_back():
        village = make_village(str(next(_codes)), dusuns=())
        load(village, case.book)
        engine.store_villages([village.pk], quarter, moment.as_of)
        Quarter.objects.create(
            village=village,
            year=quarter.year,
            number=quarter.number,
            as_of=moment.as_of,
        )
        matrices = [matrix_of(village, quarter, who) for who in (Who.MOTHER, Who.CHILD)]
        return scorecard_of(village, quarter), matrices


def columns_of(matrices):
    """received and due per indicator, over several matrices."""
    found = {}
    for matrix in matrices:
        for code, figure in matrix.columns.items():
            found[code] = found.get(code, Convergence()) + figure
    return found


@patient
@given(case=cases())
def test_filtered_matrices_add_up_to_the_whole(case):
    scorecard, matrices = counted_at_random(case)
    for matrix in matrices:
        dusuns = {person.dusun for person in matrix.people}
        posyandus = {person.posyandu for person in matrix.people}
        splits = [
            [matrix.within(dusun=name) for name in dusuns],
            [matrix.within(posyandu=name) for name in posyandus],
            [
                matrix.within(dusun=dusun, posyandu=posyandu)
                for dusun in dusuns
                for posyandu in posyandus
            ],
        ]
        for parts in splits:
            assert sum(len(part.people) for part in parts) == len(matrix.people)
            assert total(part.corner for part in parts) == matrix.corner
            if parts:
                assert columns_of(parts) == matrix.columns
    assert total(matrix.corner for matrix in matrices) == scorecard.village
    for code, figure in columns_of(matrices).items():
        assert figure == scorecard.figure(code)


@patient
@given(case=cases())
def test_the_scorecards_parts_are_its_filtered_matrices(case):
    scorecard, matrices = counted_at_random(case)
    for name, figure in scorecard.dusun.items():
        parts = (matrix.within(dusun=name).corner for matrix in matrices)
        assert total(parts) == figure
    for name, figure in scorecard.posyandu.items():
        parts = (matrix.within(posyandu=name).corner for matrix in matrices)
        assert total(parts) == figure
    assert total(scorecard.dusun.values()) == scorecard.village
    assert total(scorecard.posyandu.values()) == scorecard.village


def test_the_filtered_page_counts_only_what_it_shows(client, village, kpm):
    counted(village)
    whole = matrix_of(village, QUARTER, Who.CHILD)
    url = page("matrix", village, kind="anak")
    for dusun in {person.dusun for person in whole.people}:
        shown = words(read(client, kpm, f"{url}?dusun={dusun}"))
        corner = whole.within(dusun=dusun).corner
        named = [person.name for person in whole.people if person.dusun == dusun]
        assert all(name in shown for name in named)
        assert str(corner.percent).replace(".", ",") in shown
