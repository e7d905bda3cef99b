from django.db import models
from django.db.models import F, Q

from villages.models.entry import Entry

from .entry import Exitable, Verifiable, merged_ends, paired, verified_pair
from .person import Person


class PregnancyQuerySet(models.QuerySet):
    def in_village(self, village):
        return self.filter(woman__household__village=village)

    def open(self):
        """Pregnancies that have not ended, of women still in the register."""
        return self.filter(ended_on=None, exited_on=None)


class Pregnancy(Entry, Verifiable, Exitable):
    """One pregnancy of one woman: a target from registration to the end of nifas."""

    class Outcome(models.TextChoices):
        LIVE = "lahir hidup", "lahir hidup"
        STILLBIRTH = "lahir mati", "lahir mati"
        MISCARRIAGE = "keguguran", "keguguran"

    woman = models.ForeignKey(
        Person, models.PROTECT, related_name="pregnancies", verbose_name="ibu"
    )
    kia_number = models.CharField("nomor KIA", max_length=30, blank=True)
    lmp_on = models.DateField("HPHT", null=True, blank=True)
    due_on = models.DateField("HPL")
    ended_on = models.DateField("tanggal melahirkan", null=True, blank=True)
    outcome = models.CharField("hasil", max_length=12, choices=Outcome, blank=True)
    live_births = models.PositiveSmallIntegerField(
        "jumlah lahir hidup", null=True, blank=True
    )

    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="merged"
    )

    objects = PregnancyQuerySet.as_manager()

    class Meta:
        verbose_name = "kehamilan"
        verbose_name_plural = "kehamilan"
        constraints = [
            verified_pair("pregnancy_verified_pair"),
            paired(
                "exited_on",
                "exit_reason",
                "pregnancy_exit_pair",
                "Tanggal keluar dan alasannya harus diisi bersama.",
            ),
            paired(
                "ended_on",
                "outcome",
                "pregnancy_outcome_pair",
                "Tanggal melahirkan dan hasilnya harus diisi bersama.",
            ),
            merged_ends("pregnancy_merged_ends"),
            models.CheckConstraint(
                condition=Q(lmp_on=None) | Q(lmp_on__lt=F("due_on")),
                name="pregnancy_lmp_before_due",
                violation_error_message="HPHT harus mendahului HPL.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None)
                | Q(lmp_on=None)
                | Q(ended_on__gt=F("lmp_on")),
                name="pregnancy_ends_after_lmp",
                violation_error_message="Tanggal melahirkan mendahului kehamilan.",
            ),
        ]

    def __str__(self):
        return f"Kehamilan {self.woman}"
