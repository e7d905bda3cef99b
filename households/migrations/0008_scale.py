from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('households', '0007_rule_set'),
    ]

    operations = []
