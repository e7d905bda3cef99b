from django.db import migrations, models

# Whatever was computed before rule sets were kept was made by the only one there was.
NAME_THE_FIRST = """
UPDATE households_quarter SET rule_set = 'hpk-2018' WHERE as_of IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("households", "0006_import")]

    operations = [
        migrations.AddField(
            model_name="quarter",
            name="rule_set",
            field=models.CharField(
                blank=True,
                db_default="",
                max_length=20,
                verbose_name="kumpulan aturan",
            ),
        ),
        migrations.RunSQL(NAME_THE_FIRST, migrations.RunSQL.noop),
    ]
