from django.db import models

from villages.models.closing import Closable, closed_with_outcome
from villages.models.entry import Entry


class FindingQuerySet(models.QuerySet):
    def open(self):
        """Findings that nobody has closed."""
        return self.filter(closed_on=None)

    def known_in(self, quarter):
        """Findings of the quarter, and older ones that were still open in it."""
        found = models.Q(year__lt=quarter.year) | models.Q(
            year=quarter.year, number__lte=quarter.number
        )
        still = models.Q(closed_on=None) | models.Q(closed_on__gte=quarter.first_day)
        return self.filter(found & still)


class Finding(Closable, Entry):
    """Tindakan tersimpan: what the RDS found in a quarter, who sees to it, until when.

    It is shown again at every evaluation until it is closed with what came of it.
    """

    class Outcome(models.TextChoices):
        DONE = "selesai", "selesai"
        DROPPED = "batal", "tidak dilanjutkan"

    village = models.ForeignKey(
        "villages.Village", models.CASCADE, related_name="findings"
    )
    year = models.PositiveSmallIntegerField(editable=False)
    number = models.PositiveSmallIntegerField(editable=False)
    text = models.CharField(
        "temuan dan tindakannya",
        max_length=300,
        help_text="Tanpa nama orang: misalnya “Tujuh keluarga di Krajan belum punya "
        "jamban; usulkan ke Dinas PUPR”.",
    )
    owner = models.CharField("penanggung jawab", max_length=120)
    outcome = models.CharField("hasil", max_length=10, choices=Outcome, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "temuan"
        verbose_name_plural = "temuan"
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["village", "closed_on"])]
        constraints = [
            closed_with_outcome(
                "finding_closed_with_outcome",
                "Pilih hasilnya: selesai atau tidak.",
            )
        ]

    def __str__(self):
        return self.text
