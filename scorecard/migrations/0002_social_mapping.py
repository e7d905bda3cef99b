import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('households', '0002_initial'),
        ('scorecard', '0001_initial'),
        ('villages', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Sketch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False, null=True, verbose_name='dicatat')),
                ('received_at', models.DateTimeField(auto_now_add=True, verbose_name='diterima')),
                ('north', models.PositiveSmallIntegerField(choices=[(0, 'Atas'), (90, 'Kanan'), (180, 'Bawah'), (270, 'Kiri')], default=0, verbose_name='utara ada di sisi')),
                ('dusun', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='sketch', to='villages.dusun', verbose_name='dusun')),
                ('photo', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='villages.attachment')),
                ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'peta sosial',
                'verbose_name_plural': 'peta sosial',
            },
        ),
        migrations.CreateModel(
            name='DusunMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False, null=True, verbose_name='dicatat')),
                ('received_at', models.DateTimeField(auto_now_add=True, verbose_name='diterima')),
                ('year', models.PositiveSmallIntegerField(verbose_name='tahun')),
                ('done_on', models.DateField(verbose_name='selesai pada')),
                ('done_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='ditandai')),
                ('households', models.PositiveIntegerField(verbose_name='rumah tangga')),
                ('visited', models.PositiveIntegerField(verbose_name='sudah dikunjungi')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='keterangan')),
                ('dusun', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mappings', to='villages.dusun', verbose_name='dusun')),
                ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dusun_mappings', to='villages.village')),
            ],
            options={
                'verbose_name': 'pemetaan dusun',
                'verbose_name_plural': 'pemetaan dusun',
                'constraints': [models.UniqueConstraint(fields=('dusun', 'year'), name='dusun_mapping_once_a_year', violation_error_message='Dusun ini sudah ditandai selesai tahun itu.'), models.CheckConstraint(condition=models.Q(('visited__lte', models.F('households'))), name='dusun_mapping_visited_within_households'), models.CheckConstraint(condition=models.Q(('visited', models.F('households')), models.Q(('note', ''), _negated=True), _connector='OR'), name='dusun_mapping_unvisited_explained', violation_error_message='Tuliskan mengapa ada rumah tangga yang belum dikunjungi.')],
            },
        ),
        migrations.CreateModel(
            name='HousePoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False, null=True, verbose_name='dicatat')),
                ('received_at', models.DateTimeField(auto_now_add=True, verbose_name='diterima')),
                ('number', models.PositiveSmallIntegerField(verbose_name='nomor di peta')),
                ('x', models.PositiveSmallIntegerField()),
                ('y', models.PositiveSmallIntegerField()),
                ('household', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='point', to='households.household')),
                ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sketch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='houses', to='scorecard.sketch')),
            ],
            options={
                'verbose_name': 'titik rumah',
                'verbose_name_plural': 'titik rumah',
                'constraints': [models.UniqueConstraint(fields=('sketch', 'number'), name='house_point_number_once'), models.CheckConstraint(condition=models.Q(('x__lte', 2000), ('y__lte', 1500)), name='house_point_on_sheet', violation_error_message='Titik itu terletak di luar lembar.')],
            },
        ),
        migrations.CreateModel(
            name='FacilityPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False, null=True, verbose_name='dicatat')),
                ('received_at', models.DateTimeField(auto_now_add=True, verbose_name='diterima')),
                ('kind', models.CharField(max_length=10, verbose_name='jenis')),
                ('name', models.CharField(max_length=120, verbose_name='nama')),
                ('x', models.PositiveSmallIntegerField()),
                ('y', models.PositiveSmallIntegerField()),
                ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sketch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facilities', to='scorecard.sketch')),
            ],
            options={
                'verbose_name': 'titik fasilitas',
                'verbose_name_plural': 'titik fasilitas',
                'constraints': [models.UniqueConstraint(fields=('sketch', 'kind', 'name'), name='facility_point_once'), models.CheckConstraint(condition=models.Q(('x__lte', 2000), ('y__lte', 1500)), name='facility_point_on_sheet', violation_error_message='Titik itu terletak di luar lembar.')],
            },
        ),
        migrations.CreateModel(
            name='SocialMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='tahun')),
                ('as_of', models.DateField(verbose_name='keadaan per')),
                ('content', models.JSONField(verbose_name='isi')),
                ('sha256', models.CharField(max_length=64)),
                ('frozen_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='dibekukan')),
                ('replaced_at', models.DateTimeField(null=True, verbose_name='diganti')),
                ('replace_reason', models.CharField(blank=True, max_length=300, verbose_name='alasan diganti')),
                ('frozen_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaced_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='social_mappings', to='villages.village')),
            ],
            options={
                'verbose_name': 'pemetaan sosial',
                'verbose_name_plural': 'pemetaan sosial',
                'ordering': ['-year', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at', None)), fields=('village', 'year'), name='social_mapping_one_in_force'), models.CheckConstraint(condition=models.Q(models.Q(('replace_reason', ''), ('replaced_at', None), ('replaced_by', None)), models.Q(('replaced_at__isnull', False), ('replaced_by__isnull', False), models.Q(('replace_reason', ''), _negated=True)), _connector='OR'), name='social_mapping_replaced_with_reason')],
            },
        ),
    ]
