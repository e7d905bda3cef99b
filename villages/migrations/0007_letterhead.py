import django.db.models.deletion
import villages.models.number_format
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('villages', '0006_budget'),
    ]

    operations = [
        migrations.CreateModel(
            name='NumberFormat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('berita_acara', 'Berita acara rembuk'), ('undangan', 'Undangan'), ('penyampaian', 'Surat penyampaian'), ('sk', 'Surat keputusan')], max_length=15, verbose_name='jenis dokumen')),
                ('pattern', models.CharField(max_length=80, validators=[villages.models.number_format.refuse_invalid_format], verbose_name='format')),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='number_formats', to='villages.village')),
            ],
            options={
                'verbose_name': 'format nomor',
                'verbose_name_plural': 'format nomor',
            },
        ),
        migrations.AddConstraint(
            model_name='numberformat',
            constraint=models.UniqueConstraint(fields=('village', 'kind'), name='number_format_once_per_kind'),
        ),
        migrations.AddField(
            model_name='letterhead',
            name='website',
            field=models.CharField(blank=True, max_length=100, verbose_name='laman'),
        ),
        migrations.AddField(
            model_name='official',
            name='nip',
            field=models.CharField(blank=True, max_length=18, verbose_name='NIP'),
        ),
        migrations.AddConstraint(
            model_name='official',
            constraint=models.CheckConstraint(condition=models.Q(('nip', ''), ('nip__regex', '^[0-9]{18}$'), _connector='OR'), name='official_nip_of_18_digits', violation_error_message='NIP terdiri atas 18 angka. Kosongkan bila pejabat ini bukan pegawai negeri.'),
        ),
    ]
