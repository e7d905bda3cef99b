"""A workbook handed in on a page: kept, examined, decided upon, and thrown away."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from villages.models import Attachment, Job
from villages.pictures import keep

from .importing import ImportRefused, examine, save

KIND = "buku kerja"
KEPT_DAYS = 30
SHOWN = 300  # problems and warnings that a preview lists
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def receive(village, upload, *, by):
    """Keep an uploaded file and examine it. Nothing of it is saved yet."""
    throw_away_old(timezone.now())
    with transaction.atomic():
        attachment = keep(
            upload.read(),
            village=village,
            name=upload.name[:200],
            content_type=upload.content_type or XLSX,
            by=by,
        )
        job = Job(kind=KIND, village=village, attachment=attachment, created_by=by)
        with attachment.file.open("rb") as file:
            _tell(job, examine(village, file))
        job.state = Job.State.READY
        job.save()
    return job


def decide(job, *, by, only_good=False):
    """Save what the preview showed, once however often the button is pressed.

    Raises ImportRefused when the village changed since and the file now has
    problems; the preview then shows them. Raises QuarterFinal.
    """
    try:
        with transaction.atomic():
            return _decide(job, by, only_good)
    except ImportRefused as refusal:
        _tell(job, refusal.examination)
        job.save(update_fields=["result", "total"])
        raise


def _decide(job, by, only_good):
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.state != Job.State.READY:
        return job
    with job.attachment.file.open("rb") as file:
        found = save(job.village, file, by=by, only_good=only_good)
    _tell(job, found)
    job.done = found.changes
    _end(job, Job.State.DONE)
    return job


def cancel(job):
    """Throw the file away unsaved."""
    if job.state == Job.State.READY:
        _end(job, Job.State.CANCELLED)
        _delete([job.attachment])


def throw_away_old(now):
    """Delete uploads after 30 days, and what their previews quoted from them."""
    limit = now - timedelta(days=KEPT_DAYS)
    jobs = Job.objects.filter(kind=KIND, created_at__lt=limit)
    waiting = jobs.filter(state=Job.State.READY)
    waiting.update(state=Job.State.CANCELLED, finished_at=now)
    attachments = Attachment.objects.filter(
        pk__in=jobs.exclude(attachment=None).values("attachment")
    )
    _delete(list(attachments))
    for job in jobs.filter(result__has_key="problems"):
        job.result = {"counts": job.result["counts"]}
        job.save(update_fields=["result"])


def _delete(attachments):
    for attachment in attachments:
        attachment.file.delete(save=False)
        attachment.delete()


def _end(job, state):
    job.state, job.finished_at = state, timezone.now()
    job.save(update_fields=["state", "finished_at", "result", "done", "total"])


def _tell(job, found):
    """What the preview and the result show; long lists are cut, their length told."""
    job.total = found.changes
    job.result = {
        "counts": found.counts,
        "problems": [p.as_dict() for p in found.problems[:SHOWN]],
        "warnings": [w.as_dict() for w in found.warnings[:SHOWN]],
        "problem_count": len(found.problems),
        "warning_count": len(found.warnings),
        "left_out": found.left_out,
        "dusun": found.dusuns,
        "posyandu": found.posyandus,
    }
