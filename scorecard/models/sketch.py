from django.db import models

from scorecard.squares import HEIGHT, WIDTH, square_of
from villages.models.entry import Entry


def on_sheet(name):
    """Both coordinates lie on the sheet."""
    return models.CheckConstraint(
        condition=models.Q(x__lte=WIDTH, y__lte=HEIGHT),
        name=name,
        violation_error_message="Titik itu terletak di luar lembar.",
    )


class Sketch(Entry):
    """Peta sosial of one dusun: a blank sheet, or a photo that lies under it."""

    class North(models.IntegerChoices):
        """Where north lies, in degrees clockwise from the top of the sheet."""

        UP = 0, "Atas"
        RIGHT = 90, "Kanan"
        DOWN = 180, "Bawah"
        LEFT = 270, "Kiri"

    dusun = models.OneToOneField(
        "villages.Dusun", models.CASCADE, related_name="sketch", verbose_name="dusun"
    )
    photo = models.ForeignKey(
        "villages.Attachment", models.SET_NULL, null=True, related_name="+"
    )
    north = models.PositiveSmallIntegerField(
        "utara ada di sisi", choices=North, default=North.UP
    )

    class Meta:
        verbose_name = "peta sosial"
        verbose_name_plural = "peta sosial"

    def __str__(self):
        return f"Peta sosial {self.dusun}"


class HousePoint(Entry):
    """Where a household's house stands on the sketch of its dusun.

    `number` is printed beside it and stays the same. Position is personal data:
    erasing a household deletes its row here (`household.point.delete()`), and the
    journal of changes never names a square.
    """

    sketch = models.ForeignKey(Sketch, models.CASCADE, related_name="houses")
    household = models.OneToOneField(
        "households.Household", models.CASCADE, related_name="point"
    )
    number = models.PositiveSmallIntegerField("nomor di peta")
    x = models.PositiveSmallIntegerField()
    y = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "titik rumah"
        verbose_name_plural = "titik rumah"
        constraints = [
            models.UniqueConstraint(
                fields=["sketch", "number"], name="house_point_number_once"
            ),
            on_sheet("house_point_on_sheet"),
        ]

    def __str__(self):
        return f"Rumah {self.number}"

    @property
    def square(self) -> str:
        """The square it lies in: "C5"."""
        return square_of(self.x, self.y)


class FacilityPoint(Entry):
    """Where a facility stands: by kind and name, so that next year's row finds it."""

    sketch = models.ForeignKey(Sketch, models.CASCADE, related_name="facilities")
    kind = models.CharField("jenis", max_length=10)
    name = models.CharField("nama", max_length=120)
    x = models.PositiveSmallIntegerField()
    y = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "titik fasilitas"
        verbose_name_plural = "titik fasilitas"
        constraints = [
            models.UniqueConstraint(
                fields=["sketch", "kind", "name"], name="facility_point_once"
            ),
            on_sheet("facility_point_on_sheet"),
        ]

    def __str__(self):
        return self.name

    @property
    def square(self) -> str:
        """The square it lies in: "C5"."""
        return square_of(self.x, self.y)
