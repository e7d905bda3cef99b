import django.db.models.deletion
from django.db import migrations, models

STATES = [
    ("c", "baru"),
    ("u", "berubah"),
    ("-", "tetap"),
    ("d", "dikosongkan"),
    ("b", "ditinggalkan"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0005_merge"),
        ("villages", "0002_job_progress"),
    ]

    operations = [
        migrations.CreateModel(
            name="StagedRow",
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
                ("sheet", models.PositiveSmallIntegerField()),
                ("row", models.PositiveIntegerField()),
                ("part", models.PositiveSmallIntegerField(default=0)),
                ("key", models.CharField(blank=True, max_length=100)),
                ("day", models.DateField(null=True)),
                ("day_before", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(choices=STATES, default="c", max_length=1),
                ),
                ("object_id", models.BigIntegerField(null=True)),
                ("values", models.JSONField(default=dict)),
                ("after", models.JSONField(null=True)),
                ("changes", models.JSONField(null=True)),
                ("faults", models.JSONField(null=True)),
                ("problems", models.JSONField(null=True)),
                ("warnings", models.JSONField(null=True)),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="staged_rows",
                        to="villages.job",
                    ),
                ),
            ],
            options={
                "verbose_name": "baris impor",
                "verbose_name_plural": "baris impor",
                "indexes": [
                    models.Index(
                        fields=["job", "sheet", "key"],
                        name="households__job_id_b1705a_idx",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("job", "sheet", "row", "part"),
                        name="staged_row_once",
                    )
                ],
            },
        ),
    ]
