from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("villages", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="job",
            name="leased_by",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="job",
            name="leased_until",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="job",
            name="options",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="job",
            name="step",
            field=models.CharField(blank=True, max_length=20, verbose_name="langkah"),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                condition=models.Q(("state__in", ["waiting", "running"])),
                fields=["kind", "state"],
                name="job_unfinished",
            ),
        ),
    ]
