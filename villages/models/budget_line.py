import uuid

from django.db import models


class BudgetLine(models.Model):
    """One line of the APB Desa, for Tabel 5 of the convergence report."""

    class Source(models.TextChoices):
        DD = "dd", "Dana Desa"
        ADD = "add", "Alokasi Dana Desa"
        PAD = "pad", "Pendapatan Asli Desa"
        APBD = "apbd", "APBD"
        LAINNYA = "lainnya", "Lainnya"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    village = models.ForeignKey(
        "villages.Village", models.CASCADE, related_name="budget_lines"
    )
    year = models.PositiveSmallIntegerField("tahun")
    activity_code = models.CharField("kode kegiatan", max_length=10)
    name = models.CharField("uraian kegiatan", max_length=200)
    source = models.CharField(
        "sumber dana", max_length=10, choices=Source, default=Source.DD
    )
    amount_rupiah = models.PositiveBigIntegerField("alokasi (Rp)")
    is_stunting = models.BooleanField("khusus pencegahan stunting", default=True)

    class Meta:
        verbose_name = "baris APB Desa"
        verbose_name_plural = "baris APB Desa"
        ordering = ["year", "activity_code", "pk"]

    def __str__(self):
        return f"{self.activity_code} {self.name}"
