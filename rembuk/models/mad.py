"""Musyawarah antar desa: several villages of one kecamatan, once a planning year."""

from django.db import models
from django.db.models import F, Q

from villages.models import BudgetLine
from villages.models.entry import Entry, KeptManager, Removable, RemovableQuerySet
from villages.numbering import parse_format

from .discussion import Resource
from .proposal import Proposal

# The book of berita acara of a kecamatan; a village numbers by its own format.
NUMBERS = parse_format("{nomor:02}/MAD/{tahun}")


class MadFinished(Exception):
    """The MAD is finished: nothing of it changes any more."""

    def __init__(self, mad):
        super().__init__(
            "MAD ini sudah diselesaikan, jadi isinya tidak dapat diubah lagi. Buka "
            "kembali dari halamannya selama belum ada rembuk yang mengambil hasilnya."
        )
        self.mad = mad


class MadQuerySet(models.QuerySet):
    def hold(self, pk):
        """The row, locked until the transaction ends."""
        return self.select_for_update(no_key=True).get(pk=pk)

    def finished(self):
        """Those whose results stand."""
        return self.exclude(finished_on=None)


class Mad(Entry):
    """The MAD of a kecamatan and planning year.

    `content` holds what the villages had released when it was finished. The number
    comes with the first finishing and stays when it is opened again.
    """

    area = models.ForeignKey("villages.Area", models.PROTECT, related_name="mads")
    # The year whose RKP Desa the activities are for is `year` + 1.
    year = models.PositiveSmallIntegerField("tahun")
    held_on = models.DateField("tanggal", null=True, blank=True)
    starts_at = models.TimeField("pukul", null=True, blank=True)
    ends_at = models.TimeField("sampai pukul", null=True, blank=True)
    place = models.CharField("tempat", max_length=200, blank=True)
    leader = models.CharField("pimpinan musyawarah", max_length=120, blank=True)
    secretary = models.CharField("notulis", max_length=120, blank=True)
    speakers = models.TextField("narasumber", blank=True)  # one a line
    analysis = models.TextField("analisis bersama", blank=True)  # one a line
    agreement = models.TextField("hasil kesepakatan", blank=True)  # one a line
    finished_on = models.DateField("selesai", null=True, editable=False)
    content = models.JSONField("yang dibekukan", null=True, editable=False)
    number = models.CharField("nomor", max_length=60, blank=True, editable=False)

    objects = MadQuerySet.as_manager()

    class Meta:
        verbose_name = "musyawarah antar desa"
        verbose_name_plural = "musyawarah antar desa"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["area", "year"], name="mad_once_a_year"),
            models.UniqueConstraint(
                fields=["area", "number"],
                condition=~Q(number=""),
                name="mad_number_never_again",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None)
                | Q(starts_at=None)
                | Q(ends_at__gt=F("starts_at")),
                name="mad_ends_after_start",
                violation_error_message="Jam selesai mendahului jam mulai.",
            ),
            models.CheckConstraint(
                condition=Q(finished_on=None, content__isnull=True)
                | Q(finished_on__isnull=False, content__isnull=False),
                name="mad_finished_with_its_content",
            ),
        ]

    def __str__(self):
        return f"Musyawarah antar desa {self.year}"

    @property
    def is_open(self) -> bool:
        """Whether it can still change."""
        return self.finished_on is None

    def become_numbered(self):
        """Take its number; the first of its year, for there is one MAD a year."""
        self.number = NUMBERS.number(1, self.held_on, self.year)

    def refuse_if_finished(self):
        """Raise MadFinished when nothing of it changes any more."""
        if not self.is_open:
            raise MadFinished(self)


