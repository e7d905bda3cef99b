import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0002_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NotReached",
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
                ("visited_on", models.DateField(verbose_name="tanggal datang")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("tidak ada", "tidak ada di rumah"),
                            ("menolak", "menolak"),
                            ("pindah", "pindah"),
                        ],
                        max_length=10,
                        verbose_name="sebab",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="missed_visits",
                        to="households.person",
                    ),
                ),
                (
                    "pregnancy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="missed_visits",
                        to="households.pregnancy",
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
                "verbose_name": "kunjungan tanpa bertemu",
                "verbose_name_plural": "kunjungan tanpa bertemu",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("child", None), ("pregnancy__isnull", False)),
                            models.Q(("child__isnull", False), ("pregnancy", None)),
                            _connector="OR",
                        ),
                        name="not_reached_about_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reason__in", ["tidak ada", "menolak", "pindah"])
                        ),
                        name="not_reached_reason_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("pregnancy__isnull", False)),
                        fields=("pregnancy", "visited_on"),
                        name="not_reached_once_a_day_pregnancy",
                        violation_error_message="Kunjungan pada tanggal itu sudah dicatat.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("child__isnull", False)),
                        fields=("child", "visited_on"),
                        name="not_reached_once_a_day_child",
                        violation_error_message="Kunjungan pada tanggal itu sudah dicatat.",
                    ),
                ],
            },
        ),
    ]
