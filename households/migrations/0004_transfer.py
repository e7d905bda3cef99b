import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0003_month"),
        ("villages", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Transfer",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("ditawarkan", "ditawarkan"),
                            ("diterima", "diterima"),
                            ("ditolak", "ditolak"),
                            ("ditarik", "ditarik kembali"),
                        ],
                        default="ditawarkan",
                        max_length=12,
                        verbose_name="keadaan",
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="dijawab"
                    ),
                ),
                (
                    "moved_on",
                    models.DateField(
                        editable=False, null=True, verbose_name="berlaku sejak"
                    ),
                ),
                (
                    "reason",
                    models.CharField(blank=True, max_length=300, verbose_name="alasan"),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "from_village",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outgoing_transfers",
                        to="villages.village",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="transfers",
                        to="households.household",
                        verbose_name="rumah tangga",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="transfers",
                        to="households.person",
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
                    "to_village",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incoming_transfers",
                        to="villages.village",
                    ),
                ),
            ],
            options={
                "verbose_name": "perpindahan",
                "verbose_name_plural": "perpindahan",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_village", models.F("to_village")), _negated=True
                        ),
                        name="transfer_to_another_village",
                        violation_error_message="Pilih desa lain sebagai tujuan.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("state", "ditawarkan")),
                            models.Q(
                                models.Q(("state", "ditawarkan"), _negated=True),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="transfer_answered_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("moved_on__isnull", False), ("state", "diterima")
                            ),
                            models.Q(
                                models.Q(("state", "diterima"), _negated=True),
                                ("moved_on", None),
                            ),
                            _connector="OR",
                        ),
                        name="transfer_moved_when_accepted",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person", None), ("state", "ditawarkan")),
                        fields=("household",),
                        name="transfer_of_household_open_once",
                        violation_error_message=(
                            "Keluarga ini sedang ditawarkan ke desa lain."
                        ),
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("person__isnull", False), ("state", "ditawarkan")
                        ),
                        fields=("person",),
                        name="transfer_of_person_open_once",
                        violation_error_message=(
                            "Orang ini sedang ditawarkan ke desa lain."
                        ),
                    ),
                ],
            },
        ),
    ]
