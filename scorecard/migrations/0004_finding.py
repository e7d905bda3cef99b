import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("scorecard", "0003_rule_set"),
        ("villages", "0005_village_year"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Finding",
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
                ("year", models.PositiveSmallIntegerField(editable=False)),
                ("number", models.PositiveSmallIntegerField(editable=False)),
                (
                    "text",
                    models.CharField(
                        help_text="Tanpa nama orang: misalnya “Tujuh keluarga di Krajan belum punya jamban; usulkan ke Dinas PUPR”.",
                        max_length=300,
                        verbose_name="temuan dan tindakannya",
                    ),
                ),
                (
                    "owner",
                    models.CharField(max_length=120, verbose_name="penanggung jawab"),
                ),
                ("due_on", models.DateField(verbose_name="paling lambat")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("selesai", "selesai"),
                            ("batal", "tidak dilanjutkan"),
                        ],
                        max_length=10,
                        verbose_name="hasil",
                    ),
                ),
                (
                    "outcome_note",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="catatan hasil"
                    ),
                ),
                (
                    "closed_on",
                    models.DateField(editable=False, null=True, verbose_name="ditutup"),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        related_name="findings",
                        to="villages.village",
                    ),
                ),
            ],
            options={
                "verbose_name": "temuan",
                "verbose_name_plural": "temuan",
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(
                        fields=["village", "closed_on"],
                        name="scorecard_f_village_49924f_idx",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on", None), ("outcome", "")),
                            models.Q(
                                ("closed_on__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="finding_closed_with_outcome",
                        violation_error_message="Pilih hasilnya: selesai atau tidak.",
                    )
                ],
            },
        ),
    ]
