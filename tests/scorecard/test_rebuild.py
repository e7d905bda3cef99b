"""Computing an area once more: cut into chunks, by any number of workers."""

from datetime import timedelta
from io import StringIO
from signal import SIGKILL
from subprocess import PIPE

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from households.models import Quarter
from scorecard import actions
from scorecard.models import Figure, Rebuild, RebuildChunk, TargetQuarter
from scorecard.parity import differences
from scorecard.reading import area_scorecard
from tests.cast import make_village
from tests.scorecard.crowd import process
from tests.scorecard.stories import TW1, TW2, family, make_final
from tests.servers.worker import database_url, eventually


@pytest.fixture
def settled(village, neighbour):
    """Two villages with a child each, computed up to the nation."""
    for place in (village, neighbour):
        family(place)
    actions.drain()
    return village


def lose_everything():
    """What one rebuilds after: letters and figures that are gone."""
    TargetQuarter.objects.all().delete()
    Figure.objects.all().delete()


def children_of_the_nation(quarter=TW2):
    return area_scorecard("00", quarter).population["anak"]


def done_at(run):
    return dict(run.chunks.exclude(done_at=None).values_list("pk", "done_at"))


def run_command(*args, **options):
    out = StringIO()
    call_command("recompute", *args, stdout=out, **options)
    return out.getvalue()


# --- chunks --------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_plan_has_a_chunk_per_kabupaten_and_quarter_and_computes_nothing(settled):
    lose_everything()
    run = actions.plan("00")
    assert {chunk.triwulan for chunk in run.chunks.all()} >= {TW1, TW2}
    assert run.chunks.count() == len({c.triwulan for c in run.chunks.all()})
    assert not Figure.objects.exists()


@pytest.mark.django_db
def test_a_chunk_holds_villages_of_one_kabupaten_alone(settled):
    make_village("3308052001")
    run = actions.plan("00", TW2)
    for chunk in run.chunks.all():
        assert chunk.first_code[:4] == chunk.last_code[:4]
    assert run.chunks.count() == 2


@pytest.mark.django_db
def test_a_finished_chunk_is_not_done_again(settled):
    run = actions.plan("00")
    assert actions.do_chunk(run.free_chunks())
    before = done_at(run)
    actions.work_off(run)
    assert len(before) == 1
    assert done_at(run).items() >= before.items()


@pytest.mark.django_db
def test_areas_are_summed_when_the_last_chunk_is_done(settled):
    lose_everything()
    run = actions.plan("00", TW2)
    assert actions.do_chunk(run.free_chunks())
    assert children_of_the_nation() == 0
    actions.work_off(run)
    run.refresh_from_db()
    assert (run.state, children_of_the_nation()) == ("done", 2)
    assert actions.rebuild("00")
    assert list(differences()) == []


@pytest.mark.django_db
def test_a_final_quarter_keeps_its_letters(settled):
    make_final(settled, TW1)
    actions.drain()
    before = list(
        settled.target_quarters.filter(year=2025, number=1).values_list("pk", flat=True)
    )
    actions.rebuild("00")
    after = list(
        settled.target_quarters.filter(year=2025, number=1).values_list("pk", flat=True)
    )
    assert before == after


@pytest.mark.django_db
def test_a_cancelled_run_leaves_no_free_chunk_and_nothing_stale(settled):
    run = actions.plan("00")
    actions.do_chunk(run.free_chunks())
    assert run.leave(Rebuild.State.CANCELLED)
    assert actions.do_chunk(run.free_chunks()) is None
    actions.work_off(run)
    run.refresh_from_db()
    assert run.state == "cancelled"
    actions.drain()
    assert list(differences()) == []


@pytest.mark.django_db
def test_an_area_without_a_village_is_done_at_once(village):
    assert actions.rebuild("99") == 0
    assert Rebuild.objects.get().state == "done"


@pytest.mark.django_db
def test_summing_that_a_killed_worker_left_is_taken_up_after_its_lease(settled):
    run = actions.plan("00", TW2)
    while actions.do_chunk(run.free_chunks()):
        pass
    assert run.take_summing()
    assert not run.take_summing()
    silent = timezone.now() - timedelta(seconds=1)
    Rebuild.objects.update(leased_until=silent)
    actions.go_on_with_all()
    run.refresh_from_db()
    assert run.state == "done"


