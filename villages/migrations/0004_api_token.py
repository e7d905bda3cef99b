import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("villages", "0003_office")]

    operations = [
        migrations.CreateModel(
            name="ApiToken",
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
                ("name", models.CharField(max_length=80, verbose_name="dipakai untuk")),
                (
                    "sha256",
                    models.CharField(editable=False, max_length=64, unique=True),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("expires_on", models.DateField(verbose_name="berlaku sampai")),
                (
                    "last_used_on",
                    models.DateField(
                        editable=False, null=True, verbose_name="terakhir dipakai"
                    ),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="dicabut"
                    ),
                ),
                (
                    "posting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="api_tokens",
                        to="villages.posting",
                        verbose_name="penugasan",
                    ),
                ),
            ],
            options={
                "verbose_name": "kunci akses data",
                "verbose_name_plural": "kunci akses data",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("posting", "name"),
                        name="api_token_name_once",
                    )
                ],
            },
        ),
    ]
