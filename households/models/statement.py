from django.db import models
from django.db.models import Q

from villages.models.entry import Entry

from .household import Household
from .person import Person
from .pregnancy import Pregnancy


class Statement(Entry):
    """One dated fact of the register: asked at registration, or changed later.

    Of one day a monthly record wins over a change, a change over the registration.
    """

    class Column(models.TextChoices):
        WATER = "air_aman", "sumber air minum aman"
        LATRINE = "jamban_layak", "jamban layak"
        VULNERABLE = "rentan", "rumah tangga rentan"
        CERTIFICATE = "akta_lahir", "akta lahir"
        INSURANCE = "jaminan_kesehatan", "jaminan kesehatan"
        POSYANDU = "posyandu", "posyandu"

    class Origin(models.IntegerChoices):
        REGISTRATION = 0, "pendaftaran"
        CHANGE = 1, "perubahan"

    household = models.ForeignKey(
        Household, models.CASCADE, null=True, blank=True, related_name="statements"
    )
    pregnancy = models.ForeignKey(
        Pregnancy, models.CASCADE, null=True, blank=True, related_name="statements"
    )
    child = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="statements"
    )
    column = models.CharField("kolom", max_length=20, choices=Column)
    stated_on = models.DateField("tanggal")
    value = models.CharField("nilai", max_length=1, blank=True)  # "v" or "x"
    posyandu = models.ForeignKey(
        "villages.Posyandu",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
    )
    origin = models.PositiveSmallIntegerField(
        "asal", choices=Origin, default=Origin.CHANGE
    )

    class Meta:
        verbose_name = "pernyataan"
        verbose_name_plural = "pernyataan"
        constraints = [
            models.CheckConstraint(
                condition=Q(household__isnull=False, pregnancy=None, child=None)
                | Q(household=None, pregnancy__isnull=False, child=None)
                | Q(household=None, pregnancy=None, child__isnull=False),
                name="statement_about_one",
            ),
            models.CheckConstraint(
                condition=Q(column="posyandu", value="")
                | (~Q(column="posyandu") & Q(posyandu=None, value__in=["v", "x"])),
                name="statement_value_fits_column",
            ),
            *(
                models.UniqueConstraint(
                    fields=[about, "column", "stated_on", "origin"],
                    condition=Q(**{f"{about}__isnull": False}),
                    name=f"statement_once_a_day_{about}",
                    violation_error_message=(
                        "Sudah ada perubahan kolom ini pada tanggal yang sama."
                    ),
                )
                for about in ("household", "pregnancy", "child")
            ),
        ]

    def __str__(self):
        return f"{self.get_column_display()} {self.stated_on}"
