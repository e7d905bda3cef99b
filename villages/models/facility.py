import uuid

from django.db import models


class Facility(models.Model):
    """One facility of a village and year, with the services it gives (Formulir 1 b)."""

    class Kind(models.TextChoices):
        POSKESDES = "poskesdes", "Poskesdes"
        POLINDES = "polindes", "Polindes"
        POSYANDU = "posyandu", "Posyandu"
        PUSKESMAS = "puskesmas", "Puskesmas/Pustu"
        RS = "rs", "RS"
        BIDAN = "bidan", "Bidan praktek"
        DOKTER = "dokter", "Dokter praktek"
        PAUD = "paud", "PAUD"
        TK = "tk", "TK"
        LAINNYA = "lainnya", "Lainnya"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    village = models.ForeignKey(
        "villages.Village", models.CASCADE, related_name="facilities"
    )
    year = models.PositiveSmallIntegerField("tahun")
    kind = models.CharField("jenis", max_length=10, choices=Kind)
    name = models.CharField("nama", max_length=120)
    dusun = models.ForeignKey(
        "villages.Dusun",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="facilities",
    )
    # Yes ("v"), no ("x") or not asked (""), one column per service of the form.
    antenatal_care = models.CharField("periksa hamil", max_length=1, blank=True)
    iron_pills = models.CharField("pil Fe", max_length=1, blank=True)
    postnatal_care = models.CharField("nifas", max_length=1, blank=True)
    immunisation = models.CharField("imunisasi", max_length=1, blank=True)
    weighing = models.CharField("timbang", max_length=1, blank=True)
    measuring = models.CharField("ukur", max_length=1, blank=True)
    counselling = models.CharField("konseling", max_length=1, blank=True)
    parenting = models.CharField("parenting 0–<3 tahun", max_length=1, blank=True)
    preschool = models.CharField("PAUD 3–6 tahun", max_length=1, blank=True)

    class Meta:
        verbose_name = "fasilitas"
        verbose_name_plural = "fasilitas"
        ordering = ["year", "kind", "name"]

    def __str__(self):
        return self.name
