import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("villages", "0004_api_token"),
    ]

    operations = [
        migrations.CreateModel(
            name="VillageYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2000),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="tahun",
                    ),
                ),
                (
                    "population",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="jumlah penduduk",
                    ),
                ),
                (
                    "population_source",
                    models.CharField(
                        help_text="Misalnya: Profil Desa 2026, atau BPS Kecamatan Dalam Angka.",
                        max_length=120,
                        verbose_name="sumber jumlah penduduk",
                    ),
                ),
                (
                    "crude_birth_rate",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="Banyaknya kelahiran setahun pada setiap 1.000 penduduk.",
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="angka kelahiran kasar (per 1.000 penduduk)",
                    ),
                ),
                (
                    "birth_rate_source",
                    models.CharField(
                        help_text="Misalnya: BPS provinsi, Sensus Penduduk 2020.",
                        max_length=120,
                        verbose_name="sumber angka kelahiran",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="years",
                        to="villages.village",
                    ),
                ),
            ],
            options={
                "verbose_name": "kependudukan",
                "verbose_name_plural": "kependudukan",
                "ordering": ["-year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("village", "year"),
                        name="village_year_once",
                        violation_error_message="Tahun ini sudah ada. Ubah yang sudah ada.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("crude_birth_rate__gt", 0), ("population__gt", 0)
                        ),
                        name="village_year_positive",
                        violation_error_message="Penduduk dan angka kelahiran lebih dari 0.",
                    ),
                ],
            },
        ),
    ]
