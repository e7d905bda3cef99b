import django.core.validators
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("villages", "0005_village_year"),
    ]

    operations = [
        migrations.CreateModel(
            name="Realisation",
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
                    "uuid",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "recorded_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="dicatat"
                    ),
                ),
                (
                    "received_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="diterima"),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(4),
                        ],
                        verbose_name="triwulan",
                    ),
                ),
                (
                    "amount_rupiah",
                    models.PositiveBigIntegerField(
                        verbose_name="realisasi triwulan ini (Rp)"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="realisations",
                        to="villages.budgetline",
                        verbose_name="baris",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "realisasi",
                "verbose_name_plural": "realisasi",
                "ordering": ["line", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("line", "number"), name="realisation_once_a_quarter"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number__lte", 4)),
                        name="realisation_in_a_quarter",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_rupiah__gte", 0)),
                        name="realisation_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitCost",
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
                    "uuid",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "recorded_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="dicatat"
                    ),
                ),
                (
                    "received_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="diterima"),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        editable=False, verbose_name="tahun"
                    ),
                ),
                (
                    "service",
                    models.CharField(
                        editable=False, max_length=30, verbose_name="layanan"
                    ),
                ),
                (
                    "amount_rupiah",
                    models.PositiveBigIntegerField(verbose_name="biaya satuan (Rp)"),
                ),
                (
                    "source",
                    models.CharField(
                        help_text="Misalnya: Peraturan Bupati tentang standar harga 2026, atau RAB jamban keluarga tahun lalu.",
                        max_length=150,
                        verbose_name="sumber harga",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unit_costs",
                        to="villages.village",
                    ),
                ),
            ],
            options={
                "verbose_name": "biaya satuan",
                "verbose_name_plural": "biaya satuan",
                "ordering": ["year", "service"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("village", "year", "service"),
                        name="unit_cost_once_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_rupiah__gte", 0)),
                        name="unit_cost_not_negative",
                    ),
                ],
            },
        ),
    ]
