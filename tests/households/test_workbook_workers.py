"""A workbook as a worker's job: killed, cancelled, taken over, and never half saved."""

from datetime import date, timedelta

import pytest
from celery import Celery
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from kombu.exceptions import OperationalError

from bench.big_workbook import write_big_workbook
from households.models import ChildRecord, Household, PaudMonth, Person, StagedRow
from households.workbook import uploads, working
from tests.households.workbooks import sample, xlsx
from tests.servers.worker import eventually
from villages.models import Job

ROWS = 12_000


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A file that the page does not work off itself."""
    path = tmp_path_factory.mktemp("buku") / "besar.xlsx"
    assert write_big_workbook(path, until=date(2026, 6, 1), total=ROWS) == ROWS
    return path.read_bytes()


def hand_in(village, kpm, content):
    upload = SimpleUploadedFile("besar.xlsx", content)
    return uploads.receive(village, upload, by=kpm)


def as_if_long_silent():
    """What a worker that was killed looks like after half a minute."""
    silent = timezone.now() - timedelta(seconds=1)
    Job.objects.filter(state="running").update(leased_until=silent)


def is_in(job, state):
    return Job.objects.filter(pk=job.pk, state=state).exists()


@pytest.mark.postgres
def test_a_worker_killed_twice_leaves_nothing_half_saved_and_nothing_doubled(
    village, kpm, large, new_worker
):
    first = new_worker()
    job = hand_in(village, kpm, large)
    eventually(lambda: 0 < job.staged_rows.count() < ROWS)
    first.kill()
    assert is_in(job, "running")
    assert not Household.objects.exists()

    as_if_long_silent()
    second = new_worker(beat=True)
    eventually(lambda: is_in(job, "ready"), within=60)
    assert job.staged_rows.count() == ROWS

    uploads.decide(job, by=kpm)
    saving = Job.objects.filter(pk=job.pk, state="running", step="menyimpan")
    eventually(saving.exists)
    second.kill()
    assert not Household.objects.exists()

    as_if_long_silent()
    new_worker(beat=True)
    eventually(lambda: is_in(job, "done"), within=60)
    job.refresh_from_db()
    assert (job.done, job.result["problem_count"]) == (ROWS, 0)
    assert Household.objects.count() == 432
    assert Person.objects.filter(is_child=True).count() == 516
    assert ChildRecord.objects.count() == 516 * 15
    assert PaudMonth.objects.count() == PaudMonth.objects.distinct().count()
    assert not StagedRow.objects.exists()


@pytest.mark.postgres
def test_a_job_that_is_cancelled_stops_its_worker(village, kpm, large, worker):
    job = hand_in(village, kpm, large)
    eventually(lambda: job.staged_rows.exists())
    assert uploads.cancel(job)
    eventually(worker.is_idle)
    assert not StagedRow.objects.exists()
    assert is_in(job, "cancelled")
    assert not Household.objects.exists()


def test_a_large_file_waits_for_a_worker_and_its_page_shows_how_far_it_is(
    village, kpm, large, client
):
    client.force_login(kpm)
    job = hand_in(village, kpm, large)
    assert is_in(job, "waiting")
    page = f"/desa/{village.code}/buku-kerja/{job.uuid}/"
    assert "Menunggu giliran" in client.get(page).content.decode()
    bar = client.get(f"{page}kemajuan/")
    assert "Kerjakan sekarang" not in bar.content.decode()
    assert "HX-Refresh" not in bar


def test_without_a_worker_the_page_offers_to_do_it_itself(village, kpm, large, client):
    client.force_login(kpm)
    job = hand_in(village, kpm, large)
    page = f"/desa/{village.code}/buku-kerja/{job.uuid}/"
    Job.objects.update(created_at=timezone.now() - timedelta(minutes=1))
    assert "Kerjakan sekarang" in client.get(page).content.decode()
    answer = client.post(f"{page}kerjakan/", follow=True)
    assert "Simpan 12.000 baris" in answer.content.decode()
    assert client.get(f"{page}kemajuan/")["HX-Refresh"] == "true"


def test_without_a_broker_a_large_file_is_worked_off_in_the_page(
    village, kpm, large, monkeypatch
):
    def nowhere(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr(Celery, "send_task", nowhere)
    job = hand_in(village, kpm, large)
    assert job.state == "ready"
    assert job.total == ROWS


def test_a_job_that_stops_again_and_again_is_given_up(village, kpm, client):
    job = hand_in(village, kpm, xlsx(sample()).read())
    Job.objects.update(state="waiting", step="membaca", options={"attempts": 5})
    assert working.work(village.jobs.all())
    job.refresh_from_db()
    assert job.state == "failed"
    client.force_login(kpm)
    page = f"/desa/{village.code}/buku-kerja/{job.uuid}/"
    assert "bagi menjadi beberapa berkas" in client.get(page).content.decode()


def test_a_job_that_somebody_works_on_is_not_taken_up_twice(village, kpm, large):
    hand_in(village, kpm, large)
    jobs = village.jobs.all()
    assert jobs.take_up(timezone.now())
    assert jobs.take_up(timezone.now()) is None
    assert jobs.take_up(timezone.now() + timedelta(minutes=1))
