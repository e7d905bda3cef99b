"""A final quarter never changes: every path that writes a fact is driven against it."""

import io
from datetime import date

import pytest
from django.core.management import call_command

from households import actions
from households.models import (
    Quarter,
    QuarterFinal,
)
from scorecard.actions import drain, touch_moved
from scorecard.actions.erase import erase_family
from scorecard.models import Snapshot
from tests.scorecard.closed_village import IN, NOW, another_home, closed, printed
from tests.scorecard.counted_village import QUARTER

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(village, neighbour, kpm, admin_desa):
    return closed(village, neighbour, kpm, admin_desa)


# --- refused: whatever is dated in the quarter ---------------------------------------


def of_month(target, act, day=IN, **cells):
    return lambda w: act(getattr(w, target), by=w.kpm, visited_on=day, **cells)


def seen(target, month):
    """The saved record of a month, as whoever opens it names it."""
    row = target.records.get(month=month)
    return {"uuid": row.uuid, "version": row.version}


def changed_record(w):
    cells = {"mat": "M", **seen(w.child, date(2025, 11, 1))}
    actions.record_child_month(w.child, by=w.kpm, visited_on=IN, **cells)


def changed_mother(w):
    cells = {"checkup": "x", **seen(w.mother, date(2025, 11, 1))}
    actions.record_pregnancy_month(w.mother, by=w.kpm, visited_on=IN, **cells)


def moved_record(w):
    """A visit of the final quarter cannot be dated out of it either."""
    cells = {"mat": "M", **seen(w.child, date(2025, 12, 1))}
    actions.record_child_month(w.child, by=w.kpm, visited_on=date(2026, 1, 9), **cells)


def grid(w):
    rows = [actions.Month(w.double, IN, {"weighing": "v"})]
    actions.record_child_months(rows, village=w.village, by=w.kpm)


def grid_of_mothers(w):
    known = seen(w.mother, date(2025, 11, 1))
    rows = [actions.Month(w.mother, IN, {"checkup": "x"}, **known)]
    actions.record_pregnancy_months(rows, village=w.village, by=w.kpm)


def paud(mark, month=date(2025, 12, 1)):
    def act(w):
        row = w.big.paud_months.filter(month=month).first()
        version = row.version if row else None
        actions.mark_paud(w.big, by=w.kpm, month=month, mark=mark, version=version)

    return act


def delivered(w):
    one = actions.Newborn(name="Bayi", sex="P")
    actions.deliver(w.mother, by=w.kpm, ended_on=IN, newborns=[one], today=NOW)


def registered(w):
    day = {"by": w.kpm, "registered_on": IN, "today": NOW}
    dusun = w.village.dusuns.first()
    actions.register_household(w.village, dusun=dusun, head_name="Pak Baru", **day)


def registered_child(w):
    day = {"by": w.kpm, "registered_on": IN, "today": NOW}
    born = {"name": "Baru", "sex": "L", "born_on": date(2025, 6, 1)}
    actions.register_child(w.home, **born, **day)


def registered_mother(w):
    day = {"by": w.kpm, "registered_on": IN, "today": NOW}
    actions.register_pregnancy(w.home, name="Bu Baru", due_on=date(2026, 5, 1), **day)


def stated(about, column, **told):
    def act(w):
        actions.change_fact(getattr(w, about), by=w.kpm, column=column, on=IN, **told)

    return act


def at_a_posyandu(w):
    posyandu = w.village.posyandus.create(name="Melati")
    actions.change_fact(
        w.child, by=w.kpm, column="posyandu", on=IN, posyandu=posyandu, today=NOW
    )


def left(about, reason):
    return lambda w: actions.exit_target(
        getattr(w, about), by=w.kpm, on=IN, reason=reason, today=NOW
    )


def corrected(about, act, **values):
    def corrects(w):
        act(getattr(w, about), by=w.kpm, reason="keliru", today=NOW, **values)

    return corrects


def corrected_missed(day):
    return lambda w: actions.correct_missed(
        w.missed,
        by=w.kpm,
        visited_on=day,
        reason="menolak",
        version=w.missed.version,
        today=NOW,
    )


REFUSED = {
    "Formulir 2A, corrected": changed_mother,
    "Formulir 2B": of_month("double", actions.record_child_month, weighing="v"),
    "Formulir 2B, corrected": changed_record,
    "Formulir 2B, dated away": moved_record,
    "posyandu day": grid,
    "posyandu day of mothers": grid_of_mothers,
    "Formulir 2C": paud("v"),
    "Formulir 2C, corrected": paud("v", date(2025, 11, 1)),
    "Formulir 2C, taken back": paud("", date(2025, 11, 1)),
    "delivery": delivered,
    "delivery, as a correction": corrected(
        "mother", actions.correct_pregnancy, ended_on=IN, outcome="keguguran"
    ),
    "household registered": registered,
    "child registered": registered_child,
    "pregnancy registered": registered_mother,
    "registration of a household": lambda w: actions.correct_household(
        another_home(w.village), by=w.kpm, registered_on=IN, today=NOW
    ),
    "registration of a child": corrected(
        "double", actions.correct_person, registered_on=IN
    ),
    "registration of a pregnancy": corrected(
        "mother", actions.correct_pregnancy, registered_on=IN
    ),
    "statement of a household": stated("poor", "jamban_layak", value="v"),
    "statement of a child": stated("child", "akta_lahir", value="x"),
    "statement of a pregnancy": stated("mother", "jaminan_kesehatan", value="x"),
    "posyandu": at_a_posyandu,
    "exit": left("child", "meninggal"),
    "exit as salah data": left("child", "salah data"),
    "exit of a pregnancy": left("mother", "pindah"),
    "exit taken back": lambda w: actions.cancel_exit(w.gone, by=w.kpm, today=NOW),
    "exit of a family": lambda w: actions.exit_household(
        w.home, by=w.kpm, on=IN, reason="pindah", today=NOW
    ),
    "deletion of what has records": lambda w: actions.delete_unverified(
        w.child, by=w.kpm, today=NOW
    ),
    "visit in vain": lambda w: actions.miss(
        w.child, by=w.kpm, visited_on=IN, reason="menolak", today=NOW
    ),
    "visit in vain, corrected": corrected_missed(IN),
    "visit in vain, dated away": corrected_missed(date(2026, 1, 9)),
    "visit in vain, taken back": lambda w: actions.undo_missed(w.missed, by=w.kpm),
}


