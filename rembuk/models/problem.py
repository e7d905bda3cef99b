from django.db import models

from households.models.entry import Entry

from .meeting import Meeting


class Problem(Entry):
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

    class Meta:
        verbose_name = "masalah"
        verbose_name_plural = "masalah"
        ordering = ["rank", "pk"]

    def __str__(self):
        return self.text
