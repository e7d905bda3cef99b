"""Diskusi terarah RDS: what belongs to it beside its meeting, and what leaves it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from villages.models.entry import Entry, KeptManager, Removable, RemovableQuerySet

from .meeting import Meeting


class Resource(models.TextChoices):
    """What kind of help somebody can give."""

    PEOPLE = "tenaga", "Tenaga dan keahlian"
    MONEY = "dana", "Dana"
    MEANS = "sarana", "Sarana dan prasarana"
    BODY = "lembaga", "Lembaga dan kelompok"
    PROGRAM = "program", "Program OPD"


class Opportunity(Removable):
    """Peluang dan sumber daya: what can help, and who has it."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="opportunities", verbose_name="rapat"
    )
    kind = models.CharField("jenis", max_length=10, choices=Resource)
    text = models.CharField("peluang atau sumber daya", max_length=300)
    owner = models.CharField("ada pada siapa", max_length=120)

    objects = KeptManager()
    everything = RemovableQuerySet.as_manager()

    class Meta:
        verbose_name = "peluang"
        verbose_name_plural = "peluang dan sumber daya"
        ordering = ["pk"]

    def __str__(self):
        return self.text


class Discussion(Entry):
    """The analysis of a discussion; a village has one discussion a planning year.

    `analysis` is blank while nobody changed what the figures say by themselves.
    `content` holds the figures and sentences as they stood when it was finished. The
    number comes with the first finishing and stays when it is opened again.
    """

    meeting = models.OneToOneField(
        Meeting, models.CASCADE, related_name="discussion", editable=False
    )
    village = models.ForeignKey(
        "villages.Village", models.PROTECT, related_name="discussions", editable=False
    )
    year = models.PositiveSmallIntegerField("tahun", editable=False)
    analysis = models.TextField("analisis sederhana", blank=True)  # one a line
    content = models.JSONField("angka yang dibekukan", null=True, editable=False)
    sequence = models.PositiveIntegerField("nomor urut", null=True, editable=False)
    number = models.CharField("nomor", max_length=60, blank=True, editable=False)

    class Meta:
        verbose_name = "diskusi RDS"
        verbose_name_plural = "diskusi RDS"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "year"], name="discussion_once_a_year"
            ),
            models.UniqueConstraint(
                fields=["village", "number"],
                condition=~Q(number=""),
                name="discussion_number_never_again",
            ),
            models.CheckConstraint(
                condition=Q(sequence=None, number="")
                | Q(sequence__isnull=False) & ~Q(number=""),
                name="discussion_number_whole",
            ),
        ]

    def __str__(self):
        return f"Diskusi RDS {self.year}"


class ShownQuerySet(models.QuerySet):
    def in_force(self):
        """What nobody took back."""
        return self.filter(withdrawn_at=None)


class Shown(models.Model):
    """What of a discussion others may see, word for word, until it is taken back."""

    discussion = models.ForeignKey(
        Discussion, models.PROTECT, related_name="%(class)ss", verbose_name="diskusi"
    )
    content = models.JSONField("isi")
    given_at = models.DateTimeField("sejak", default=timezone.now)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField("ditarik", null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ShownQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["discussion"],
                condition=Q(withdrawn_at=None),
                name="%(class)s_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="%(class)s_withdrawn_by_somebody",
            ),
        ]

    def become_withdrawn(self, *, by):
        """Nobody sees it any more; the row stays as a record."""
        self.withdrawn_at, self.withdrawn_by = timezone.now(), by
        self.save(update_fields=["withdrawn_at", "withdrawn_by"])


class Publication(Shown):
    """Pengumuman: what residents read before the rembuk; no person, no small count."""

    class Meta(Shown.Meta):
        verbose_name = "pengumuman hasil diskusi"
        verbose_name_plural = "pengumuman hasil diskusi"

    def __str__(self):
        return f"Pengumuman {self.discussion}"


class Release(Shown):
    """Pelepasan: what the other villages of the kecamatan see in the MAD."""

    class Meta(Shown.Meta):
        verbose_name = "pelepasan hasil ke MAD"
        verbose_name_plural = "pelepasan hasil ke MAD"

    def __str__(self):
        return f"Pelepasan {self.discussion}"
