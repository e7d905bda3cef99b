from django.db import models
from django.utils import timezone

from villages.codes import VillageKind, prefix_of, village_kind, zone_of


class VillageQuerySet(models.QuerySet):
    def within(self, area_code):
        """Villages whose code begins with `area_code`; "00" is the whole country."""
        return self.filter(code__startswith=prefix_of(area_code))

    def current(self):
        """Villages still in the newest list of codes."""
        return self.filter(ended_on=None)


class Village(models.Model):
    """A desa, kelurahan or desa adat: the tenant every page and row belongs to."""

    code = models.CharField("kode", max_length=10, unique=True)
    name = models.CharField("nama", max_length=120)
    district = models.ForeignKey(
        "villages.Area",
        models.PROTECT,
        related_name="villages",
        verbose_name="kecamatan",
    )
    ended_on = models.DateField("berakhir", null=True, blank=True)
    successor_code = models.CharField("kode pengganti", max_length=10, blank=True)

    objects = VillageQuerySet.as_manager()

    class Meta:
        verbose_name = "desa"
        verbose_name_plural = "desa"
        ordering = ["code"]

    def __str__(self):
        return self.title

    @property
    def kind(self) -> str:
        """The word before its name: "Desa", "Kelurahan" or "Desa adat"."""
        return village_kind(self.code).label

    @property
    def title(self) -> str:
        """The name as it is printed: "Desa Sukamaju"."""
        return f"{self.kind} {self.name}"

    @property
    def head_title(self) -> str:
        """Who leads it, as it is printed: "Kepala Desa Sukamaju", "Lurah Sukamaju"."""
        if self.kind == VillageKind.KELURAHAN.label:
            return f"Lurah {self.name}"
        return f"Kepala {self.title}"

    @property
    def zone(self):
        """The village's own time zone (WIB, WITA or WIT)."""
        return zone_of(self.code)

    def today(self):
        """The date in the village, whatever the server's clock shows."""
        return timezone.now().astimezone(self.zone).date()


class Dusun(models.Model):
    """A hamlet of one village."""

    village = models.ForeignKey(Village, models.CASCADE, related_name="dusuns")
    name = models.CharField("nama dusun", max_length=80)

    class Meta:
        verbose_name = "dusun"
        verbose_name_plural = "dusun"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "name"],
                name="dusun_name_once_per_village",
                violation_error_message="Dusun dengan nama ini sudah ada.",
            )
        ]

    def __str__(self):
        return self.name


class Posyandu(models.Model):
    """A monthly health post of one village."""

    village = models.ForeignKey(Village, models.CASCADE, related_name="posyandus")
    name = models.CharField("nama posyandu", max_length=80)

    class Meta:
        verbose_name = "posyandu"
        verbose_name_plural = "posyandu"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "name"],
                name="posyandu_name_once_per_village",
                violation_error_message="Posyandu dengan nama ini sudah ada.",
            )
        ]

    def __str__(self):
        return self.name
