from django.db import migrations
from django.db.models import F


def mark_running(apps, schema_editor):
    """Have the worker compute what was monitored in every quarter that can change."""
    quarters = apps.get_model("households", "Quarter").objects.exclude(state="final")
    quarters.filter(touched=F("computed")).update(touched=F("touched") + 1)


class Migration(migrations.Migration):
    dependencies = [
        ("scorecard", "0006_rebuild"),
        ("households", "0007_rule_set"),
    ]

    operations = [migrations.RunPython(mark_running, migrations.RunPython.noop)]
