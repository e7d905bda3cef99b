from django.db import models
from django.db.models import Q

from villages.models.closing import Closable, closed_with_outcome
from villages.models.entry import KeptManager, Removable, RemovableQuerySet

from .meeting import Meeting


class PromiseQuerySet(RemovableQuerySet):
    def open(self):
        """Promises of which nobody said yet what came of them."""
        return self.filter(closed_on=None)

    def made_in(self, year):
        """Promises of one year, by the day they were made."""
        return self.filter(made_on__year=year)


class PromiseManager(KeptManager.from_queryset(PromiseQuerySet)):
    """Promises without those that were removed."""


class Promise(Closable, Removable):
    """Janji: what an office will do until a day; later kept or dropped, or late."""

    class Outcome(models.TextChoices):
        KEPT = "ditepati", "ditepati"
        DROPPED = "batal", "tidak dilanjutkan"

    village = models.ForeignKey(
        "villages.Village", models.PROTECT, related_name="promises"
    )
    # The meeting that ended with it; none when it was made outside one.
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="promises",
        verbose_name="rapat",
    )
    text = models.CharField(
        "janji",
        max_length=300,
        help_text="Apa yang akan dilakukan. Warga membacanya: jangan menulis nama "
        "orang atau keadaan satu keluarga.",
    )
    owner = models.CharField(
        "penanggung jawab",
        max_length=120,
        help_text="Jabatan atau lembaganya, misalnya “Kasi Kesejahteraan” atau “Kader "
        "Posyandu Melati”, bukan nama orang.",
    )
    made_on = models.DateField("dijanjikan tanggal")
    outcome = models.CharField("hasil", max_length=10, choices=Outcome, blank=True)

    objects = PromiseManager()
    everything = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = "janji"
        verbose_name_plural = "janji"
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["village", "closed_on"])]
        constraints = [
            closed_with_outcome("promise_closed_with_outcome", "Pilih hasilnya."),
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("made_on")),
                name="promise_due_after_it_was_made",
                violation_error_message="Batas waktunya mendahului tanggal janjinya.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="batal") | ~Q(outcome_note=""),
                name="promise_dropped_with_reason",
                violation_error_message="Tulis mengapa janji ini tidak dilanjutkan.",
            ),
        ]

    def __str__(self):
        return self.text
