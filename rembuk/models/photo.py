from django.db import models

from villages.models.entry import KeptManager, Removable, RemovableQuerySet

from .meeting import Meeting


class Photo(Removable):
    """One photo of the meeting, for the annex of the berita acara."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="photos", verbose_name="rapat"
    )
    file = models.ForeignKey("villages.Attachment", models.PROTECT, related_name="+")
    caption = models.CharField("keterangan", max_length=200)

    objects = KeptManager()
    everything = RemovableQuerySet.as_manager()

    class Meta:
        verbose_name = "foto"
        verbose_name_plural = "foto"
        ordering = ["pk"]

    def __str__(self):
        return self.caption
