from django.db import models

from villages.models.entry import Entry

from .entry import YesNoField
from .household import Household
from .pregnancy import Pregnancy


class PregnancyRecord(Entry):
    """Formulir 2A: one pregnancy in one calendar month."""

    class Status(models.TextChoices):
        NORMAL = "N", "Normal"
        RISK = "R", "Risti"
        KEK = "K", "KEK"

    pregnancy = models.ForeignKey(
        Pregnancy, models.CASCADE, related_name="records", verbose_name="kehamilan"
    )
    # Where she belonged on the day of the visit: its water and latrine are stated here.
    household = models.ForeignKey(
        Household, models.PROTECT, related_name="pregnancy_records"
    )
    month = models.DateField("bulan", editable=False)  # its first day
    visited_on = models.DateField("tanggal periksa")
    status = models.CharField(
        "status kehamilan", max_length=1, choices=Status, blank=True
    )
    muac_cm = models.DecimalField(
        "LiLA (cm)", max_digits=4, decimal_places=1, null=True, blank=True
    )
    checkup = YesNoField("pemeriksaan kehamilan")
    iron = YesNoField("dapat & konsumsi pil Fe")
    iron_pills = models.PositiveSmallIntegerField(
        "jumlah pil Fe", null=True, blank=True
    )
    nifas_visits = models.PositiveSmallIntegerField(
        "pemeriksaan nifas (kali)", null=True, blank=True
    )
    counselling = YesNoField("konseling gizi (kelas IH)")
    husband_counselling = YesNoField("konseling suami")
    home_visit = YesNoField("kunjungan rumah")
    water = YesNoField("akses air bersih")
    latrine = YesNoField("jamban")
    insurance = YesNoField("jaminan kesehatan")

    class Meta:
        verbose_name = "catatan bulanan ibu hamil"
        verbose_name_plural = "catatan bulanan ibu hamil"
        constraints = [
            models.UniqueConstraint(
                fields=["pregnancy", "month"],
                name="pregnancy_record_once_a_month",
                violation_error_message="Bulan ini sudah dicatat untuk ibu ini.",
            )
        ]
        indexes = [models.Index(fields=["household", "visited_on"])]

    def __str__(self):
        return f"{self.pregnancy} {self.month:%m/%Y}"
