from django.db import models
from django.db.models import Q

from villages.models.entry import KeptManager, Removable, RemovableQuerySet

from .proposal import Proposal


class Step(Removable):
    """Where a proposal came to on a day: into a plan, the budget, or to its end.

    Before its first step a proposal is diusulkan. The last step that was not taken
    back says how it stands.
    """

    class State(models.TextChoices):
        RPJM = "rpjm", "RPJM Desa"
        RKP = "rkp", "RKP Desa"
        APB = "apb", "APB Desa"
        DONE = "realisasi", "Direalisasi"
        REJECTED = "ditolak", "Ditolak"

    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="steps", verbose_name="usulan"
    )
    state = models.CharField("keadaan", max_length=10, choices=State)
    taken_on = models.DateField("tanggal")
    document = models.CharField("dokumen", max_length=120, blank=True)
    note = models.CharField("catatan", max_length=300, blank=True)
    budget_line = models.ForeignKey(
        "villages.BudgetLine",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name="baris APB Desa",
    )
    # In the budget: what it was given. Once done: what it cost.
    amount_rupiah = models.PositiveBigIntegerField("jumlah (Rp)", null=True, blank=True)

    objects = KeptManager()
    everything = RemovableQuerySet.as_manager()

    class Meta:
        verbose_name = "langkah usulan"
        verbose_name_plural = "langkah usulan"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ditolak") | ~Q(note=""),
                name="step_rejected_with_reason",
                violation_error_message="Tulis mengapa usulan ini ditolak.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["apb", "realisasi"])
                | Q(budget_line=None, amount_rupiah=None),
                name="step_money_in_the_budget_alone",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["apb", "realisasi"])
                | Q(amount_rupiah__isnull=False),
                name="step_in_the_budget_has_an_amount",
            ),
        ]

    def __str__(self):
        return self.get_state_display()
