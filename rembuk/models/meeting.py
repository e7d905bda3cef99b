from django.db import models
from django.db.models import Q

from villages.models.entry import Entry

SETTLED = (
    "Berita acara rembuk ini sudah ditetapkan, jadi isinya tidak dapat diubah lagi. "
    "Bila ada yang keliru, buat berita acara perbaikan dari halaman berita acara."
)
FINISHED = (
    "Rapat ini sudah diselesaikan, jadi isinya tidak dapat diubah lagi. Bila ada yang "
    "keliru, tulis di rapat berikutnya."
)


class MeetingSettled(Exception):
    """The meeting is settled: nothing of it changes any more.

    A rembuk by its berita acara, whose way out is a new one that corrects it; another
    meeting by being finished.
    """

    def __init__(self, meeting):
        super().__init__(SETTLED if meeting.is_rembuk else FINISHED)
        self.meeting = meeting


class MeetingQuerySet(models.QuerySet):
    def hold(self, pk):
        """The row, locked until the transaction ends."""
        return self.select_for_update(no_key=True).get(pk=pk)

    def rembuks(self):
        """The rembuk stunting among the meetings."""
        return self.filter(kind=Meeting.Kind.REMBUK)


class Meeting(Entry):
    """A rembuk, a discussion before it or an evaluation after it, as it is typed."""

    class Kind(models.TextChoices):
        REMBUK = "rembuk", "Rembuk stunting desa"
        RDS = "rds", "Diskusi terarah RDS"
        EVALUATION = "evaluasi", "Evaluasi triwulan RDS"

    class Decision(models.TextChoices):
        CONSENSUS = "mufakat", "Musyawarah mufakat"
        VOTE = "suara", "Pemungutan suara"

    village = models.ForeignKey(
        "villages.Village", models.PROTECT, related_name="meetings"
    )
    kind = models.CharField("jenis", max_length=10, choices=Kind, default=Kind.REMBUK)
    # The year whose RKP Desa the proposals are for is `year` + 1.
    year = models.PositiveSmallIntegerField("tahun")
    quarter = models.ForeignKey(
        "households.Quarter",
        models.PROTECT,
        related_name="meetings",
        verbose_name="scorecard yang dibahas",
    )
    second_reason = models.CharField("alasan rembuk kedua", max_length=300, blank=True)

    held_on = models.DateField("tanggal", null=True, blank=True)
    starts_at = models.TimeField("pukul", null=True, blank=True)
    ends_at = models.TimeField("sampai pukul", null=True, blank=True)
    place = models.CharField("tempat", max_length=200, blank=True)

    leader = models.CharField("pimpinan rembuk", max_length=120, blank=True)
    secretary = models.CharField("notulis", max_length=120, blank=True)
    speakers = models.TextField("narasumber", blank=True)  # one a line
    legal_basis = models.TextField("dasar hukum", blank=True)  # one a line
    people_name = models.CharField("wakil masyarakat", max_length=120, blank=True)
    # Parties that sign beside the three that must: values of Signature.Party.
    also_signs = models.JSONField("ikut menandatangani", default=list, blank=True)

    agreement = models.TextField("hasil kesepakatan", blank=True)  # one a line
    decision = models.CharField(
        "cara mengambil keputusan",
        max_length=10,
        choices=Decision,
        default=Decision.CONSENSUS,
    )
    votes_for = models.PositiveSmallIntegerField("suara setuju", null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(
        "suara tidak setuju", null=True, blank=True
    )
    votes_abstained = models.PositiveSmallIntegerField("abstain", null=True, blank=True)
    minutes = models.TextField("notulen", blank=True)
    # Of a meeting that has no berita acara: the day after which nothing changes.
    finished_on = models.DateField("selesai", null=True, blank=True, editable=False)

    letter_number = models.CharField("nomor undangan", max_length=60, blank=True)
    letter_on = models.DateField("tanggal undangan", null=True, blank=True)
    letter_to = models.TextField("kepada", blank=True)  # one a line
    letter_copies = models.TextField("tembusan", blank=True)  # one a line

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "rapat"
        verbose_name_plural = "rapat"
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None)
                | Q(starts_at=None)
                | Q(ends_at__gt=models.F("starts_at")),
                name="meeting_ends_after_start",
                violation_error_message="Jam selesai mendahului jam mulai.",
            ),
            models.UniqueConstraint(
                fields=["quarter"],
                condition=Q(kind="evaluasi", second_reason=""),
                name="evaluation_once_a_quarter",
                violation_error_message="Evaluasi triwulan ini sudah ada.",
            ),
        ]

    def __str__(self):
        if self.kind == self.Kind.EVALUATION:
            return f"Evaluasi RDS {self.quarter}"
        return f"{self.get_kind_display()} {self.year}"

    @property
    def is_rembuk(self) -> bool:
        return self.kind == self.Kind.REMBUK

    @property
    def is_open(self) -> bool:
        """Whether it can still change: neither settled nor finished."""
        if not self.is_rembuk:
            return self.finished_on is None
        return self.berita_acaras.filter(state="draf").exists()

    def refuse_if_settled(self):
        """Raise MeetingSettled when nothing of the meeting changes any more."""
        if not self.is_open:
            raise MeetingSettled(self)
