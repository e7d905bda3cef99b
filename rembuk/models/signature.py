from django.conf import settings
from django.db import models

from .berita_acara import REQUIRED, BeritaAcara, Party


class Signature(models.Model):
    """One dated signature under a settled berita acara."""

    Party = Party
    REQUIRED = REQUIRED

    class Manner(models.TextChoices):
        SCREEN = "layar", "di layar"
        INK = "basah", "tanda tangan basah (pindaian)"

    berita_acara = models.ForeignKey(
        BeritaAcara, models.PROTECT, related_name="signatures"
    )
    party = models.CharField("mewakili", max_length=10, choices=Party)
    name = models.CharField("nama", max_length=120)
    manner = models.CharField("cara", max_length=10, choices=Manner)
    file = models.ForeignKey(
        "villages.Attachment", models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField("waktu")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "tanda tangan"
        verbose_name_plural = "tanda tangan"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["berita_acara", "party"],
                name="signature_once_per_party",
                violation_error_message="Pihak ini sudah menandatangani.",
            )
        ]

    def __str__(self):
        return f"{self.name} ({self.get_party_display()})"