@pytest.mark.django_db
def test_a_quarter_of_a_run_is_whole_or_left_open(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Rebuild.objects.create(year=2025)


@pytest.mark.django_db
def test_a_chunk_stands_once_in_a_run(settled):
    chunk = actions.plan("00", TW2).chunks.first()
    chunk.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        chunk.save()


# --- the command and the page --------------------------------------------------------


@pytest.mark.django_db
def test_the_command_goes_on_with_a_run_that_stopped(settled):
    run = actions.plan("00", TW2)
    assert "1 bagian (0 %)" in run_command("--status")
    assert "2 triwulan dihitung ulang" in run_command("--run", str(run.uuid))
    assert "1 dari 1 bagian (100 %)" in run_command("--status")


@pytest.mark.django_db
def test_the_command_says_which_run_it_does_not_know(db):
    with pytest.raises(CommandError, match="Tidak ada hitung ulang"):
        run_command("--run", "6f1c1f6e-0000-4000-8000-000000000000")


@pytest.mark.django_db
def test_the_command_says_that_a_run_was_cancelled(settled):
    run = actions.plan("00", TW2)
    run.leave(Rebuild.State.CANCELLED)
    with pytest.raises(CommandError, match="Terhenti"):
        run_command("--run", str(run.uuid))


@pytest.mark.django_db
def test_the_administrator_begins_watches_and_cancels_a_run(
    settled, administrator, client
):
    client.force_login(administrator)
    pages = "/admin/scorecard/rebuild/"
    asked = {"area_code": "33.07", "year": 2025, "number": 2, "workers": 2}
    answer = client.post(f"{pages}add/", asked, follow=True)
    assert "0 dari 1 bagian (0 %)" in answer.content.decode()
    run = Rebuild.objects.get()
    assert (run.area_code, run.triwulan, run.created_by) == ("3307", TW2, administrator)
    chosen = {"action": "cancel", "_selected_action": [run.pk]}
    answer = client.post(pages, chosen, follow=True)
    assert "1 hitung ulang dibatalkan" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"area_code": "33070"}, "bukan kode"),
        ({"area_code": "33", "year": 2025}, "bersama"),
        ({"area_code": "33", "year": 2025, "number": 7}, "bukan triwulan"),
    ],
)
def test_what_cannot_be_rebuilt_is_said_on_the_page(administrator, client, asked, said):
    client.force_login(administrator)
    answer = client.post("/admin/scorecard/rebuild/add/", asked | {"workers": 1})
    assert said in answer.content.decode()
    assert not Rebuild.objects.exists()


@pytest.mark.django_db
def test_others_do_not_see_the_runs(kpm, client):
    client.force_login(kpm)
    assert client.get("/admin/scorecard/rebuild/").status_code in {302, 403}


# --- real workers --------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_chunk_of_a_killed_worker_is_done_by_the_next_and_none_twice(
    settled, new_worker
):
    lose_everything()
    run = actions.plan("00", workers=2)
    finished = actions.do_chunk(run.free_chunks())
    before = done_at(run)
    held = process("rebuild", url=database_url(), stdout=PIPE)
    assert held.stdout.readline() == "computed\n"
    first = new_worker()
    actions.tell(run)
    assert finished
    first.kill()
    held.send_signal(SIGKILL)
    held.communicate()
    RebuildChunk.objects.update(told_until=None)  # as after a minute
    new_worker(beat=True)
    eventually(lambda: Rebuild.objects.filter(state="done").exists())
    assert done_at(run).items() >= before.items()
    assert children_of_the_nation() == 2
    actions.drain(wait=True)
    assert not Quarter.objects.stale().exists()
    assert list(differences()) == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_processes_share_the_chunks_of_the_command(settled):
    lose_everything()
    out = run_command("--workers", "2")
    assert "triwulan dihitung ulang" in out
    assert children_of_the_nation() == 2
    assert RebuildChunk.objects.filter(done_at=None).count() == 0


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_queue_hands_a_run_to_the_workers(settled, new_worker):
    lose_everything()
    new_worker(beat=True)
    assert "Diserahkan" in run_command("--quarter", "2025-2", "--queue")
    eventually(lambda: Rebuild.objects.filter(state="done").exists())
    assert children_of_the_nation() == 2
