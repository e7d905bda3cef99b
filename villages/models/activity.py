from django.db import models
from django.db.models import Q

from .entry import Removable, RemovableQuerySet

NARRATIVE = 700  # characters of problem, solution, result: together they fit one page


class ActivityQuerySet(RemovableQuerySet):
    def between(self, first, last):
        """Activities held from one day to another, both included."""
        return self.filter(held_on__gte=first, held_on__lte=last)


class Activity(Removable):
    """Something the KPM did beside the monthly forms, and whom it reached."""

    class Kind(models.TextChoices):
        OUTREACH = "sosialisasi", "Sosialisasi"
        MAT = "tikar", "Sosialisasi tikar pertumbuhan"
        CLASS = "kelas", "Kelas"
        COUNSELLING = "konseling", "Konseling ayah atau suami"
        VISIT = "kunjungan", "Kunjungan rumah"
        COORDINATION = "koordinasi", "Koordinasi"
        INNOVATION = "inovasi", "Inovasi"

    village = models.ForeignKey(
        "villages.Village", models.PROTECT, related_name="activities"
    )
    kind = models.CharField("jenis kegiatan", max_length=12, choices=Kind)
    title = models.CharField("pokok kegiatan", max_length=160)
    held_on = models.DateField("tanggal")
    place = models.CharField("tempat", max_length=160)
    dusun = models.ForeignKey(
        "villages.Dusun",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name="dusun",
    )
    men = models.PositiveSmallIntegerField("laki-laki", default=0)
    women = models.PositiveSmallIntegerField("perempuan", default=0)
    partners = models.CharField("bersama", max_length=200, blank=True)
    notes = models.TextField("catatan", max_length=2000, blank=True)
    problem = models.TextField("masalah", max_length=NARRATIVE, blank=True)
    solution = models.TextField("solusi", max_length=NARRATIVE, blank=True)
    result = models.TextField("hasil", max_length=NARRATIVE, blank=True)
    contact = models.CharField("kontak", max_length=160, blank=True)
    file = models.ForeignKey(
        "villages.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="foto atau berkas",
    )

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "kegiatan KPM"
        verbose_name_plural = "kegiatan KPM"
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["village", "held_on"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="inovasi") | (~Q(problem="") & ~Q(solution="")),
                name="activity_innovation_says_what_it_solves",
                violation_error_message="Inovasi memuat masalah dan solusinya.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_innovation(self) -> bool:
        return self.kind == self.Kind.INNOVATION

    @property
    def has_photo(self) -> bool:
        """Whether the file is a picture, to be shown and printed."""
        return bool(self.file) and self.file.content_type == "image/jpeg"

    @property
    def reached(self) -> int:
        """People reached, men and women together."""
        return self.men + self.women
