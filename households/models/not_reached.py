from django.db import models
from django.db.models import Q

from villages.models.entry import Entry

from .person import Person
from .pregnancy import Pregnancy


class NotReachedQuerySet(models.QuerySet):
    def in_village(self, village):
        """Of the mothers and children who are the village's now."""
        return self.filter(
            Q(child__household__village=village)
            | Q(pregnancy__woman__household__village=village)
        )


class NotReached(Entry):
    """The KPM came on a day and did not reach a mother or child, and why.

    No record of the month and no service: it says only that somebody was there.
    """

    class Reason(models.TextChoices):
        AWAY = "tidak ada", "tidak ada di rumah"
        REFUSED = "menolak", "menolak"
        MOVED = "pindah", "pindah"

    pregnancy = models.ForeignKey(
        Pregnancy, models.CASCADE, null=True, blank=True, related_name="missed_visits"
    )
    child = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="missed_visits"
    )
    visited_on = models.DateField("tanggal datang")
    reason = models.CharField("sebab", max_length=10, choices=Reason)

    objects = NotReachedQuerySet.as_manager()

    class Meta:
        verbose_name = "kunjungan tanpa bertemu"
        verbose_name_plural = "kunjungan tanpa bertemu"
        constraints = [
            models.CheckConstraint(
                condition=Q(pregnancy__isnull=False, child=None)
                | Q(pregnancy=None, child__isnull=False),
                name="not_reached_about_one",
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["tidak ada", "menolak", "pindah"]),
                name="not_reached_reason_known",
            ),
            *(
                models.UniqueConstraint(
                    fields=[about, "visited_on"],
                    condition=Q(**{f"{about}__isnull": False}),
                    name=f"not_reached_once_a_day_{about}",
                    violation_error_message=(
                        "Kunjungan pada tanggal itu sudah dicatat."
                    ),
                )
                for about in ("pregnancy", "child")
            ),
        ]

    def __str__(self):
        return f"{self.get_reason_display()} {self.visited_on}"

    @property
    def target(self):
        """The pregnancy or the child that was not reached."""
        return self.pregnancy or self.child
