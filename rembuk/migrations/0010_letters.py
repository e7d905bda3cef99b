from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rembuk', '0009_evaluation'),
        ('villages', '0007_letterhead'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='beritaacara',
            constraint=models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('village', 'number'), name='berita_acara_number_never_again'),
        ),
    ]
