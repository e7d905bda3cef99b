from django.apps import apps
from django.conf import settings
from django.db import models


class AppendOnly(Exception):
    """The journal is written once; nobody changes or removes a line of it."""


class AuditEntryQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise AppendOnly

    def delete(self):
        raise AppendOnly


class AuditEntry(models.Model):
    """One line per person and request: who changed what, or who looked."""

    class Act(models.TextChoices):
        CREATE = "create", "membuat"
        CHANGE = "change", "mengubah"
        DELETE = "delete", "menghapus"
        READ = "read", "melihat"
        STATE = "state", "mengubah keadaan"

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    village = models.ForeignKey(
        "villages.Village", models.PROTECT, null=True, related_name="audit_entries"
    )
    act = models.CharField("perbuatan", max_length=10, choices=Act)
    subject = models.CharField("jenis data", max_length=40)  # model label, lower case
    subject_id = models.BigIntegerField("nomor data", null=True)
    changes = models.JSONField(default=dict)  # {field: [old, new]}
    reason = models.CharField("alasan", max_length=300, blank=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "catatan jejak"
        verbose_name_plural = "catatan jejak"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["village", "subject", "subject_id"]),
        ]

    def __str__(self):
        return f"{self.get_act_display()} {self.subject} {self.subject_id}"

    def forget(self, *, changes, reason):
        """Only where a family is erased: its names go, what happened stays."""
        line = models.QuerySet(AuditEntry).filter(pk=self.pk)
        line.update(changes=changes, reason=reason)
        self.changes, self.reason = changes, reason

    @property
    def kind(self) -> str:
        """What the line is about, in words: "rumah tangga", "halaman data keluarga"."""
        if self.act == self.Act.READ:
            return "halaman data keluarga"
        return str(apps.get_model(self.subject)._meta.verbose_name)
