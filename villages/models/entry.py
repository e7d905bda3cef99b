"""What every row that a person types has in common."""

import uuid

from django.conf import settings
from django.db import models


class StaleVersion(Exception):
    """Somebody else saved the row since the form was opened; nothing was written."""

    def __init__(self, saved):
        super().__init__("the row was saved by somebody else in the meantime")
        self.saved = saved


class Entry(models.Model):
    """A row made with its form: its uuid makes a second post harmless, its version
    tells when somebody else was faster."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    recorded_at = models.DateTimeField("dicatat", null=True, editable=False)  # device
    received_at = models.DateTimeField("diterima", auto_now_add=True)  # server
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True