@pytest.mark.parametrize("path", REFUSED)
def test_what_is_dated_in_a_final_quarter_is_refused_with_the_way_out(world, path):
    before = printed(world.village)
    with pytest.raises(QuarterFinal, match=r"TW4 2025 sudah final.*membukanya"):
        REFUSED[path](world)
    drain()
    assert printed(world.village) == before


# --- lawful: it acts on later quarters -----------------------------------------------


def correct_everything(w):
    by = {"by": w.kpm, "reason": "ejaan", "today": NOW}
    actions.correct_person(
        w.child, name="Ahmad F.", sex="P", born_on=date(2025, 1, 20), **by
    )
    actions.correct_mother(
        w.mother, hers={"name": "Siti A."}, due_on=date(2026, 3, 1), **by
    )
    actions.correct_household(w.home, head_name="Karto Wiyono", **by)


def merged(w):
    actions.merge(w.child, w.double, by=w.kpm, today=NOW)


def unmerged(w):
    saved = actions.merge(w.child, w.double, by=w.kpm, today=NOW)
    actions.unmerge(saved, by=w.kpm, today=NOW)


def moved_away(w):
    offer = actions.offer_transfer(w.home, by=w.kpm, to_village=w.neighbour)
    dusun = w.neighbour.dusuns.first()
    actions.accept_transfer(offer, by=w.kpm, dusun=dusun, today=NOW)


def moved_away_alone(w):
    offer = actions.offer_transfer(
        w.home, by=w.kpm, to_village=w.neighbour, person=w.child
    )
    home = another_home(w.neighbour)
    actions.accept_transfer(offer, by=w.kpm, household=home, today=NOW)


def moved_between_dusun(w):
    """Even with a day of the final quarter: a move acts on the open ones only."""
    dusun = w.village.dusuns.last()
    actions.move_household(w.home, by=w.kpm, dusun=dusun, on=IN, today=NOW)


def moved_between_homes(w):
    home = another_home(w.village)
    actions.move_person(w.child, by=w.kpm, household=home, on=IN, today=NOW)


def erased(w):
    erase_family(w.home, by=w.admin, reason="permintaan", legal_basis="Pasal 8")


def later_facts(w):
    by = {"by": w.kpm, "today": NOW}
    one = actions.Newborn(name="Bayi", sex="P")
    actions.record_child_month(w.child, visited_on=date(2026, 1, 9), mat="M", **by)
    actions.deliver(w.mother, ended_on=date(2026, 1, 20), newborns=[one], **by)
    actions.change_fact(w.poor, column="jamban_layak", on=NOW, value="v", **by)
    actions.miss(w.double, visited_on=NOW, reason="menolak", **by)
    actions.mark_paud(w.big, month=date(2026, 1, 1), mark="x", **by)
    actions.exit_target(w.double, on=NOW, reason="salah data", **by)


def at_night(w):
    actions.find_doubles(w.village)
    actions.verify(w.village, [w.home, w.child, w.mother], by=w.admin)
    touch_moved()


def recomputed(w):
    Quarter.objects.touch([w.village.pk], since=IN, today=w.village.today())
    for area in ([], ["--area", w.village.code]):
        for quarter in ([], ["--quarter", QUARTER.key]):
            call_command("recompute", *area, *quarter, stdout=io.StringIO())


LAWFUL = {
    "names, sex, birth date and HPL": correct_everything,
    "merge": merged,
    "un-merge": unmerged,
    "move to another village": moved_away,
    "move of one person": moved_away_alone,
    "move to another dusun": moved_between_dusun,
    "move to another household": moved_between_homes,
    "facts of the next quarter": later_facts,
    "the night's work": at_night,
    "recompute": recomputed,
}


@pytest.mark.parametrize("path", LAWFUL)
def test_what_is_lawful_later_leaves_a_final_quarter_as_it_was(world, path):
    before = printed(world.village)
    LAWFUL[path](world)
    drain()
    assert printed(world.village) == before


def test_erasure_takes_the_names_and_leaves_letters_and_figures(world):
    before = printed(world.village, names=False)
    erased(world)
    drain()
    assert printed(world.village, names=False) == before
    names = {one["name"] for one in Snapshot.objects.get().names.values()}
    assert "Ahmad Fauzan" not in names
