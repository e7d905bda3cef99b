import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("scorecard", "0005_performance"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Rebuild",
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
                (
                    "area_code",
                    models.CharField(
                        default="00", max_length=10, verbose_name="wilayah"
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="tahun"
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="triwulan"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "desa sedang dihitung"),
                            ("summing", "wilayah sedang dijumlahkan"),
                            ("done", "selesai"),
                            ("cancelled", "dibatalkan"),
                        ],
                        default="running",
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                (
                    "workers",
                    models.PositiveSmallIntegerField(
                        default=4, verbose_name="pekerja sekaligus"
                    ),
                ),
                ("leased_until", models.DateTimeField(editable=False, null=True)),
                (
                    "created_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="dimulai"),
                ),
                (
                    "finished_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="selesai"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "hitung ulang",
                "verbose_name_plural": "hitung ulang",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", None), ("year", None)),
                            models.Q(
                                ("number__isnull", False), ("year__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="rebuild_whole_quarter",
                        violation_error_message="Isi tahun dan triwulan bersama, "
                        "atau kosongkan keduanya.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RebuildChunk",
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
                ("first_code", models.CharField(max_length=10)),
                ("last_code", models.CharField(max_length=10)),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("told_until", models.DateTimeField(null=True)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "rebuild",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chunks",
                        to="scorecard.rebuild",
                    ),
                ),
            ],
            options={
                "verbose_name": "bagian hitung ulang",
                "verbose_name_plural": "bagian hitung ulang",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rebuild", "first_code", "year", "number"),
                        name="rebuild_chunk_once",
                    )
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["rebuild"],
                        name="rebuild_chunk_free",
                    )
                ],
            },
        ),
    ]
