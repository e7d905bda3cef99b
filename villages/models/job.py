import uuid

from django.conf import settings
from django.db import models


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
    done = models.PositiveIntegerField("selesai", default=0)
    total = models.PositiveIntegerField("jumlah", default=0)
    result = models.JSONField(default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "pekerjaan"
        verbose_name_plural = "pekerjaan"
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.kind} {self.get_state_display()}"
