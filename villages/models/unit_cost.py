from django.db import models

from .entry import Entry


class UnitCost(Entry):
    """What one service costs for one target, by the village's own price list."""

    village = models.ForeignKey(
        "villages.Village", models.CASCADE, related_name="unit_costs"
    )
    year = models.PositiveSmallIntegerField("tahun", editable=False)
    service = models.CharField("layanan", max_length=30, editable=False)
    amount_rupiah = models.PositiveBigIntegerField("biaya satuan (Rp)")
    source = models.CharField(
        "sumber harga",
        max_length=150,
        help_text="Misalnya: Peraturan Bupati tentang standar harga 2026, atau RAB "
        "jamban keluarga tahun lalu.",
    )

    class Meta:
        verbose_name = "biaya satuan"
        verbose_name_plural = "biaya satuan"
        ordering = ["year", "service"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "year", "service"], name="unit_cost_once_a_year"
            ),
            models.CheckConstraint(
                condition=models.Q(amount_rupiah__gte=0),
                name="unit_cost_not_negative",
            ),
        ]

    def __str__(self):
        return f"{self.service} {self.year}"
