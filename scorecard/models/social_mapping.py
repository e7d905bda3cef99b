from django.conf import settings
from django.db import models
from django.utils import timezone

from .snapshot import fingerprint


class SocialMappingQuerySet(models.QuerySet):
    def in_force(self):
        """The one of each village and year that no newer one has replaced."""
        return self.filter(replaced_at=None)


class SocialMapping(models.Model):
    """Formulir 1 of a village and year, frozen on a day: counts and facilities.

    `content` is all that prints, and what `sha256` seals; it has no person but the
    officials who sign. Later changes of the register do not reach it: a newer freeze
    of the same year stands beside it and says why.
    """

    village = models.ForeignKey(
        "villages.Village", models.PROTECT, related_name="social_mappings"
    )
    year = models.PositiveSmallIntegerField("tahun")
    as_of = models.DateField("keadaan per")
    content = models.JSONField("isi")
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField("dibekukan", default=timezone.now)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    replaced_at = models.DateTimeField("diganti", null=True)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    replace_reason = models.CharField("alasan diganti", max_length=300, blank=True)

    objects = SocialMappingQuerySet.as_manager()

    class Meta:
        verbose_name = "pemetaan sosial"
        verbose_name_plural = "pemetaan sosial"
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "year"],
                condition=models.Q(replaced_at=None),
                name="social_mapping_one_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    replaced_at=None, replaced_by=None, replace_reason=""
                )
                | (
                    models.Q(replaced_at__isnull=False, replaced_by__isnull=False)
                    & ~models.Q(replace_reason="")
                ),
                name="social_mapping_replaced_with_reason",
            ),
        ]

    def __str__(self):
        return f"Formulir 1 {self.village} {self.year}"

    @property
    def is_intact(self) -> bool:
        """Whether the content still has the hash it was stored with."""
        return fingerprint(self.content) == self.sha256

    def become_replaced(self, *, by, reason):
        """Make room for a newer one of the year; this one is kept."""
        self.replaced_at, self.replaced_by = timezone.now(), by
        self.replace_reason = reason
        self.save(update_fields=["replaced_at", "replaced_by", "replace_reason"])
