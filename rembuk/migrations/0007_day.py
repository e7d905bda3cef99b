import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rembuk', '0006_discussion'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False, null=True, verbose_name='dicatat')),
                ('received_at', models.DateTimeField(auto_now_add=True, verbose_name='diterima')),
                ('removed_at', models.DateTimeField(editable=False, null=True, verbose_name='dihapus')),
                ('rank', models.PositiveSmallIntegerField(verbose_name='urutan')),
                ('minutes', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1, 'Lamanya sedikitnya 1 menit.'), django.core.validators.MaxValueValidator(480, 'Lebih dari 8 jam. Periksa lamanya.')], verbose_name='lamanya (menit)')),
                ('text', models.CharField(max_length=200, verbose_name='acara')),
                ('owner', models.CharField(blank=True, max_length=120, verbose_name='penanggung jawab')),
            ],
            options={
                'verbose_name': 'susunan acara',
                'verbose_name_plural': 'susunan acara',
                'ordering': ['rank', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Desk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=20, unique=True)),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('closes_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'daftar hadir lewat ponsel',
                'verbose_name_plural': 'daftar hadir lewat ponsel',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False, null=True, verbose_name='dicatat')),
                ('received_at', models.DateTimeField(auto_now_add=True, verbose_name='diterima')),
                ('removed_at', models.DateTimeField(editable=False, null=True, verbose_name='dihapus')),
                ('name', models.CharField(max_length=200, verbose_name='yang diundang')),
                ('element', models.CharField(choices=[('pemdes', 'Pemerintah desa'), ('bpd', 'BPD'), ('kader', 'Kader posyandu'), ('paud', 'Guru PAUD'), ('kesehatan', 'Kader kesehatan'), ('nakes', 'Unit layanan kesehatan'), ('pendidikan', 'Unit layanan pendidikan'), ('pkk', 'PKK'), ('karang_taruna', 'Karang Taruna'), ('lpmd', 'LPMD'), ('tokoh', 'Tokoh masyarakat'), ('peduli', 'Kelompok peduli stunting'), ('masyarakat', 'Masyarakat / rumah tangga 1.000 HPK'), ('rds', 'Rumah Desa Sehat'), ('kpm', 'KPM'), ('undangan', 'Undangan (kecamatan, pendamping, OPD)')], max_length=15, verbose_name='unsur')),
                ('position', models.CharField(blank=True, max_length=120, verbose_name='jabatan atau lembaga')),
            ],
            options={
                'verbose_name': 'undangan',
                'verbose_name_plural': 'undangan',
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='attendance',
            name='home_village',
            field=models.CharField(blank=True, max_length=80, verbose_name='desa asal'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='manner',
            field=models.CharField(choices=[('tulis', 'ditulis notulis'), ('ponsel', 'mengisi sendiri lewat ponsel')], default='tulis', editable=False, max_length=6, verbose_name='cara dicatat'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('home_village', ''), ('element', 'undangan'), _connector='OR'), name='attendance_from_elsewhere_is_a_guest', violation_error_message='Warga desa lain dicatat sebagai undangan.'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agenda_items', to='rembuk.meeting', verbose_name='rapat'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='recorded_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='removed_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='desk',
            name='closed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='desk',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='desks', to='rembuk.meeting', verbose_name='rapat'),
        ),
        migrations.AddField(
            model_name='desk',
            name='opened_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='invitation',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='rembuk.meeting', verbose_name='rapat'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='recorded_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='invitation',
            name='removed_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 480)), name='agenda_item_takes_time', violation_error_message='Lamanya 1 sampai 480 menit.'),
        ),
        migrations.AddConstraint(
            model_name='desk',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('meeting',), name='desk_open_once'),
        ),
        migrations.AddConstraint(
            model_name='desk',
            constraint=models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opened_at'))), name='desk_closes_after_it_opened'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('meeting', 'name', 'element'), name='invitation_once', violation_error_message='Sudah ada dalam daftar undangan.'),
        ),
    ]
