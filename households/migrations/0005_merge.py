import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import households.models.named
from households.names import name_key

AT_ONCE = 2000


def fill_keys(apps, schema_editor):
    """Every name that is stored already gets its key."""
    for model_name, source in (("Household", "head_name"), ("Person", "name")):
        model = apps.get_model("households", model_name)
        some = []
        for row in model.objects.only("pk", source).iterator(AT_ONCE):
            row.name_key = name_key(getattr(row, source))
            some.append(row)
            if len(some) == AT_ONCE:
                model.objects.bulk_update(some, ["name_key"])
                some = []
        model.objects.bulk_update(some, ["name_key"])


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0004_transfer"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('rumah-tangga', 'rumah tangga'), ('orang', 'orang'), ('kehamilan', 'kehamilan')], max_length=12, verbose_name='jenis')),
                ('survivor_id', models.BigIntegerField()),
                ('loser_id', models.BigIntegerField()),
                ('title', models.CharField(max_length=300, verbose_name='nama')),
                ('merged_at', models.DateTimeField(auto_now_add=True, verbose_name='digabung')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='catatan')),
                ('journal', models.JSONField(default=dict)),
                ('undone_at', models.DateTimeField(null=True, verbose_name='dipisahkan lagi')),
            ],
            options={
                'verbose_name': 'penggabungan',
                'verbose_name_plural': 'penggabungan',
            },
        ),
        migrations.CreateModel(
            name='PossibleDouble',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('rumah-tangga', 'rumah tangga'), ('orang', 'orang'), ('kehamilan', 'kehamilan')], max_length=12, verbose_name='jenis')),
                ('first_id', models.BigIntegerField()),
                ('second_id', models.BigIntegerField()),
                ('reasons', models.CharField(max_length=60, verbose_name='sebab')),
                ('found_at', models.DateTimeField(verbose_name='ditemukan')),
                ('dismissed_at', models.DateTimeField(null=True, verbose_name='dinyatakan berbeda')),
                ('dismissal', models.CharField(blank=True, max_length=300, verbose_name='alasan')),
            ],
            options={
                'verbose_name': 'kemungkinan ganda',
                'verbose_name_plural': 'kemungkinan ganda',
            },
        ),
        migrations.RemoveConstraint(
            model_name='workbookkey',
            name='workbook_object_once',
        ),
        migrations.AddField(
            model_name='household',
            name='merged_into',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='households.household'),
        ),
        migrations.AddField(
            model_name='household',
            name='name_key',
            field=households.models.named.NameKeyField(source='head_name'),
        ),
        migrations.AddField(
            model_name='person',
            name='merged_into',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='households.person'),
        ),
        migrations.AddField(
            model_name='person',
            name='name_key',
            field=households.models.named.NameKeyField(source='name'),
        ),
        migrations.AddField(
            model_name='pregnancy',
            name='merged_into',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='households.pregnancy'),
        ),
        migrations.AddField(
            model_name='workbookkey',
            name='is_alias',
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name='household',
            index=models.Index(fields=['village', 'name_key'], name='household_sounds'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['household', 'name_key'], name='person_sounds'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', None), ('exit_reason', 'digabung'), _connector='OR'), name='person_merged_ends', violation_error_message='Data ini sudah digabung; pisahkan dahulu.'),
        ),
        migrations.AddConstraint(
            model_name='pregnancy',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', None), ('exit_reason', 'digabung'), _connector='OR'), name='pregnancy_merged_ends', violation_error_message='Data ini sudah digabung; pisahkan dahulu.'),
        ),
        migrations.AddConstraint(
            model_name='workbookkey',
            constraint=models.UniqueConstraint(condition=models.Q(('is_alias', False)), fields=('village', 'kind', 'object_id'), name='workbook_object_once'),
        ),
        migrations.AddField(
            model_name='merge',
            name='merged_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='merge',
            name='undone_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='merge',
            name='village',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='villages.village'),
        ),
        migrations.AddField(
            model_name='possibledouble',
            name='dismissed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='possibledouble',
            name='village',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='possible_doubles', to='villages.village'),
        ),
        migrations.AddIndex(
            model_name='merge',
            index=models.Index(fields=['village', '-merged_at'], name='households__village_bffeee_idx'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('kind', 'loser_id'), name='merge_of_a_row_stands_once'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(('survivor_id', models.F('loser_id')), _negated=True), name='merge_of_two'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(('undone_at__isnull', False), ('undone_by', None), _connector='OR'), name='merge_undone_pair'),
        ),
        migrations.AddIndex(
            model_name='possibledouble',
            index=models.Index(fields=['village', 'kind'], name='households__village_2e4dce_idx'),
        ),
        migrations.AddConstraint(
            model_name='possibledouble',
            constraint=models.UniqueConstraint(fields=('kind', 'first_id', 'second_id'), name='possible_double_once'),
        ),
        migrations.AddConstraint(
            model_name='possibledouble',
            constraint=models.CheckConstraint(condition=models.Q(('first_id__lt', models.F('second_id'))), name='possible_double_in_order'),
        ),
        migrations.AddConstraint(
            model_name='possibledouble',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dismissal', ''), ('dismissed_at', None), ('dismissed_by', None)), models.Q(('dismissed_at__isnull', False), models.Q(('dismissal', ''), _negated=True)), _connector='OR'), name='possible_double_dismissed_with_reason', violation_error_message='Tuliskan mengapa keduanya berbeda.'),
        ),
        # Rows last: after them nothing of the tables is altered any more.
        migrations.RunPython(fill_keys, migrations.RunPython.noop),
    ]
