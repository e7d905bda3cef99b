import uuid
from datetime import timedelta

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Q
from django.utils import timezone

LEASE = timedelta(seconds=30)  # a worker silent for so long is dead


class JobStopped(Exception):
    """The job is no longer the worker's: cancelled, or taken over by another."""


class JobQuerySet(models.QuerySet):
    def unfinished(self, now):
        """Jobs that nobody works on: new ones, and those of a worker that died."""
        return self.filter(
            Q(state=Job.State.WAITING)
            | Q(state=Job.State.RUNNING, leased_until__lt=now)
        )

    def take_up(self, now):
        """Claim the oldest unfinished job for one worker; None when there is none.

        Two workers never claim the same one: a locked row is skipped.
        """
        rows = self.unfinished(now).order_by("pk")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        job = rows.first()
        if job is not None:
            job.be_mine()
            job.save()
        return job


class Job(models.Model):
    """Work that takes longer than a page: a row first, then a worker takes it up."""

    class State(models.TextChoices):
        WAITING = "waiting", "menunggu"
        RUNNING = "running", "sedang dikerjakan"
        READY = "ready", "menunggu keputusan Anda"
        DONE = "done", "selesai"
        FAILED = "failed", "gagal"
        CANCELLED = "cancelled", "dibatalkan"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("jenis", max_length=30)
    village = models.ForeignKey("villages.Village", models.CASCADE, related_name="jobs")
    attachment = models.ForeignKey(
        "villages.Attachment", models.SET_NULL, null=True, related_name="+"
    )
    state = models.CharField(
        "keadaan", max_length=10, choices=State, default=State.WAITING
    )
    step = models.CharField("langkah", max_length=20, blank=True)
    done = models.PositiveIntegerField("selesai", default=0)
    total = models.PositiveIntegerField("jumlah", default=0)
    options = models.JSONField(default=dict)  # what the person decided
    result = models.JSONField(default=dict)
    leased_by = models.UUIDField(null=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()
    watcher = None  # is called with the job whenever it gets on

    class Meta:
        verbose_name = "pekerjaan"
        verbose_name_plural = "pekerjaan"
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["kind", "state"],
                condition=Q(state__in=["waiting", "running"]),
                name="job_unfinished",
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.get_state_display()}"

    @property
    def is_under_way(self) -> bool:
        """Whether it waits for a worker or is being worked on."""
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def percent(self) -> int:
        """How much of the present step is done, 0 to 100."""
        return min(100, 100 * self.done // self.total) if self.total else 0

    def be_mine(self):
        """Claim it for this process, whatever it was. Not saved yet."""
        self.state, self.leased_by = self.State.RUNNING, uuid.uuid4()
        self.leased_until = timezone.now() + LEASE
        self.options["attempts"] = self.options.get("attempts", 0) + 1

    def _mine(self):
        return Job.objects.filter(
            pk=self.pk, state=self.State.RUNNING, leased_by=self.leased_by
        )

    def advance(self, count=0, **fields):
        """Tell how far the work is, and keep the lease. Raises JobStopped."""
        fields = {"leased_until": timezone.now() + LEASE} | fields
        if not self._mine().update(done=F("done") + count, **fields):
            raise JobStopped
        self.done += count
        for name, value in fields.items():
            setattr(self, name, value)
        if self.watcher:
            self.watcher(self)

    def begin(self, step, total):
        """Go on to a step of so many pieces. Raises JobStopped."""
        self._mine().update(done=0)
        self.done = 0
        self.advance(step=step, total=total)

    def leave(self, state, **fields):
        """Hand the job on: to the person, or to its end. Raises JobStopped."""
        self.advance(state=state, leased_until=None, **fields)
