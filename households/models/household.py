from django.core.validators import RegexValidator
from django.db import models

from villages.models.entry import Entry

from .entry import Verifiable, verified_pair
from .named import NamedQuerySet, NameKeyField


class HouseholdQuerySet(NamedQuerySet):
    def standing(self):
        """Those that were not merged into another."""
        return self.filter(merged_into=None)

    def in_dusun(self, dusun):
        return self.filter(dusun=dusun) if dusun else self

    def after(self, last):
        """Those that follow a household in a list by name; all when it is None."""
        if last is None:
            return self
        return self.filter(
            models.Q(head_name__gt=last.head_name)
            | models.Q(head_name=last.head_name, pk__gt=last.pk)
        )


class Household(Entry, Verifiable):
    """Rumah tangga 1.000 HPK.

    `village` and `dusun` are where it lives now; `Residence` keeps where it lived.
    Water, latrine and vulnerability are dated facts: see `Statement`.
    """

    village = models.ForeignKey(
        "villages.Village", models.PROTECT, related_name="households"
    )
    dusun = models.ForeignKey(
        "villages.Dusun",
        models.PROTECT,
        related_name="households",
        verbose_name="dusun",
    )
    rt = models.CharField("RT", max_length=5, blank=True)
    rw = models.CharField("RW", max_length=5, blank=True)
    address = models.CharField("alamat", max_length=200, blank=True)
    kk_number = models.CharField(
        "nomor KK",
        max_length=16,
        blank=True,
        db_index=True,
        validators=[RegexValidator(r"^\d{16}$", "Nomor KK harus 16 angka.")],
    )
    head_name = models.CharField("kepala keluarga", max_length=300)
    name_key = NameKeyField(source="head_name")  # how the name sounds
    registered_on = models.DateField("tanggal daftar")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="merged"
    )

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = "rumah tangga"
        verbose_name_plural = "rumah tangga"
        constraints = [verified_pair("household_verified_pair")]
        indexes = [
            models.Index(fields=["village", "head_name"]),
            models.Index(fields=["village", "name_key"], name="household_sounds"),
        ]

    def __str__(self):
        return f"Keluarga {self.head_name}"


class Residence(models.Model):
    """From a day on, a household lives in this dusun of this village."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="residences")
    village = models.ForeignKey(
        "villages.Village", models.PROTECT, related_name="residences"
    )
    dusun = models.ForeignKey(
        "villages.Dusun", models.PROTECT, related_name="residences"
    )
    from_on = models.DateField("sejak")

    class Meta:
        verbose_name = "tempat tinggal"
        verbose_name_plural = "tempat tinggal"
        constraints = [
            models.UniqueConstraint(
                fields=["household", "from_on"],
                name="residence_once_a_day",
                violation_error_message=(
                    "Rumah tangga ini sudah punya perubahan dusun pada tanggal itu."
                ),
            )
        ]
        indexes = [models.Index(fields=["village", "household"])]

    def __str__(self):
        return f"{self.dusun} sejak {self.from_on}"
