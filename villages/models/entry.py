"""What every row that a person types has in common."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


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


class RemovableQuerySet(models.QuerySet):
    def kept(self):
        """Rows that nobody removed."""
        return self.filter(removed_at=None)


class KeptManager(models.Manager.from_queryset(RemovableQuerySet)):
    """For rows that are nearly always read without those that were removed."""

    def get_queryset(self):
        return super().get_queryset().kept()


class Removable(Entry):
    """A row that is only set aside when removed, so that it can be undone."""

    removed_at = models.DateTimeField("dihapus", null=True, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = RemovableQuerySet.as_manager()

    class Meta:
        abstract = True

    def become_removed(self, *, by):
        """Set the row aside."""
        self._put(timezone.now(), by)

    def become_restored(self):
        """Take the row back as it was."""
        self._put(None, None)

    def _put(self, at, by):
        self.removed_at, self.removed_by = at, by
        self.version += 1
        self.save(update_fields=["removed_at", "removed_by", "version"])
