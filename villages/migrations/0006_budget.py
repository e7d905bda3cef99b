from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("villages", "0005_village_year")]

    operations = []
