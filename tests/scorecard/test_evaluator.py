"""What only the evaluator of one target can meet: facts an import would refuse."""

from datetime import date

from scorecard.evaluator import evaluate, group_of
from scorecard.facts import Record, Target
from scorecard.rules.hpk_2018 import RULES as HPK_2018
from scorecard.rules.terms import Who
from villages.quarters import Triwulan

SPRING = Triwulan(2026, 2)


def child(born_on, *records):
    return Target(
        who=Who.CHILD,
        registered_on=date(2026, 1, 1),
        born_on=born_on,
        records=records,
    )


def test_a_child_is_not_counted_before_it_is_born():
    born_later = child(date(2026, 6, 20))
    assert group_of(born_later, SPRING, date(2026, 6, 19), HPK_2018) is None
    assert group_of(born_later, SPRING, date(2026, 6, 20), HPK_2018) is not None


def test_a_child_without_a_birth_date_is_not_counted():
    assert group_of(child(None), SPRING, SPRING.last_day, HPK_2018) is None


def test_an_immunisation_dated_before_a_corrected_birth_does_not_last():
    too_early = Record(date(2026, 3, 2), {"immunisation": "v"})
    letters = evaluate(
        child(date(2026, 3, 20), too_early), SPRING, SPRING.last_day, HPK_2018
    )
    assert not letters.received & HPK_2018.bit("imunisasi")
