from django.db import models


class Figure(models.Model):
    """One counted measure of an area (or village) in a quarter.

    `measure` is an indicator code (received of due) or a count such as `households`
    (in `received`, with `due` equal to it). `area_code` has 2 ("00" is the nation),
    4, 6 or 10 digits. What is 0 of 0 is not stored.
    """

    area_code = models.CharField(max_length=10)
    parent_code = models.CharField(max_length=6, blank=True)  # "" above the nation
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=24)
    received = models.PositiveIntegerField()
    due = models.PositiveIntegerField()

    class Meta:
        verbose_name = "angka"
        verbose_name_plural = "angka"
        constraints = [
            models.UniqueConstraint(
                fields=["area_code", "year", "number", "measure"], name="figure_once"
            ),
            models.CheckConstraint(
                condition=models.Q(received__lte=models.F("due")),
                name="figure_received_within_due",
            ),
        ]
        indexes = [models.Index(fields=["parent_code", "year", "number"])]

    def __str__(self):
        return f"{self.area_code} {self.year}-{self.number} {self.measure}"
