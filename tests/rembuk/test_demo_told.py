"""The demo as the command tells it, told once for all tests of this file."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from households.models import ChildRecord, Person, Pregnancy
from households.tasklist import tasks_of
from rembuk.deliveries import recap_of
from rembuk.demo.places import SUKAMAJU
from rembuk.evaluation import evaluations_of
from rembuk.models import BeritaAcara
from scorecard.models import Snapshot
from scorecard.parity import differences
from scorecard.reading import scorecard_of
from villages.appointments import unrepresented
from villages.models import Village
from villages.quarters import Triwulan

# Also tells pytest-django that this file needs the tests' own database.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def sukamaju(django_db_setup, django_db_blocker):
    """The first village; all is taken back after the last test of the file."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", verbosity=0)
        yield Village.objects.get(code=SUKAMAJU.code)
        transaction.set_rollback(True)


def test_convergence_is_neither_hopeless_nor_perfect(sukamaju):
    running = Triwulan.of(sukamaju.today())
    for village in Village.objects.all():
        for back in range(1, 5):
            percent = scorecard_of(village, running.shift(-back)).village.percent
            assert Decimal(60) < percent < Decimal(92)


def test_older_quarters_are_final_and_sealed(sukamaju):
    running = Triwulan.of(sukamaju.today())

    states = {q.triwulan: q.state for q in sukamaju.quarters.all()}

    assert states[running] == "berjalan"
    assert states[running.previous] == "divalidasi"
    assert [states[running.shift(-back)] for back in (2, 3, 4)] == ["final"] * 3
    assert all(snapshot.is_intact for snapshot in Snapshot.objects.all())


def test_every_level_adds_up(sukamaju):
    assert list(differences()) == []


def test_some_were_visited_in_vain_this_month(sukamaju):
    today = sukamaju.today()
    again = tasks_of(sukamaju, today.replace(day=1), today=today).again
    assert {task.missed.reason for task in again} == {"tidak ada", "menolak", "pindah"}


def test_the_running_month_leaves_something_to_do(sukamaju):
    today = sukamaju.today()
    recorded = ChildRecord.objects.filter(
        household__village=sukamaju, month=today.replace(day=1)
    )

    assert 5 < recorded.count() < 55
    assert tasks_of(sukamaju, today.replace(day=1), today=today)


def test_the_newest_registrations_wait_for_verification(sukamaju):
    waiting = Person.objects.filter(
        household__village=sukamaju, is_child=True, verified_at=None
    )

    assert waiting.count() <= 20


def test_two_years_have_a_ratified_berita_acara_and_one_is_a_draft(sukamaju):
    states = BeritaAcara.objects.filter(village=sukamaju).values_list(
        "state", flat=True
    )

    assert sorted(states) == ["disahkan", "disahkan", "draf"]


def test_no_mother_is_long_overdue(sukamaju):
    late = sukamaju.today() - timedelta(days=42)

    assert not Pregnancy.objects.open().filter(due_on__lt=late).exists()


def test_the_demo_is_not_told_twice(sukamaju):
    with pytest.raises(CommandError, match="kosong"):
        call_command("demo", verbosity=0)


def test_every_village_has_its_sk_its_rds_and_its_activities(sukamaju):
    for village in Village.objects.all():
        today = village.today()
        in_force = village.appointments.in_force().values_list("kind", flat=True)
        assert sorted(in_force) == ["kpm", "rds"]
        assert unrepresented(village.rds.members.current(today)) == []
        recent = village.activities.between(today - timedelta(days=456), today)
        assert recent.count() == 25
        innovation = village.activities.get(kind="inovasi")
        assert innovation.has_photo


def test_every_village_has_a_child_written_down_twice(sukamaju):
    for village in Village.objects.all():
        pair = village.possible_doubles.get()
        names = Person.objects.filter(pk__in=(pair.first_id, pair.second_id))
        assert len(set(names.values_list("born_on", flat=True))) == 1


def test_two_years_were_discussed_announced_in_time_and_joined(sukamaju):
    discussions = list(sukamaju.discussions.all())
    assert len({row.year for row in discussions}) == len(discussions) == 2
    for row in discussions:
        rembuk = sukamaju.meetings.rembuks().filter(year=row.year)
        day = rembuk.exclude(held_on=None).earliest("held_on").held_on
        told = row.publications.in_force().get().given_at
        assert told.astimezone(sukamaju.zone).date() < day
        later = rembuk.exclude(berita_acaras__number="")
        assert row.number < min(later.values_list("berita_acaras__number", flat=True))
    mad = sukamaju.district.mads.get()
    assert len(mad.content["villages"]) == 3
    assert mad.activities.count() == 2


def test_three_quarters_were_evaluated_and_one_is_being_filled_in(sukamaju):
    rows = list(evaluations_of(sukamaju))
    assert [row.is_open for row in rows] == [True, False, False, False]
    told = rows[1].evaluation.content["promises"]["told"]
    for fate in ("ditepati", "terlambat", "tidak dilanjutkan"):
        assert fate in told
    year = rows[1].quarter.year
    assert recap_of(sukamaju, year).shortfalls == ()
    assert all(row.evaluation.content["deliveries"] for row in rows[1:])
