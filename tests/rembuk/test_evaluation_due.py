"""Until when a quarter is evaluated, and who is reminded of it."""

from datetime import date

import pytest
from django.urls import reverse

from rembuk import due
from rembuk.actions.evaluation import finish_evaluation
from rembuk.board import board_of
from tests.rembuk.delivered import make_line
from tests.rembuk.evaluated import fill_in, make_evaluation
from villages.quarters import Triwulan

pytestmark = pytest.mark.django_db
TW2 = Triwulan(2026, 2)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(
        "villages.models.Village.today", lambda village: date(2026, 7, 21)
    )


@pytest.fixture
def complete(village, quarter, rds):
    return fill_in(make_evaluation(village, quarter, by=rds), by=rds)


def url(name, village, *keys):
    return reverse(f"rembuk:{name}", args=[village.code, *keys])


def test_until_when_a_quarter_is_evaluated():
    assert due.evaluation_day(TW2) == date(2026, 7, 31)
    assert due.evaluation_day(Triwulan(2026, 4)) == date(2027, 1, 31)


def test_the_reminder_comes_after_the_quarter_and_goes_with_the_evaluation():
    known = {Triwulan(2026, 1), TW2}

    assert due.evaluation_notice(known, known, date(2026, 7, 5)) is None
    assert due.evaluation_notice(set(), set(), date(2026, 7, 5)) is None
    soon = due.evaluation_notice(known, set(), date(2026, 7, 5))
    assert (soon.is_late, soon.until) == (False, date(2026, 7, 31))
    late = due.evaluation_notice(known, set(), date(2026, 8, 1))
    assert late.is_late
    assert "tetap dapat dicatat" in late.text
    assert "TW1" in due.evaluation_notice(known, set(), date(2026, 6, 30)).text


def test_stage_six_waits_for_the_evaluations_of_its_year(village, complete, rds):
    make_line(village)
    stage = board_of(village, 2025, date(2026, 7, 21)).stages[6]
    assert "Evaluasi RDS TW2 2026 belum diselesaikan" in stage.lacking
    assert stage.url == url("evaluation_list", village)

    finish_evaluation(complete, by=rds)
    stage = board_of(village, 2025, date(2026, 7, 21)).stages[6]
    assert "Evaluasi RDS TW1 2026 belum diselesaikan" in stage.lacking
    assert "Evaluasi RDS TW2 2026 belum diselesaikan" not in stage.lacking
