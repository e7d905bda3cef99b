"""The engine's letters, worked out set-based, on rows of the database."""

from datetime import date

import pytest

from scorecard.engine import read_letters
from scorecard.explain import explain
from tests.cast import (
    make_child,
    make_child_record,
    make_household,
    make_pregnancy,
    make_pregnancy_record,
)
from villages.quarters import Triwulan

TW2 = Triwulan(2026, 2)
END = date(2026, 6, 30)

pytestmark = pytest.mark.django_db


def test_an_empty_village_has_no_letters(village):
    assert read_letters([village.pk], TW2, END) == []


def test_engine_and_evaluator_agree_on_a_mother_and_a_child(village):
    household = make_household(village)
    mother = make_pregnancy(household, date(2026, 8, 1), date(2026, 1, 10))
    child = make_child(household, date(2025, 5, 3))
    make_pregnancy_record(mother, date(2026, 4, 5), checkup="v", status="K", water="v")
    make_child_record(child, date(2026, 5, 5), weight_kg="7.8", nutrition="GK", mat="K")
    rows = read_letters([village.pk], TW2, END)
    for row in rows:
        expected = explain(mother if row["pregnancy_id"] else child, TW2, END)
        assert (row["due"], row["received"]) == (expected.due, expected.received)
    assert len(rows) == 2
