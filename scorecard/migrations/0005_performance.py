from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('scorecard', '0004_finding'),
    ]

    operations = []
