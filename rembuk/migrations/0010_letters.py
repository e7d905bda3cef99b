from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('rembuk', '0009_evaluation'),
    ]

    operations = []
