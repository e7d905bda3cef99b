"""Two rows that are one: what was found, what was decided, and the way back."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .household import Household
from .person import Person
from .pregnancy import Pregnancy


class Kind(models.TextChoices):
    """What is merged; the word stands in addresses."""

    HOUSEHOLD = "rumah-tangga", "rumah tangga"
    PERSON = "orang", "orang"
    PREGNANCY = "kehamilan", "kehamilan"


MODELS = {
    Kind.HOUSEHOLD: Household,
    Kind.PERSON: Person,
    Kind.PREGNANCY: Pregnancy,
}


def kind_of(row) -> Kind:
    """The kind of a household, person or pregnancy."""
    return next(kind for kind, model in MODELS.items() if isinstance(row, model))


class PossibleDoubleQuerySet(models.QuerySet):
    def open(self):
        """Pairs that nobody has told apart yet."""
        return self.filter(dismissed_at=None)


class PossibleDouble(models.Model):
    """Two rows of a village that may be one; told apart once, it stays so."""

    village = models.ForeignKey(
        "villages.Village", models.CASCADE, related_name="possible_doubles"
    )
    kind = models.CharField("jenis", max_length=12, choices=Kind)
    first_id = models.BigIntegerField()
    second_id = models.BigIntegerField()
    reasons = models.CharField("sebab", max_length=60)  # codes with commas between
    found_at = models.DateTimeField("ditemukan")
    dismissed_at = models.DateTimeField("dinyatakan berbeda", null=True)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    dismissal = models.CharField("alasan", max_length=300, blank=True)

    objects = PossibleDoubleQuerySet.as_manager()

    class Meta:
        verbose_name = "kemungkinan ganda"
        verbose_name_plural = "kemungkinan ganda"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "first_id", "second_id"], name="possible_double_once"
            ),
            models.CheckConstraint(
                condition=Q(first_id__lt=F("second_id")),
                name="possible_double_in_order",
            ),
            models.CheckConstraint(
                condition=Q(dismissed_at=None, dismissed_by=None, dismissal="")
                | (Q(dismissed_at__isnull=False) & ~Q(dismissal="")),
                name="possible_double_dismissed_with_reason",
                violation_error_message="Tuliskan mengapa keduanya berbeda.",
            ),
        ]
        indexes = [models.Index(fields=["village", "kind"])]

    def __str__(self):
        return f"{self.kind} {self.first_id} {self.second_id}"


class MergeQuerySet(models.QuerySet):
    def standing(self):
        """Merges that nobody took back."""
        return self.filter(undone_at=None)


class Merge(models.Model):
    """The journal of one merge: both rows, and all that hung on them, as they were.

    `journal` has what was changed (before and after), what was set aside, what was
    made, and which rows were there; see `households.actions.journal`.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    village = models.ForeignKey(
        "villages.Village", models.PROTECT, related_name="merges"
    )
    kind = models.CharField("jenis", max_length=12, choices=Kind)
    survivor_id = models.BigIntegerField()
    loser_id = models.BigIntegerField()
    title = models.CharField("nama", max_length=300)
    merged_at = models.DateTimeField("digabung", auto_now_add=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    note = models.CharField("catatan", max_length=300, blank=True)
    journal = models.JSONField(default=dict)
    undone_at = models.DateTimeField("dipisahkan lagi", null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = "penggabungan"
        verbose_name_plural = "penggabungan"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "loser_id"],
                condition=Q(undone_at=None),
                name="merge_of_a_row_stands_once",
            ),
            models.CheckConstraint(
                condition=~Q(survivor_id=F("loser_id")), name="merge_of_two"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=False) | Q(undone_by=None),
                name="merge_undone_pair",
            ),
        ]
        indexes = [models.Index(fields=["village", "-merged_at"])]

    def __str__(self):
        return f"Penggabungan {self.title}"

    @property
    def is_standing(self) -> bool:
        return self.undone_at is None

    @property
    def survivor(self):
        """The row that stayed; None when it was deleted since."""
        return MODELS[self.kind].objects.filter(pk=self.survivor_id).first()

    @property
    def loser(self):
        """The row that was merged into it."""
        return MODELS[self.kind].objects.filter(pk=self.loser_id).first()
