from datetime import date

from django.db import models
from django.db.models import Q

from villages.models.entry import Entry

DEFAULT = (6, 30)  # month and day where a kabupaten set none


class Deadline(Entry):
    """Until which day of a year the villages of a kabupaten hold their rembuk."""

    area = models.OneToOneField(
        "villages.Area", models.CASCADE, related_name="rembuk_deadline"
    )
    month = models.PositiveSmallIntegerField("bulan", default=DEFAULT[0])
    day = models.PositiveSmallIntegerField("tanggal", default=DEFAULT[1])
    decree = models.CharField(
        "dasar penetapan",
        max_length=200,
        blank=True,
        help_text="Misalnya surat edaran bupati, dengan nomor dan tanggalnya.",
    )

    class Meta:
        verbose_name = "batas waktu rembuk"
        verbose_name_plural = "batas waktu rembuk"
        constraints = [
            models.CheckConstraint(
                condition=Q(month__range=(1, 12), day__range=(1, 31)),
                name="deadline_is_a_day_of_the_year",
            )
        ]

    def __str__(self):
        return f"Batas waktu rembuk {self.area}"

    def of(self, year) -> date:
        """The day it falls on in a year."""
        return date(year, self.month, self.day)
