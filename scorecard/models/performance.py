from django.db import models
from django.db.models import F, Q

from .target_quarter import TargetQuarter


class PerformanceQuerySet(models.QuerySet):
    def of(self, quarter):
        """The months of one quarter."""
        return self.filter(year=quarter.year, number=quarter.number)


class Performance(models.Model):
    """What was monitored of what was due in one month, of an area or village.

    `due` are the targets of the group on the month's last day (or the as-of date)
    that were known before the month, or have a record of it; `recorded` those with a
    record, `timely` those whose record was made by the 5th of the following month.
    Written by the worker alone; what has nothing due is not stored.
    """

    area_code = models.CharField(max_length=10)
    parent_code = models.CharField(max_length=6, blank=True)  # "" above the nation
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()  # of the quarter
    month = models.PositiveSmallIntegerField()  # 1 to 12
    kind = models.CharField(max_length=4, choices=TargetQuarter.Kind)
    due = models.PositiveIntegerField()
    recorded = models.PositiveIntegerField()
    timely = models.PositiveIntegerField()

    objects = PerformanceQuerySet.as_manager()

    class Meta:
        verbose_name = "kinerja pencatatan"
        verbose_name_plural = "kinerja pencatatan"
        constraints = [
            models.UniqueConstraint(
                fields=["area_code", "year", "number", "month", "kind"],
                name="performance_once",
            ),
            models.CheckConstraint(
                condition=Q(recorded__lte=F("due"), timely__lte=F("recorded")),
                name="performance_within_due",
            ),
        ]
        indexes = [
            models.Index(
                fields=["parent_code", "year", "number"], name="performance_below"
            )
        ]

    def __str__(self):
        return f"{self.area_code} {self.year}-{self.month} {self.kind}"
