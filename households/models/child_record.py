from django.db import models

from villages.models.entry import Entry

from .entry import YesNoField
from .household import Household
from .person import Person


class ChildRecord(Entry):
    """Formulir 2B: one child of 0–23 months in one calendar month."""

    class Nutrition(models.TextChoices):
        """Wasting and stunting may stand together; the paper prints the first of
        GB, S, GK, N."""

        NORMAL = "N", "Normal"
        WASTED = "GK", "Gizi kurang"
        SEVERE = "GB", "Gizi buruk"
        STUNTED = "S", "Stunting"
        WASTED_STUNTED = "GK+S", "Gizi kurang dan stunting"
        SEVERE_STUNTED = "GB+S", "Gizi buruk dan stunting"

    class Mat(models.TextChoices):
        GREEN = "H", "Hijau"
        YELLOW = "K", "Kuning"
        RED = "M", "Merah"
        NOT_MEASURED = "TD", "Tidak diukur"

    class Position(models.TextChoices):
        LYING = "telentang", "Telentang"
        STANDING = "berdiri", "Berdiri"

    child = models.ForeignKey(
        Person, models.CASCADE, related_name="records", verbose_name="anak"
    )
    # Where the child belonged on the day of the visit.
    household = models.ForeignKey(
        Household, models.PROTECT, related_name="child_records"
    )
    month = models.DateField("bulan", editable=False)  # its first day
    visited_on = models.DateField("tanggal periksa")
    nutrition = models.CharField(
        "status gizi", max_length=4, choices=Nutrition, blank=True
    )
    mat = models.CharField("tikar pertumbuhan", max_length=2, choices=Mat, blank=True)
    immunisation = YesNoField("imunisasi dasar (sesuai umur)")
    measles = YesNoField("campak")
    weighing = YesNoField("penimbangan")
    weight_kg = models.DecimalField(
        "berat (kg)", max_digits=5, decimal_places=3, null=True, blank=True
    )
    measuring = YesNoField("pengukuran panjang/tinggi")
    height_cm = models.DecimalField(
        "panjang/tinggi (cm)", max_digits=5, decimal_places=2, null=True, blank=True
    )
    position = models.CharField(
        "posisi ukur", max_length=9, choices=Position, blank=True
    )
    oedema = YesNoField("edema")
    father_counselling = YesNoField("konseling gizi: ayah")
    mother_counselling = YesNoField("konseling gizi: ibu")
    home_visit = YesNoField("kunjungan rumah")
    water = YesNoField("akses air bersih")
    latrine = YesNoField("jamban")
    birth_certificate = YesNoField("akta lahir")
    insurance = YesNoField("jaminan kesehatan")
    parenting = YesNoField("pengasuhan (PAUD)")

    class Meta:
        verbose_name = "catatan bulanan anak"
        verbose_name_plural = "catatan bulanan anak"
        constraints = [
            models.UniqueConstraint(
                fields=["child", "month"],
                name="child_record_once_a_month",
                violation_error_message="Bulan ini sudah dicatat untuk anak ini.",
            ),
            models.CheckConstraint(
                condition=models.Q(weight_kg=None) | models.Q(weight_kg__gt=0),
                name="child_record_weight_positive",
                violation_error_message="Berat harus lebih dari 0 kg.",
            ),
            models.CheckConstraint(
                condition=models.Q(height_cm=None) | models.Q(height_cm__gt=0),
                name="child_record_height_positive",
                violation_error_message="Panjang/tinggi harus lebih dari 0 cm.",
            ),
        ]
        indexes = [models.Index(fields=["household", "visited_on"])]

    def __str__(self):
        return f"{self.child} {self.month:%m/%Y}"
