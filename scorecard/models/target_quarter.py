from django.db import models


def derived_key(to, **options):
    """A key that the engine copies from a fact, whose own constraint holds already.

    Checking it again, and an index nobody asks, would double the cost of a letter.
    """
    return models.ForeignKey(
        to, models.DO_NOTHING, db_constraint=False, db_index=False, **options
    )


class TargetQuarter(models.Model):
    """The letters of one target in one quarter, as bit masks in the rule set's order.

    Bit n of `due` is set when indicator n was due, bit n of `received` when it was
    received completely (Y); due without received is T, not due is TS. Written by the
    worker alone, a whole village-quarter at a time.
    """

    class Kind(models.TextChoices):
        MOTHER = "ibu", "ibu hamil"
        CHILD = "anak", "anak 0–23 bulan"
        PRESCHOOL = "paud", "anak > 2–6 tahun"

    village = derived_key("villages.Village", related_name="target_quarters")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=4, choices=Kind)
    pregnancy = models.ForeignKey(
        "households.Pregnancy",
        models.CASCADE,
        null=True,
        related_name="quarters",
        db_constraint=False,
    )
    child = models.ForeignKey(
        "households.Person",
        models.CASCADE,
        null=True,
        related_name="quarters",
        db_constraint=False,
    )
    household = derived_key("households.Household", related_name="target_quarters")
    dusun = derived_key("villages.Dusun", related_name="+")
    posyandu = derived_key("villages.Posyandu", related_name="+", null=True)
    as_of = models.DateField()
    due = models.PositiveIntegerField(default=0)
    received = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=4, blank=True)  # newest N/R/K or status gizi
    mat = models.CharField(max_length=2, blank=True)
    is_delivered = models.BooleanField(default=False)
    is_visited = models.BooleanField(default=False)
    is_risk_new = models.BooleanField(default=False)  # found in it, visit not yet due
    # One target stands for its household, so that households add up like the rest.
    is_first_of_household = models.BooleanField(default=False)
    father_came = models.BooleanField(default=False)
    paud_due = models.PositiveSmallIntegerField(default=0)
    paud_received = models.PositiveSmallIntegerField(default=0)
    paud_unmarked = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "huruf sasaran"
        verbose_name_plural = "huruf sasaran"
        indexes = [models.Index(fields=["year", "number", "village"])]

    def __str__(self):
        target_id = self.pregnancy_id or self.child_id
        return f"{self.kind} {target_id} {self.year}-{self.number}"
