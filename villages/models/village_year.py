from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from villages.wording import number_text


class VillageYear(models.Model):
    """How many live in a village in a year and how many are born: with the source of
    each, to tell whether about as many children are registered as there must be."""

    village = models.ForeignKey(
        "villages.Village", models.CASCADE, related_name="years"
    )
    year = models.PositiveSmallIntegerField(
        "tahun", validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    population = models.PositiveIntegerField(
        "jumlah penduduk", validators=[MinValueValidator(1)]
    )
    population_source = models.CharField(
        "sumber jumlah penduduk",
        max_length=120,
        help_text="Misalnya: Profil Desa 2026, atau BPS Kecamatan Dalam Angka.",
    )
    crude_birth_rate = models.DecimalField(
        "angka kelahiran kasar (per 1.000 penduduk)",
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text="Banyaknya kelahiran setahun pada setiap 1.000 penduduk.",
    )
    birth_rate_source = models.CharField(
        "sumber angka kelahiran",
        max_length=120,
        help_text="Misalnya: BPS provinsi, Sensus Penduduk 2020.",
    )

    class Meta:
        verbose_name = "kependudukan"
        verbose_name_plural = "kependudukan"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "year"],
                name="village_year_once",
                violation_error_message="Tahun ini sudah ada. Ubah yang sudah ada.",
            ),
            models.CheckConstraint(
                condition=models.Q(population__gt=0, crude_birth_rate__gt=0),
                name="village_year_positive",
                violation_error_message="Penduduk dan angka kelahiran lebih dari 0.",
            ),
        ]

    def __str__(self):
        return f"Tahun {self.year}: {number_text(self.population)} penduduk"

    @property
    def expected_infants(self):
        """Children of 0–11 months that such a village has, in whole children."""
        return round(self.population * self.crude_birth_rate / 1000)
