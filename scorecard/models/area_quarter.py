from django.db import models
from django.db.models.functions import Length

from villages.codes import NATION

# The state of a village's quarter → the column that counts its villages.
COUNTS = {
    "berjalan": "running",
    "diverifikasi": "verified",
    "divalidasi": "validated",
    "final": "final",
}


class AreaQuarterQuerySet(models.QuerySet):
    def of_level(self, digits):
        """Areas whose code has so many digits; 0 is the nation."""
        if not digits:
            return self.filter(area_code=NATION)
        areas = self.annotate(digits=Length("area_code")).filter(digits=digits)
        return areas.exclude(area_code=NATION)

    def within(self, code, above=()):
        """Areas inside an area, itself, and those named above it."""
        inside = models.Q(area_code__startswith="" if code == NATION else code)
        return self.filter(inside | models.Q(area_code__in=above))

    def right_below(self, code, quarter):
        """The areas one level below an area above the district, in a quarter."""
        areas = self.filter(year=quarter.year, number=quarter.number)
        if code == NATION:
            return areas.of_level(2)
        return areas.of_level(len(code) + 2).filter(area_code__startswith=code)


class AreaQuarter(models.Model):
    """The mark of an area's quarter: touched by the level below, claimed later.

    `as_of` is the day up to which every village below is counted at least, `state`
    that of the least advanced.
    """

    area_code = models.CharField(max_length=6)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    touched = models.PositiveBigIntegerField(default=0, db_default=0)
    computed = models.PositiveBigIntegerField(default=0, db_default=0)
    state = models.CharField(max_length=12, default="berjalan", db_default="berjalan")
    as_of = models.DateField(null=True)
    computed_at = models.DateTimeField(null=True)
    # Of every village below; joined by " + " where not all have the same.
    rule_set = models.CharField(max_length=100, blank=True, db_default="")
    # Its villages, with data or without, and those with data by state; `villages` is
    # 0 until they were counted.
    villages = models.PositiveIntegerField(default=0, db_default=0)
    running = models.PositiveIntegerField(default=0, db_default=0)
    verified = models.PositiveIntegerField(default=0, db_default=0)
    validated = models.PositiveIntegerField(default=0, db_default=0)
    final = models.PositiveIntegerField(default=0, db_default=0)

    objects = AreaQuarterQuerySet.as_manager()

    class Meta:
        verbose_name = "triwulan wilayah"
        verbose_name_plural = "triwulan wilayah"
        constraints = [
            models.UniqueConstraint(
                fields=["area_code", "year", "number"], name="area_quarter_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["area_code"],
                condition=~models.Q(touched=models.F("computed")),
                name="area_quarter_stale",
            )
        ]

    def __str__(self):
        return f"{self.area_code} {self.year}-{self.number}"
