from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from .budget_line import BudgetLine
from .entry import Entry


class Realisation(Entry):
    """What of a budget line was spent in one quarter of its year, in whole rupiah."""

    line = models.ForeignKey(
        BudgetLine, models.CASCADE, related_name="realisations", verbose_name="baris"
    )
    number = models.PositiveSmallIntegerField(
        "triwulan", validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    amount_rupiah = models.PositiveBigIntegerField("realisasi triwulan ini (Rp)")

    class Meta:
        verbose_name = "realisasi"
        verbose_name_plural = "realisasi"
        ordering = ["line", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "number"], name="realisation_once_a_quarter"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1, number__lte=4),
                name="realisation_in_a_quarter",
            ),
            models.CheckConstraint(
                condition=models.Q(amount_rupiah__gte=0),
                name="realisation_not_negative",
            ),
        ]

    def __str__(self):
        return f"{self.line} TW{self.number}"
