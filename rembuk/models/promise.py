from django.conf import settings
from django.db import models
from django.db.models import Q

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


class Promise(Removable):
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
    due_on = models.DateField("paling lambat")
    outcome = models.CharField("hasil", max_length=10, choices=Outcome, blank=True)
    outcome_note = models.CharField("catatan hasil", max_length=300, blank=True)
    closed_on = models.DateField("ditutup", null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = PromiseManager()
    everything = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = "janji"
        verbose_name_plural = "janji"
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["village", "closed_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None, outcome="")
                | Q(closed_on__isnull=False) & ~Q(outcome=""),
                name="promise_closed_with_outcome",
                violation_error_message="Pilih hasilnya.",
            ),
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

    def is_late(self, today) -> bool:
        """Whether its day has passed and nobody said what came of it."""
        return self.closed_on is None and self.due_on < today

    def close(self, *, outcome, note, on, by):
        """Say what came of it."""
        self.outcome, self.outcome_note = outcome, note
        self.closed_on, self.closed_by = on, by
        self.version += 1
        self.save()

    def reopen(self):
        """Take back that it was closed."""
        self.outcome = self.outcome_note = ""
        self.closed_on = self.closed_by = None
        self.version += 1
        self.save()
