from django.db import models
from django.utils import timezone

from villages.models.entry import Entry


class DusunMapping(Entry):
    """The KPM says that a dusun's houses are all visited for the mapping of a year.

    `households` and `visited` are what the register told on the day it was said; a
    house that could not be visited is explained in `note`.
    """

    village = models.ForeignKey(
        "villages.Village", models.CASCADE, related_name="dusun_mappings"
    )
    dusun = models.ForeignKey(
        "villages.Dusun", models.CASCADE, related_name="mappings", verbose_name="dusun"
    )
    year = models.PositiveSmallIntegerField("tahun")
    done_on = models.DateField("selesai pada")
    done_at = models.DateTimeField("ditandai", default=timezone.now, editable=False)
    households = models.PositiveIntegerField("rumah tangga")
    visited = models.PositiveIntegerField("sudah dikunjungi")
    note = models.CharField("keterangan", max_length=300, blank=True)

    class Meta:
        verbose_name = "pemetaan dusun"
        verbose_name_plural = "pemetaan dusun"
        constraints = [
            models.UniqueConstraint(
                fields=["dusun", "year"],
                name="dusun_mapping_once_a_year",
                violation_error_message="Dusun ini sudah ditandai selesai tahun itu.",
            ),
            models.CheckConstraint(
                condition=models.Q(visited__lte=models.F("households")),
                name="dusun_mapping_visited_within_households",
            ),
            models.CheckConstraint(
                condition=models.Q(visited=models.F("households")) | ~models.Q(note=""),
                name="dusun_mapping_unvisited_explained",
                violation_error_message=(
                    "Tuliskan mengapa ada rumah tangga yang belum dikunjungi."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.dusun} {self.year}"
