from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('scorecard', '0005_performance'),
    ]

    operations = []
