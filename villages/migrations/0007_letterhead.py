from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('villages', '0006_budget'),
    ]

    operations = []
