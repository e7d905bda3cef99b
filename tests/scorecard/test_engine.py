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
    make_statement,
)
from villages.models import Posyandu
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


# --- the posyandu of a target: what was stated last, up to the as-of date -------------

EARLY, LATE, AFTER = date(2026, 1, 10), date(2026, 5, 2), date(2026, 7, 1)
REGISTRATION, CHANGE = 0, 1
STATED = {
    "nothing": ([], ""),
    "once": ([("Mawar", EARLY, REGISTRATION)], "Mawar"),
    "and later another": (
        [("Mawar", EARLY, REGISTRATION), ("Melati", LATE, CHANGE)],
        "Melati",
    ),
    "the later one typed first": (
        [("Melati", LATE, CHANGE), ("Mawar", EARLY, CHANGE)],
        "Melati",
    ),
    "a change on the day of registration": (
        [("Melati", EARLY, CHANGE), ("Mawar", EARLY, REGISTRATION)],
        "Melati",
    ),
    "none any more": ([("Mawar", EARLY, REGISTRATION), (None, LATE, CHANGE)], ""),
    "on the last day": ([("Mawar", EARLY, CHANGE), ("Melati", END, CHANGE)], "Melati"),
    "after the last day": (
        [("Mawar", EARLY, CHANGE), ("Melati", AFTER, CHANGE)],
        "Mawar",
    ),
    "of another village": ([("Mawar", EARLY, CHANGE), ("Asing", LATE, CHANGE)], ""),
}


@pytest.mark.parametrize("case", STATED)
@pytest.mark.parametrize("who", ["mother", "child"])
def test_a_target_belongs_to_the_posyandu_that_was_stated_last(
    village, neighbour, who, case
):
    stated, expected = STATED[case]
    places = {
        name: Posyandu.objects.create(village=place, name=name)
        for name, place in (
            ("Mawar", village),
            ("Melati", village),
            ("Asing", neighbour),
        )
    }
    household = make_household(village, registered_on=EARLY)
    if who == "mother":
        target = make_pregnancy(household, date(2026, 8, 1), EARLY)
    else:
        target = make_child(household, date(2025, 5, 3))
    for name, day, origin in stated:
        make_statement(
            target, "posyandu", day, "", posyandu=places.get(name), origin=origin
        )
    (row,) = read_letters([village.pk, neighbour.pk], TW2, END)
    names = {place.pk: name for name, place in places.items()}
    assert names.get(row["posyandu_id"], "") == expected
