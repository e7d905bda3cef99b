from django.conf import settings
from django.db import models
from django.db.models import Q

from .meeting import Meeting


class BeritaAcara(models.Model):
    """The record of a rembuk: a draft is rendered anew, the rest is frozen for good."""

    class State(models.TextChoices):
        DRAFT = "draf", "Draf"
        SETTLED = "ditetapkan", "Ditetapkan"
        SIGNED = "ditandatangani", "Ditandatangani sebagian"
        RATIFIED = "disahkan", "Disahkan"
        CANCELLED = "dibatalkan", "Dibatalkan"

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="berita_acaras", verbose_name="rapat"
    )
    village = models.ForeignKey(
        "villages.Village", models.PROTECT, related_name="berita_acaras"
    )
    state = models.CharField(
        "keadaan", max_length=15, choices=State, default=State.DRAFT
    )
    year = models.PositiveSmallIntegerField("tahun")
    sequence = models.PositiveIntegerField("nomor urut", null=True)
    number = models.CharField("nomor", max_length=60, blank=True)
    content = models.JSONField("isi", null=True)
    content_sha256 = models.CharField("sidik isi", max_length=64, blank=True)
    unsigned_file = models.ForeignKey(
        "villages.Attachment", models.PROTECT, null=True, related_name="+"
    )
    signed_file = models.ForeignKey(
        "villages.Attachment", models.PROTECT, null=True, related_name="+"
    )
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="corrections",
        verbose_name="memperbaiki",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ratified_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField("alasan pembatalan", max_length=300, blank=True)

    class Meta:
        verbose_name = "berita acara"
        verbose_name_plural = "berita acara"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "year", "sequence"],
                name="berita_acara_number_once",
            ),
            models.CheckConstraint(
                condition=Q(state="draf", sequence=None, number="")
                | (~Q(state="draf") & Q(sequence__isnull=False) & ~Q(number="")),
                name="berita_acara_numbered_once_settled",
            ),
            models.CheckConstraint(
                condition=Q(state="draf")
                | (Q(content__isnull=False) & ~Q(content_sha256="")),
                name="berita_acara_frozen_once_settled",
            ),
        ]

    def __str__(self):
        return f"Berita Acara {self.number or '(draf)'}"
