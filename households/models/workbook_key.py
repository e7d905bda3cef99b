from django.db import models
from django.db.models import Q


class WorkbookKey(models.Model):
    """The key a village's workbook gives a row, so that a second import updates it."""

    class Kind(models.TextChoices):
        HOUSEHOLD = "rumah_tangga", "rumah tangga"
        PREGNANCY = "ibu_hamil", "ibu hamil"
        WOMAN = "orang", "orang"
        CHILD = "anak", "anak"
        FACILITY = "fasilitas", "fasilitas"

    village = models.ForeignKey(
        "villages.Village", models.CASCADE, related_name="workbook_keys"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    key = models.CharField(max_length=100)
    object_id = models.BigIntegerField()
    # The key of a row that was merged into this one; files may still use it.
    is_alias = models.BooleanField(default=False)

    class Meta:
        verbose_name = "kunci buku kerja"
        verbose_name_plural = "kunci buku kerja"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "kind", "key"], name="workbook_key_once"
            ),
            models.UniqueConstraint(
                fields=["village", "kind", "object_id"],
                condition=Q(is_alias=False),
                name="workbook_object_once",
            ),
            models.CheckConstraint(condition=~Q(key=""), name="workbook_key_not_empty"),
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"
