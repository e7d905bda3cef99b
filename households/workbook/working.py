"""A workbook's job from step to step: what a worker does with it, and what a page.

The row of the job is the promise. Whoever takes it up (a worker that was woken, the
sweep, or the page itself) works until the person has to decide or all is done; after
a kill another goes on where the rows stand.
"""

from functools import partial
from typing import Any

from celery import current_app
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from households.models import QuarterFinal
from villages.models import Job, User
from villages.models.job import JobStopped

from .examining import CHECKING, look_through
from .importing import SAVING, Examination, ImportRefused, found_in, read, save_rows
from .mapping import MAPPING, layout_readers, propose
from .staging import READING

KIND = "buku kerja"
TASK = "households.tasks.import_workbooks"
SHOWN = 300  # problems and warnings that a preview lists
SMALL = 200_000  # bytes of a file that the page itself works off
FEW = 3_000  # changed rows that it saves
TRIES = 5
GIVEN_UP = (
    "Pekerjaan ini lima kali terhenti. Tidak ada yang disimpan. Unggah berkasnya lagi; "
    "bila tetap gagal, bagi menjadi beberapa berkas."
)


def hand_over(job: Any, *, is_small: bool) -> None:
    """Let a worker take the job up; do it here when it is small or there is none."""
    if is_small or not _wake():
        work(Job.objects.filter(pk=job.pk))


def _wake() -> bool:
    """Send a worker its task by name; False when no broker took it."""
    try:
        current_app.send_task(TASK, ignore_result=True, retry=False)
    except (OperationalError, RedisError, OSError):
        return False
    return True


def work_all() -> None:
    """Work off every workbook that nobody works on."""
    while work(Job.objects.filter(kind=KIND)):
        pass


def work(jobs: Any) -> bool:
    """Take one of the jobs up and bring it as far as it goes; False for none."""
    with transaction.atomic():
        job = jobs.take_up(timezone.now())
    if job is None:
        return False
    if job.options["attempts"] > TRIES:
        job.leave(Job.State.FAILED, result=job.result | {"notice": GIVEN_UP})
        return True
    try:
        _STEPS[job.step](job)
    except JobStopped:
        _forget_cancelled(job)
    return True


def _forget_cancelled(job: Any) -> None:
    if Job.objects.filter(pk=job.pk, state=Job.State.CANCELLED).exists():
        job.staged_rows.all().delete()


def _read(job: Any) -> None:
    with job.attachment.file.open("rb") as file:
        name = job.attachment.name
        if "layouts" not in job.options:
            layouts = propose(file, name, job.village.today())
            if layouts:
                _await_mapping(job, layouts)
                return
            read(job, file, name)
        else:
            read(job, file, name, partial(layout_readers, job))
    job.begin(CHECKING, 0)
    _look(job)


def _await_mapping(job: Any, layouts: list[dict[str, Any]]) -> None:
    """No workbook, but sheets that are known: the person says how to read them."""
    options = job.options | {"layouts": layouts, "attempts": 0}
    job.leave(Job.State.READY, step=MAPPING, options=options)


def _look(job: Any) -> None:
    look_through(job)
    _await_decision(job, found_in(job, SHOWN))


def _await_decision(job: Any, found: Examination, notice: str = "") -> None:
    _hand_on(job, Job.State.READY, found, {"notice": notice})


def _save(job: Any) -> None:
    by = User.objects.filter(pk=job.options.get("decided_by")).first()
    try:
        with transaction.atomic():
            Job.objects.select_for_update().get(pk=job.pk)
            only_good = bool(job.options.get("only_good"))
            found = save_rows(job, by=by, only_good=only_good)
            _end(job, found_in(job, SHOWN), found.changes)
    except ImportRefused:
        look_through(job)
        notice = (
            "Belum disimpan: data desa berubah sejak diperiksa, dan sekarang ada "
            "masalah. Periksa daftar di bawah."
        )
        _await_decision(job, found_in(job, SHOWN), notice)
    except QuarterFinal as refusal:
        _await_decision(job, found_in(job, SHOWN), f"Belum disimpan. {refusal}")


def _end(job: Any, found: Examination, changes: int) -> None:
    """Saved; of the staged rows only those with a problem are still asked for."""
    job.begin(SAVING, changes)
    job.advance(changes)
    _hand_on(job, Job.State.DONE, found, {"notice": ""}, finished_at=timezone.now())
    job.staged_rows.exclude(state="b").delete()


def _hand_on(
    job: Any, state: str, found: Examination, more: dict[str, Any], **fields: Any
) -> None:
    told = {
        "counts": found.counts,
        "problems": [problem.as_dict() for problem in found.problems],
        "warnings": [warning.as_dict() for warning in found.warnings],
        "problem_count": found.problem_count,
        "warning_count": found.warning_count,
        "left_out": found.left_out,
        "dusun": found.dusuns,
        "posyandu": found.posyandus,
    }
    job.options["attempts"] = 0
    job.leave(
        state,
        result=job.result | told | more,
        total=found.changes,
        options=job.options,
        **fields,
    )


_STEPS = {READING: _read, CHECKING: _look, SAVING: _save}
