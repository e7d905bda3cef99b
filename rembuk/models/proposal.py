from django.db import models

from villages.models import BudgetLine
from villages.models.entry import KeptManager, Removable, RemovableQuerySet

from .meeting import Meeting
from .problem import Problem


class Proposal(Removable):
    """Usulan kegiatan: what the village asks for, at what cost, from which source."""

    class Nature(models.TextChoices):
        SPECIFIC = "spesifik", "Spesifik"
        SENSITIVE = "sensitif", "Sensitif"

    class Origin(models.TextChoices):
        """Where the proposal was first made."""

        REMBUK = "rembuk", "Rembuk ini"
        RDS = "rds", "Diskusi RDS"
        MAD = "mad", "Musyawarah antar desa (MAD)"

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="proposals", verbose_name="rapat"
    )
    problem = models.ForeignKey(
        Problem,
        models.PROTECT,
        related_name="proposals",
        verbose_name="masalah",
    )
    rank = models.PositiveSmallIntegerField("prioritas")
    origin = models.CharField(
        "asal usulan", max_length=10, choices=Origin, default=Origin.REMBUK
    )
    nature = models.CharField("sifat", max_length=10, choices=Nature)
    activity = models.CharField("kegiatan", max_length=300)
    location = models.CharField("lokasi", max_length=200)
    volume = models.CharField("sasaran dan volume", max_length=200)
    cost_rupiah = models.PositiveBigIntegerField("perkiraan biaya (Rp)")
    source = models.CharField("sumber dana", max_length=10, choices=BudgetLine.Source)
    executor = models.CharField("pelaksana", max_length=120)
    activity_code = models.CharField("kode kegiatan", max_length=10, blank=True)

    objects = KeptManager()
    everything = RemovableQuerySet.as_manager()

    class Meta:
        verbose_name = "usulan"
        verbose_name_plural = "usulan"
        ordering = ["rank", "pk"]

    def __str__(self):
        return self.activity
