"""The short way to the next person agrees with the whole list of tasks."""

import random
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from households.ages import add_months
from households.due import has_content, late_of, next_due, open_of
from households.models import ChildRecord, NotReached, PregnancyRecord
from households.packages import COLUMNS, Who
from households.tasklist import tasks_of
from tests.cast import (
    make_child,
    make_child_record,
    make_household,
    make_pregnancy,
    make_pregnancy_record,
    make_statement,
)
from tests.households.pages import make_final
from villages.models import Posyandu

pytestmark = pytest.mark.django_db
NOVEMBER = date(2026, 11, 1)
TODAY = date(2026, 11, 22)


def keys_of(found):
    return [
        (due.who, due.target_id, due.name, due.detail, due.risk, due.last_visit)
        for due in found
    ]


def at_random(village, seed):
    """A village of all kinds of people, records, leavings and visits in vain."""
    dice = random.Random(seed)
    posyandus = [
        Posyandu.objects.create(village=village, name=name) for name in ("A", "B")
    ]
    dusuns = list(village.dusuns.all())
    for number in range(40):
        since = TODAY - timedelta(days=dice.randrange(700))
        home = make_household(village, dice.choice(dusuns), since)
        left = dice.random() < 0.15 and {
            "exited_on": TODAY - timedelta(days=dice.randrange(40)),
            "exit_reason": dice.choice(["pindah", "meninggal", "salah data"]),
        }
        name = dice.choice(["Ani", "ani", "Budi", "Zul"]) + str(number % 3)
        if number % 2:
            born_on = TODAY - timedelta(days=dice.randrange(800))
            target = make_child(home, born_on, name=name, **(left or {}))
            make, status = make_child_record, {"nutrition": ["N", "S", "GK", ""]}
        else:
            woman = home.people.create(name=name, sex="P", registered_on=since)
            ended = dice.random() < 0.4 and {
                "ended_on": TODAY - timedelta(days=dice.randrange(80)),
                "outcome": dice.choice(["lahir hidup", "lahir mati", "keguguran"]),
            }
            target = make_pregnancy(
                home,
                TODAY + timedelta(days=dice.randrange(250)),
                woman=woman,
                **(ended or {}),
                **(left or {}),
            )
            make, status = make_pregnancy_record, {"status": ["N", "R", "K", ""]}
        for back in range(8):
            day = add_months(NOVEMBER, -back) + timedelta(days=dice.randrange(22))
            if dice.random() < 0.5:
                (column, values) = next(iter(status.items()))
                tick = {"home_visit": dice.choice(["v", "x", ""])}
                make(target, day, **{column: dice.choice(values)}, **tick)
        if dice.random() < 0.7:
            make_statement(
                target, "posyandu", since, "", posyandu=dice.choice([*posyandus, None])
            )
        if dice.random() < 0.3:
            about = "child" if number % 2 else "pregnancy"
            NotReached.objects.create(
                visited_on=TODAY - timedelta(days=dice.randrange(40)),
                reason="tidak ada",
                **{about: target},
            )
    return posyandus


@pytest.mark.parametrize("seed", range(4))
def test_who_is_open_is_the_same_both_ways(village, seed):
    posyandus = at_random(village, seed)
    filters = [
        {},
        {"dusun": village.dusuns.first().pk},
        {"posyandu": posyandus[0].pk},
    ]
    for chosen in filters:
        for back in (0, 1, 2):
            month = add_months(NOVEMBER, -back)
            whole = tasks_of(village, month, today=TODAY, **chosen).open
            short = open_of(village, month, today=TODAY, **chosen)
            assert keys_of(short) == keys_of(whole)
            assert [due.missed_on for due in short] == [t.missed_on for t in whole]
            following = next_due(village, month, today=TODAY, **chosen)
            assert (following and following.name) == (whole[0].name if whole else None)


@pytest.mark.parametrize("who", [Who.MOTHER, Who.CHILD])
def test_a_record_has_content_by_sql_exactly_when_packages_say_so(village, who):
    home = make_household(village)
    if who is Who.CHILD:
        target = make_child(home, date(2026, 1, 1))
        make, model = make_child_record, ChildRecord
    else:
        target = make_pregnancy(home, date(2027, 1, 1))
        make, model = make_pregnancy_record, PregnancyRecord
    columns = COLUMNS[who]
    cells = [{}, *({tick: value} for tick in columns.ticks for value in "vx")]
    cells += [{number: value} for number in columns.numbers for value in (1, 50)]
    cells += [{count: value} for _, count in columns.counts for value in (0, 1)]
    for number, one in enumerate(cells):
        make(target, add_months(NOVEMBER, -number), **one)
    by_sql = set(model.objects.filter(has_content(who)))
    assert by_sql == {
        row for row in model.objects.all() if columns.has_content(vars(row))
    }


def test_the_next_is_found_with_two_queries_for_any_number(village):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            next_due(village, NOVEMBER, today=TODAY)
        return len(queries)

    home = make_household(village)
    make_child(home, date(2026, 1, 1))
    assert asked() == 2
    for _ in range(60):
        make_child(home, date(2026, 1, 1))
    assert asked() == 2


def test_who_was_just_saved_is_not_offered_again(village):
    child = make_child(make_household(village), date(2026, 1, 1))
    assert next_due(village, NOVEMBER, today=TODAY).target_id == child.pk
    assert next_due(village, NOVEMBER, today=TODAY, but=child) is None


class TestLate:
    @pytest.fixture
    def child(self, village):
        home = make_household(village, registered_on=date(2026, 1, 5))
        return make_child(home, date(2026, 2, 1), name="Ahmad")

    def months(self, village):
        return [month for month, _ in late_of(village, today=TODAY)]

    def test_a_month_that_ended_without_a_record_is_late(self, village, child):
        make_child_record(child, date(2026, 9, 3), weighing="v")
        assert self.months(village) == [date(2026, 10, 1), date(2026, 8, 1)]

    def test_nobody_is_late_for_the_month_he_was_registered_in(self, village):
        home = make_household(village, registered_on=date(2026, 10, 20))
        make_child(home, date(2026, 2, 1), date(2026, 10, 20))
        assert self.months(village) == []

    def test_a_final_quarter_asks_for_nothing(self, village, child):
        make_final(village, date(2026, 9, 30))
        assert self.months(village) == [date(2026, 10, 1)]
