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
    # What the cost was reckoned from: who gains which service, at what price.
    service = models.CharField("layanan yang dipenuhi", max_length=24, blank=True)
    targets = models.PositiveIntegerField("jumlah sasaran", null=True, blank=True)
    unit_rupiah = models.PositiveBigIntegerField(
        "biaya satuan (Rp)", null=True, blank=True
    )
    votes_for = models.PositiveSmallIntegerField("suara setuju", null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(
        "suara tidak setuju", null=True, blank=True
    )
    votes_abstained = models.PositiveSmallIntegerField("abstain", null=True, blank=True)

    objects = KeptManager()
    everything = RemovableQuerySet.as_manager()

    class Meta:
        verbose_name = "usulan"
        verbose_name_plural = "usulan"
        ordering = ["rank", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(targets=None)
                | models.Q(unit_rupiah=None)
                | models.Q(cost_rupiah=models.F("targets") * models.F("unit_rupiah")),
                name="proposal_cost_is_its_product",
                violation_error_message="Perkiraan biaya harus sama dengan jumlah "
                "sasaran kali biaya satuan.",
            )
        ]

    def __str__(self):
        return self.activity
