from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from villages.models.entry import KeptManager, Removable, RemovableQuerySet

from .meeting import Meeting

LONGEST = 480  # minutes: a whole day


class AgendaItem(Removable):
    """One line of the agenda. Its time follows from the lengths of those before it."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="agenda_items", verbose_name="rapat"
    )
    rank = models.PositiveSmallIntegerField("urutan")
    minutes = models.PositiveSmallIntegerField(
        "lamanya (menit)",
        validators=[
            MinValueValidator(1, "Lamanya sedikitnya 1 menit."),
            MaxValueValidator(LONGEST, "Lebih dari 8 jam. Periksa lamanya."),
        ],
    )
    text = models.CharField("acara", max_length=200)
    owner = models.CharField("penanggung jawab", max_length=120, blank=True)

    objects = KeptManager()
    everything = RemovableQuerySet.as_manager()

    class Meta:
        verbose_name = "susunan acara"
        verbose_name_plural = "susunan acara"
        ordering = ["rank", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=LONGEST),
                name="agenda_item_takes_time",
                violation_error_message="Lamanya 1 sampai 480 menit.",
            )
        ]

    def __str__(self):
        return self.text
