"""Savers, workers and finalising at once, on a real PostgreSQL."""

import threading
from datetime import date
from signal import SIGKILL
from subprocess import PIPE

import pytest
from django.db import transaction

from households.models import ChildRecord, Quarter, QuarterFinal
from households.waking import wake_on_commit
from scorecard import actions
from scorecard.parity import differences
from scorecard.reading import area_scorecard, scorecard_of
from tests.cast import make_child_record
from tests.scorecard import mutants
from tests.scorecard.crowd import Actor, waiting_for_a_lock
from tests.scorecard.stories import (
    TODAY,
    TW2,
    explain_all,
    family,
    make_final,
    quarter_of,
    save,
    visit,
)
from tests.servers.worker import eventually

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
DAY = date(2025, 4, 7)


class Pause:
    """A worker waits here until it may go on; the test waits until it is here."""

    def __init__(self):
        self.is_reached, self.may_go = threading.Event(), threading.Event()

    def __call__(self):
        self.is_reached.set()
        assert self.may_go.wait(20)


def done_or_waiting(actor):
    """The actor has done its work, or waits for somebody's lock."""
    eventually(lambda: not actor.is_alive() or waiting_for_a_lock())


def lost(village) -> bool:
    """Whether a worker that has nothing left to do leaves something wrong."""
    actions.drain()
    return bool(list(differences()))


def while_computing(variant, act):
    """Let `act` run while the worker stands at its worst moment."""
    pause = Pause()
    worker = Actor(variant, pause)
    eventually(pause.is_reached.is_set)
    other = Actor(act)
    done_or_waiting(other)
    pause.may_go.set()
    worker.finish()
    other.finish()


# --- the worker, and every mutant of it ----------------------------------------------


@pytest.mark.parametrize(
    ("variant", "loses"),
    [(mutants.as_it_is, False), (mutants.compute_before_claim, True)],
)
def test_a_fact_saved_while_its_village_is_computed_is_not_lost(
    village, variant, loses
):
    child = family(village)
    actions.drain()
    visit(village, child, date(2025, 1, 7), weight_kg="7")
    while_computing(variant, lambda: visit(village, child, DAY, mother_counselling="v"))
    assert lost(village) is loses


@pytest.mark.parametrize(
    ("variant", "loses"),
    [(mutants.as_it_is, False), (mutants.commit_between, True)],
)
def test_nothing_is_written_into_a_quarter_that_became_final(village, variant, loses):
    child = family(village)
    actions.drain()
    visit(village, child, DAY, weight_kg="7")

    def finalise_and_save_an_earlier_fact():
        make_final(village, TW2)
        visit(village, child, date(2025, 2, 7), nutrition="GK")

    while_computing(variant, finalise_and_save_an_earlier_fact)
    assert lost(village) is loses


@pytest.mark.parametrize(
    ("touch", "loses"),
    [(mutants.touch, False), (mutants.touch_without_update, True)],
)
def test_a_fact_not_yet_committed_holds_its_quarters(village, touch, loses):
    child = family(village)
    actions.drain()
    visit(village, child, date(2025, 1, 7), weight_kg="7")
    pause = Pause()

    def save_slowly():
        with transaction.atomic():
            touch([village.pk], since=DAY, today=TODAY)
            make_child_record(child, DAY, mother_counselling="v")
            pause()

    saver = Actor(save_slowly)
    eventually(pause.is_reached.is_set)
    actions.drain()
    pause.may_go.set()
    saver.finish()
    assert lost(village) is loses


@pytest.mark.parametrize(
    ("variant", "loses"),
    [(mutants.as_it_is, False), (mutants.parent_in_the_same_transaction, True)],
)
def test_two_villages_computed_at_once_both_reach_their_district(
    village, neighbour, variant, loses
):
    for place in (village, neighbour):
        child = family(place)
        actions.drain()
        visit(place, child, DAY, weight_kg="7")
    pause, other = Pause(), Pause()
    first = Actor(variant, pause, village)
    second = Actor(variant, other, neighbour)
    eventually(pause.is_reached.is_set)
    eventually(lambda: other.is_reached.is_set() or waiting_for_a_lock())
    pause.may_go.set()
    other.may_go.set()
    problems = []
    for actor in (first, second):
        actor.join(20)
        problems += [actor.problem] if actor.problem else []
    assert (bool(problems) or lost(village)) is loses


# --- finalising ----------------------------------------------------------------------


def test_a_fact_not_yet_committed_is_in_the_snapshot_or_refused(village):
    child = family(village)
    actions.drain()
    row = quarter_of(village, TW2)
    explain_all(row)
    actions.verify(row, by=None)
    actions.validate(row, by=None)
    pause = Pause()

    def save_slowly():
        with transaction.atomic():
            save(village, make_child_record, child, DAY, since=DAY, weighing="v")
            pause()

    saver = Actor(save_slowly)
    eventually(pause.is_reached.is_set)
    finaliser = Actor(lambda: actions.finalise(row, by=None))
    done_or_waiting(finaliser)
    pause.may_go.set()
    saver.finish()
    finaliser.finish()
    assert scorecard_of(village, TW2).unvisited == 0
    with pytest.raises(QuarterFinal):
        visit(village, child, date(2025, 5, 7), weight_kg="7")
    assert ChildRecord.objects.count() == 1
    assert not lost(village)


def test_workers_leave_a_held_village_out_and_go_on(village, neighbour):
    for place in (village, neighbour):
        family(place)
    pause = Pause()
    worker = Actor(mutants.as_it_is, pause, village)
    eventually(pause.is_reached.is_set)
    with transaction.atomic():
        free = {row.village_id for row in mutants.claim()}
    pause.may_go.set()
    worker.finish()
    assert free == {neighbour.pk}


# --- processes -----------------------------------------------------------------------


def test_a_worker_killed_while_computing_leaves_its_mark(village, start):
    family(village)
    hung = start("hang", stdout=PIPE)
    assert hung.stdout.readline() == "computed\n"
    hung.send_signal(SIGKILL)
    hung.wait()
    assert Quarter.objects.stale().count() == 4
    assert not village.target_quarters.exists()
    assert actions.drain(wait=True)
    assert scorecard_of(village, TW2).population["anak"] == 1
    assert not lost(village)


# --- a real worker, a real broker ----------------------------------------------------


def test_a_save_reaches_every_level_by_itself(village, worker):
    child = family(village)
    with transaction.atomic():
        visit(village, child, DAY, weight_kg="7")
        wake_on_commit()
    assert eventually(counted_in_nation) == 1


def test_the_sweep_finds_what_no_message_told_of(village, new_worker):
    new_worker(beat=True)
    family(village)
    assert eventually(counted_in_nation) == 1


def counted_in_nation():
    return area_scorecard("00", TW2).population["anak"]


def test_a_save_succeeds_while_redis_is_away(village, start):
    family(village)
    actions.drain()
    nowhere = "redis+socket:///nowhere/redis.sock"
    saver = start("save", 1, 3, broker=nowhere)
    assert saver.wait(30) == 0
    assert ChildRecord.objects.exists()
    assert Quarter.objects.stale().exists()
