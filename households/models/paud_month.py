from django.db import models

from villages.models.entry import Entry

from .person import Person


class PaudMonth(Entry):
    """Formulir 2C: one child over two in one calendar month."""

    class Mark(models.TextChoices):
        NOT_YET = "-", "belum gilirannya"
        ATTENDED = "v", "mengikuti"
        ABSENT = "x", "tidak mengikuti"

    child = models.ForeignKey(
        Person, models.CASCADE, related_name="paud_months", verbose_name="anak"
    )
    month = models.DateField("bulan")  # its first day
    mark = models.CharField("kehadiran", max_length=1, choices=Mark)

    class Meta:
        verbose_name = "layanan PAUD bulanan"
        verbose_name_plural = "layanan PAUD bulanan"
        constraints = [
            models.UniqueConstraint(
                fields=["child", "month"],
                name="paud_month_once",
                violation_error_message="Bulan ini sudah dicatat untuk anak ini.",
            )
        ]

    def __str__(self):
        return f"{self.child} {self.month:%m/%Y} {self.mark}"
