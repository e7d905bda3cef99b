import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rembuk', '0002_frozen'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='attendance',
            name='removed_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='dihapus'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='removed_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='photo',
            name='removed_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='dihapus'),
        ),
        migrations.AddField(
            model_name='photo',
            name='removed_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='problem',
            name='removed_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='dihapus'),
        ),
        migrations.AddField(
            model_name='problem',
            name='removed_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='proposal',
            name='removed_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='dihapus'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='removed_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
    ]