class MadProblem(Removable):
    """A problem that several villages have, in the order they rank it."""

    mad = models.ForeignKey(Mad, models.CASCADE, related_name="problems")
    rank = models.PositiveSmallIntegerField("urutan")
    package = models.CharField("paket", max_length=5)
    indicator = models.CharField("indikator", max_length=24, blank=True, editable=False)
    text = models.CharField("masalah", max_length=400)
    # Codes of the villages it concerns, among those that released their results.
    village_codes = models.JSONField("desa", default=list)

    objects = KeptManager()
    everything = RemovableQuerySet.as_manager()

    class Meta:
        verbose_name = "masalah bersama"
        verbose_name_plural = "masalah bersama"
        ordering = ["rank", "pk"]

    def __str__(self):
        return self.text


class MadOpportunity(Removable):
    """What can help several villages, and who has it."""

    mad = models.ForeignKey(Mad, models.CASCADE, related_name="opportunities")
    kind = models.CharField("jenis", max_length=10, choices=Resource)
    text = models.CharField("peluang atau sumber daya", max_length=300)
    owner = models.CharField("ada pada siapa", max_length=120)

    objects = KeptManager()
    everything = RemovableQuerySet.as_manager()

    class Meta:
        verbose_name = "peluang bersama"
        verbose_name_plural = "peluang bersama"
        ordering = ["pk"]

    def __str__(self):
        return self.text


class MadActivity(Removable):
    """Kegiatan bersama: what villages do together, and what each of them pays."""

    mad = models.ForeignKey(Mad, models.CASCADE, related_name="activities")
    problem = models.ForeignKey(
        MadProblem, models.PROTECT, related_name="activities", verbose_name="masalah"
    )
    rank = models.PositiveSmallIntegerField("prioritas")
    nature = models.CharField("sifat", max_length=10, choices=Proposal.Nature)
    activity = models.CharField("kegiatan", max_length=300)
    location = models.CharField("lokasi", max_length=200)
    volume = models.CharField("sasaran dan volume", max_length=200)
    cost_rupiah = models.PositiveBigIntegerField("perkiraan biaya seluruhnya (Rp)")
    source = models.CharField(
        "sumber dana desa", max_length=10, choices=BudgetLine.Source
    )
    executor = models.CharField("pelaksana", max_length=120)
    activity_code = models.CharField("kode kegiatan", max_length=10, blank=True)
    # Rupiah by the code of each village that takes part; others bear the rest.
    shares = models.JSONField("bagian tiap desa", default=dict)

    objects = KeptManager()
    everything = RemovableQuerySet.as_manager()

    class Meta:
        verbose_name = "kegiatan bersama"
        verbose_name_plural = "kegiatan bersama"
        ordering = ["rank", "pk"]

    def __str__(self):
        return self.activity

    @property
    def rest_rupiah(self) -> int:
        """What others than the villages bear."""
        return self.cost_rupiah - sum(self.shares.values())


class MadAttendance(Removable):
    """One line of the daftar hadir of a MAD."""

    class Element(models.TextChoices):
        VILLAGE = "desa", "Wakil desa"
        BKAD = "bkad", "BKAD"
        DISTRICT = "kecamatan", "Kecamatan"
        OPD = "opd", "OPD (narasumber)"
        HEALTH = "puskesmas", "Puskesmas"
        GUIDE = "pendamping", "Pendamping"
        OTHER = "lainnya", "Lainnya"

    mad = models.ForeignKey(Mad, models.CASCADE, related_name="attendances")
    name = models.CharField("nama", max_length=300)
    sex = models.CharField(
        "L/P", max_length=1, choices=[("L", "Laki-laki"), ("P", "Perempuan")]
    )
    element = models.CharField("unsur", max_length=15, choices=Element)
    institution = models.CharField("desa atau lembaga", max_length=120)
    position = models.CharField("jabatan", max_length=80, blank=True)

    objects = KeptManager()
    everything = RemovableQuerySet.as_manager()

    class Meta:
        verbose_name = "peserta MAD"
        verbose_name_plural = "peserta MAD"
        ordering = ["pk"]

    def __str__(self):
        return self.name
