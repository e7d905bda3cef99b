"""A row of a workbook on its way in: read from the file, not yet one of the village."""

from django.db import models


class StagedRow(models.Model):
    """One row of a handed in workbook, until its job is saved or thrown away.

    `values` is what its cells state; `after` the whole row as it would be stored, kept
    only where it changes one that is; `faults` what reading found wrong, `problems`
    and `warnings` what checking did.
    """

    class State(models.TextChoices):
        NEW = "c", "baru"
        CHANGED = "u", "berubah"
        SAME = "-", "tetap"
        TAKEN_BACK = "d", "dikosongkan"
        LEFT_OUT = "b", "ditinggalkan"

    job = models.ForeignKey("villages.Job", models.CASCADE, related_name="staged_rows")
    sheet = models.PositiveSmallIntegerField()  # its place among the sheets
    row = models.PositiveIntegerField()
    # A printed form holds many sheets and months: which of them (0 for a workbook).
    part = models.PositiveSmallIntegerField(default=0)
    key = models.CharField(max_length=100, blank=True)  # of the target it is about
    day = models.DateField(null=True)  # on which a record or mark stands
    day_before = models.DateField(null=True)
    state = models.CharField(max_length=1, choices=State, default=State.NEW)
    object_id = models.BigIntegerField(null=True)  # the row it changes
    values = models.JSONField(default=dict)
    after = models.JSONField(null=True)
    changes = models.JSONField(null=True)
    faults = models.JSONField(null=True)
    problems = models.JSONField(null=True)
    warnings = models.JSONField(null=True)

    class Meta:
        verbose_name = "baris impor"
        verbose_name_plural = "baris impor"
        constraints = [
            models.UniqueConstraint(
                fields=["job", "sheet", "row", "part"], name="staged_row_once"
            )
        ]
        indexes = [models.Index(fields=["job", "sheet", "key"])]

    def __str__(self):
        return f"{self.sheet}.{self.row}"
