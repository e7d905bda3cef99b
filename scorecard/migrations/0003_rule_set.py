from django.db import migrations, models

# Whatever was computed before rule sets were kept was made by the only one there was.
NAME_THE_FIRST = """
UPDATE scorecard_areaquarter SET rule_set = 'hpk-2018' WHERE as_of IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("scorecard", "0002_social_mapping")]

    operations = [
        migrations.AddField(
            model_name="areaquarter",
            name="rule_set",
            field=models.CharField(blank=True, db_default="", max_length=100),
        ),
        migrations.RunSQL(NAME_THE_FIRST, migrations.RunSQL.noop),
    ]
