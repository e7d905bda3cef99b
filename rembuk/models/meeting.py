from django.db import models

from households.models.entry import Entry


class Meeting(Entry):
    """A rembuk stunting desa (or, later, a diskusi, MAD or evaluasi)."""

    class Kind(models.TextChoices):
        REMBUK = "rembuk", "Rembuk stunting desa"

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
    held_on = models.DateField("tanggal", null=True, blank=True)
    starts_at = models.TimeField("pukul", null=True, blank=True)
    ends_at = models.TimeField("sampai pukul", null=True, blank=True)
    place = models.CharField("tempat", max_length=200, blank=True)
    leader = models.CharField("pimpinan rembuk", max_length=120, blank=True)
    secretary = models.CharField("notulis", max_length=120, blank=True)
    speakers = models.TextField("narasumber", blank=True)  # one a line
    legal_basis = models.TextField("dasar hukum", blank=True)  # one a line
    agreement = models.TextField("hasil kesepakatan", blank=True)  # one a line
    minutes = models.TextField("notulen", blank=True)
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
    second_reason = models.CharField("alasan rembuk kedua", max_length=300, blank=True)

    class Meta:
        verbose_name = "rapat"
        verbose_name_plural = "rapat"
        ordering = ["-year", "-pk"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.year}"
