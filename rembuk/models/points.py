from django.db import models
from django.db.models import Q

from villages.models.entry import Entry

from .meeting import Meeting
from .problem import Problem
from .proposal import Proposal

POINTS = Q(value__gte=1, value__lte=5)


class Criterion(Entry):
    """A criterion whose weight or name the meeting chose otherwise than usual."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="criteria")
    key = models.CharField(max_length=10, editable=False)
    name = models.CharField("kriteria", max_length=60, blank=True)
    weight = models.PositiveSmallIntegerField("bobot")

    class Meta:
        verbose_name = "kriteria"
        verbose_name_plural = "kriteria"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "key"], name="criterion_once_a_meeting"
            ),
            models.CheckConstraint(
                condition=Q(weight__lte=5), name="criterion_weight_at_most_five"
            ),
        ]

    def __str__(self):
        return self.name


class Score(Entry):
    """The points that the meeting gave a problem or a proposal for one criterion."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="scores")
    key = models.CharField("kriteria", max_length=10)
    problem = models.ForeignKey(
        Problem, models.CASCADE, null=True, related_name="scores"
    )
    proposal = models.ForeignKey(
        Proposal, models.CASCADE, null=True, related_name="scores"
    )
    value = models.PositiveSmallIntegerField("nilai")

    class Meta:
        verbose_name = "nilai"
        verbose_name_plural = "nilai"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=POINTS, name="score_from_one_to_five"),
            models.CheckConstraint(
                condition=Q(problem=None, proposal__isnull=False)
                | Q(problem__isnull=False, proposal=None),
                name="score_of_a_problem_or_a_proposal",
            ),
            models.UniqueConstraint(
                fields=["key", "problem"], name="score_once_a_problem"
            ),
            models.UniqueConstraint(
                fields=["key", "proposal"], name="score_once_a_proposal"
            ),
        ]

    def __str__(self):
        return f"{self.key}: {self.value}"


class Sorting(Entry):
    """The order that points or votes gave a list, and the one it had before."""

    class By(models.TextChoices):
        POINTS = "skor", "skor"
        VOTES = "suara", "suara setuju"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sortings")
    part = models.CharField(max_length=10)  # "masalah" or "usulan"
    by = models.CharField(max_length=10, choices=By)
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)

    class Meta:
        verbose_name = "urutan"
        verbose_name_plural = "urutan"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "part"], name="sorting_once_a_list"
            )
        ]

    def __str__(self):
        return f"{self.part} menurut {self.get_by_display()}"
