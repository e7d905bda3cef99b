from django.db import models

from villages.models.entry import KeptManager, Removable, RemovableQuerySet

from .meeting import Meeting


class ProblemInUse(Exception):
    """Proposals answer the problem: it cannot go before them."""

    def __init__(self):
        super().__init__(
            "Masalah ini masih punya usulan. Hapus atau ubah dahulu usulannya."
        )


class Problem(Removable):
    """A gap the meeting looks at; taken from the scorecard or raised by the people."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="problems", verbose_name="rapat"
    )
    rank = models.PositiveSmallIntegerField("urutan")
    package = models.CharField("paket", max_length=5)
    indicator = models.CharField("indikator", max_length=24, blank=True)
    text = models.CharField("masalah", max_length=400)
    received = models.PositiveIntegerField(null=True, editable=False)
    due = models.PositiveIntegerField(null=True, editable=False)

    objects = KeptManager()
    everything = RemovableQuerySet.as_manager()

    class Meta:
        verbose_name = "masalah"
        verbose_name_plural = "masalah"
        ordering = ["rank", "pk"]

    def __str__(self):
        return self.text
