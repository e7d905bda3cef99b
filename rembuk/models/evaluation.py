from django.db import models

from .meeting import Meeting


class Evaluation(models.Model):
    """What an evaluation looked at and agreed, as it was when it was finished.

    Empty while the meeting is open: then its page reads the rows as they are.
    """

    meeting = models.OneToOneField(
        Meeting, models.CASCADE, related_name="evaluation", verbose_name="rapat"
    )
    content = models.JSONField("isi", null=True, editable=False)
    content_sha256 = models.CharField("sidik isi", max_length=64, blank=True)

    class Meta:
        verbose_name = "evaluasi triwulan"
        verbose_name_plural = "evaluasi triwulan"

    def __str__(self):
        return str(self.meeting)
