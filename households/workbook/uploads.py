"""A workbook handed in on a page: kept, decided upon, and thrown away."""

import hashlib
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from villages.models import Attachment, Job

from .importing import AT_ONCE, SAVING
from .staging import READING
from .working import FEW, KIND, SMALL, hand_over

KEPT_DAYS = 30
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def receive(village, upload, *, by):
    """Keep an uploaded file and have it examined. Nothing of it is saved yet."""
    throw_away_old(timezone.now())
    with transaction.atomic():
        job = Job.objects.create(
            kind=KIND,
            village=village,
            attachment=_kept(village, upload, by),
            step=READING,
            created_by=by,
        )
    hand_over(job, is_small=upload.size <= SMALL)
    job.refresh_from_db()
    return job


def _kept(village, upload, by):
    digest = hashlib.sha256()
    for piece in upload.chunks():
        digest.update(piece)
    upload.seek(0)
    attachment = Attachment(
        village=village,
        name=upload.name[:200],
        content_type=(upload.content_type or XLSX)[:100],
        size=upload.size,
        sha256=digest.hexdigest(),
        created_by=by,
    )
    attachment.file.save(attachment.name, upload, save=False)
    attachment.save()
    return attachment


def decide(job, *, by, only_good=False):
    """Have saved what the preview showed, once however often the button is pressed."""
    with transaction.atomic():
        job = Job.objects.select_for_update().get(pk=job.pk)
        if job.state != Job.State.READY:
            return
        job.state, job.step = Job.State.WAITING, SAVING
        job.options |= {"only_good": only_good, "decided_by": by.pk}
        job.save(update_fields=["state", "step", "options"])
    hand_over(job, is_small=job.total <= FEW)


def map_columns(job, layouts):
    """Have the file read as the person decided; what was read before is forgotten."""
    with transaction.atomic():
        job = Job.objects.select_for_update().get(pk=job.pk)
        if job.state != Job.State.READY:
            return
        job.state, job.step, job.result = Job.State.WAITING, READING, {}
        job.options |= {"layouts": layouts}
        job.save(update_fields=["state", "step", "options", "result"])
        job.staged_rows.all().delete()
    hand_over(job, is_small=job.attachment.size <= SMALL)


def cancel(job) -> bool:
    """Throw the file away unsaved; False when it was already saved."""
    open_states = [Job.State.WAITING, Job.State.RUNNING, Job.State.READY]
    with transaction.atomic():
        rows = Job.objects.filter(pk=job.pk, state__in=open_states)
        if not rows.update(state=Job.State.CANCELLED, finished_at=timezone.now()):
            return False
    job.staged_rows.all().delete()
    _delete([job.attachment] if job.attachment else [])
    return True


def throw_away_old(now):
    """Delete uploads after 30 days, and what their previews quoted from them."""
    limit = now - timedelta(days=KEPT_DAYS)
    Job.objects.filter(kind=AT_ONCE, created_at__lt=limit).delete()
    jobs = Job.objects.filter(kind=KIND, created_at__lt=limit)
    waiting = jobs.exclude(state__in=[Job.State.DONE, Job.State.CANCELLED])
    waiting.update(state=Job.State.CANCELLED, finished_at=now)
    attachments = Attachment.objects.filter(
        pk__in=jobs.exclude(attachment=None).values("attachment")
    )
    _delete(list(attachments))
    for job in jobs.filter(result__has_key="problems"):
        job.staged_rows.all().delete()
        job.result = {"counts": job.result["counts"]}
        job.save(update_fields=["result"])


def _delete(attachments):
    for attachment in attachments:
        attachment.file.delete(save=False)
        attachment.delete()
