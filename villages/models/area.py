from django.db import models

from villages.codes import Level, level_name

LEVELS = [(level.value, level.label) for level in Level if level < Level.VILLAGE]


class AreaQuerySet(models.QuerySet):
    def current(self):
        """Areas still in the newest list of codes."""
        return self.filter(ended_on=None)

    def below(self, area):
        """The areas one level below, current or ended."""
        return self.filter(parent=area)


class Area(models.Model):
    """A nation, province, regency or district: what figures roll up to."""

    code = models.CharField("kode", max_length=6, unique=True)
    name = models.CharField("nama", max_length=120)
    level = models.PositiveSmallIntegerField("tingkat", choices=LEVELS)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="wilayah di atasnya",
    )
    ended_on = models.DateField("berakhir", null=True, blank=True)
    successor_code = models.CharField("kode pengganti", max_length=6, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = "wilayah"
        verbose_name_plural = "wilayah"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code="00", level=0)
                | (~models.Q(code="00") & models.Q(level__in=[1, 2, 3])),
                name="area_nation_is_00",
                violation_error_message="Hanya wilayah nasional yang berkode 00.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def title(self) -> str:
        """The name as it is printed: "Kabupaten Banjarnegara", "Kecamatan Wanadadi"."""
        name = _in_print(self.name)
        if self.level in (Level.PROVINCE, Level.DISTRICT):
            return f"{level_name(self.code)} {name}"
        return name  # the list names a regency with its kind: "KABUPATEN BANYUMAS"

    @property
    def bare_name(self) -> str:
        """The name without what it is: "Banyumas" for "KABUPATEN BANYUMAS"."""
        words = _in_print(self.name)
        return words.removeprefix("Kabupaten ").removeprefix("Kota ")


def _in_print(name: str) -> str:
    """A name the list writes in capitals as it is written: "DKI Jakarta"."""
    if not name.isupper():
        return name
    return name.title().replace("Dki ", "DKI ").replace(" Dan ", " dan ")
