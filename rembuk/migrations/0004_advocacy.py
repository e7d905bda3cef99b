import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rembuk', '0003_office'),
        ('villages', '0005_village_year'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Deadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False, null=True, verbose_name='dicatat')),
                ('received_at', models.DateTimeField(auto_now_add=True, verbose_name='diterima')),
                ('month', models.PositiveSmallIntegerField(default=6, verbose_name='bulan')),
                ('day', models.PositiveSmallIntegerField(default=30, verbose_name='tanggal')),
                ('decree', models.CharField(blank=True, help_text='Misalnya surat edaran bupati, dengan nomor dan tanggalnya.', max_length=200, verbose_name='dasar penetapan')),
                ('area', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='rembuk_deadline', to='villages.area')),
                ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'batas waktu rembuk',
                'verbose_name_plural': 'batas waktu rembuk',
                'constraints': [models.CheckConstraint(condition=models.Q(('day__range', (1, 31)), ('month__range', (1, 12))), name='deadline_is_a_day_of_the_year')],
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False, null=True, verbose_name='dicatat')),
                ('received_at', models.DateTimeField(auto_now_add=True, verbose_name='diterima')),
                ('removed_at', models.DateTimeField(editable=False, null=True, verbose_name='dihapus')),
                ('receiver', models.CharField(choices=[('kades', 'Kepala Desa'), ('bpd', 'BPD')], max_length=5, verbose_name='disampaikan kepada')),
                ('handed_on', models.DateField(verbose_name='tanggal diserahkan')),
                ('letter_number', models.CharField(blank=True, max_length=60, verbose_name='nomor surat')),
                ('handed_by', models.CharField(max_length=120, verbose_name='yang menyerahkan')),
                ('received_by', models.CharField(max_length=120, verbose_name='nama penerima')),
                ('position', models.CharField(max_length=80, verbose_name='jabatan penerima')),
                ('berita_acara', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='rembuk.beritaacara', verbose_name='berita acara')),
                ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('removed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'penyampaian berita acara',
                'verbose_name_plural': 'penyampaian berita acara',
                'ordering': ['receiver'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('berita_acara', 'receiver'), name='handover_once_a_receiver', violation_error_message='Penyerahan kepada penerima ini sudah dicatat.')],
            },
        ),
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False, null=True, verbose_name='dicatat')),
                ('received_at', models.DateTimeField(auto_now_add=True, verbose_name='diterima')),
                ('removed_at', models.DateTimeField(editable=False, null=True, verbose_name='dihapus')),
                ('text', models.CharField(help_text='Apa yang akan dilakukan. Warga membacanya: jangan menulis nama orang atau keadaan satu keluarga.', max_length=300, verbose_name='janji')),
                ('owner', models.CharField(help_text='Jabatan atau lembaganya, misalnya “Kasi Kesejahteraan” atau “Kader Posyandu Melati”, bukan nama orang.', max_length=120, verbose_name='penanggung jawab')),
                ('made_on', models.DateField(verbose_name='dijanjikan tanggal')),
                ('due_on', models.DateField(verbose_name='paling lambat')),
                ('outcome', models.CharField(blank=True, choices=[('ditepati', 'ditepati'), ('batal', 'tidak dilanjutkan')], max_length=10, verbose_name='hasil')),
                ('outcome_note', models.CharField(blank=True, max_length=300, verbose_name='catatan hasil')),
                ('closed_on', models.DateField(editable=False, null=True, verbose_name='ditutup')),
                ('closed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='rembuk.meeting', verbose_name='rapat')),
                ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('removed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='villages.village')),
            ],
            options={
                'verbose_name': 'janji',
                'verbose_name_plural': 'janji',
                'ordering': ['due_on', 'pk'],
                'indexes': [models.Index(fields=['village', 'closed_on'], name='rembuk_prom_village_71922f_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_on', None), ('outcome', '')), models.Q(('closed_on__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='promise_closed_with_outcome', violation_error_message='Pilih hasilnya.'), models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('made_on'))), name='promise_due_after_it_was_made', violation_error_message='Batas waktunya mendahului tanggal janjinya.'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'batal'), _negated=True), models.Q(('outcome_note', ''), _negated=True), _connector='OR'), name='promise_dropped_with_reason', violation_error_message='Tulis mengapa janji ini tidak dilanjutkan.')],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(editable=False, null=True, verbose_name='dicatat')),
                ('received_at', models.DateTimeField(auto_now_add=True, verbose_name='diterima')),
                ('removed_at', models.DateTimeField(editable=False, null=True, verbose_name='dihapus')),
                ('state', models.CharField(choices=[('rpjm', 'RPJM Desa'), ('rkp', 'RKP Desa'), ('apb', 'APB Desa'), ('realisasi', 'Direalisasi'), ('ditolak', 'Ditolak')], max_length=10, verbose_name='keadaan')),
                ('taken_on', models.DateField(verbose_name='tanggal')),
                ('document', models.CharField(blank=True, max_length=120, verbose_name='dokumen')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='catatan')),
                ('amount_rupiah', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='jumlah (Rp)')),
                ('budget_line', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='steps', to='villages.budgetline', verbose_name='baris APB Desa')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='rembuk.proposal', verbose_name='usulan')),
                ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('removed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'langkah usulan',
                'verbose_name_plural': 'langkah usulan',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'ditolak'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='step_rejected_with_reason', violation_error_message='Tulis mengapa usulan ini ditolak.'), models.CheckConstraint(condition=models.Q(('state__in', ['apb', 'realisasi']), models.Q(('amount_rupiah', None), ('budget_line', None)), _connector='OR'), name='step_money_in_the_budget_alone'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['apb', 'realisasi']), _negated=True), ('amount_rupiah__isnull', False), _connector='OR'), name='step_in_the_budget_has_an_amount')],
            },
        ),
    ]
