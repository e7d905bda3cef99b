from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("scorecard", "0004_finding"),
    ]

    operations = [
        migrations.AddField(
            model_name="areaquarter",
            name="villages",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="areaquarter",
            name="running",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="areaquarter",
            name="verified",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="areaquarter",
            name="validated",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="areaquarter",
            name="final",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.CreateModel(
            name="Performance",
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
                ("area_code", models.CharField(max_length=10)),
                ("parent_code", models.CharField(blank=True, max_length=6)),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("month", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ibu", "ibu hamil"),
                            ("anak", "anak 0–23 bulan"),
                            ("paud", "anak > 2–6 tahun"),
                        ],
                        max_length=4,
                    ),
                ),
                ("due", models.PositiveIntegerField()),
                ("recorded", models.PositiveIntegerField()),
                ("timely", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "kinerja pencatatan",
                "verbose_name_plural": "kinerja pencatatan",
                "indexes": [
                    models.Index(
                        fields=["parent_code", "year", "number"],
                        name="performance_below",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("area_code", "year", "number", "month", "kind"),
                        name="performance_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recorded__lte", models.F("due")),
                            ("timely__lte", models.F("recorded")),
                        ),
                        name="performance_within_due",
                    ),
                ],
            },
        ),
    ]
