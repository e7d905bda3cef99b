import uuid

from django.conf import settings
from django.db import models


def stored_path(attachment, filename):
    """Where a file lies: by village and opaque id, never by a name somebody typed."""
    return f"{attachment.village.code}/{attachment.uuid}"


class Attachment(models.Model):
    """A file of a village; it lies outside the web root and passes the gate."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    village = models.ForeignKey(
        "villages.Village", models.CASCADE, related_name="attachments"
    )
    file = models.FileField(upload_to=stored_path)
    name = models.CharField("nama berkas", max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("ukuran (byte)")
    sha256 = models.CharField(max_length=64, db_index=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "berkas"
        verbose_name_plural = "berkas"

    def __str__(self):
        return self.name
