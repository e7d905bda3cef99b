from django.db import models
from django.db.models import Q

from .meeting import Meeting
from .problem import Problem
from .proposal import Proposal


class Carried(models.Model):
    """A result of a discussion or a MAD that a rembuk took over, each once alone."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="carried", verbose_name="rembuk"
    )
    origin = models.CharField("asal", max_length=10, choices=Proposal.Origin)
    source = models.UUIDField("baris asal", db_index=True)  # the uuid of the row there
    problem = models.ForeignKey(
        Problem, models.CASCADE, null=True, related_name="carried"
    )
    proposal = models.ForeignKey(
        Proposal, models.CASCADE, null=True, related_name="carried"
    )

    class Meta:
        verbose_name = "hasil yang diambil"
        verbose_name_plural = "hasil yang diambil"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "source"], name="carried_once_a_rembuk"
            ),
            models.CheckConstraint(
                condition=Q(problem=None, proposal__isnull=False)
                | Q(problem__isnull=False, proposal=None),
                name="carried_as_problem_or_proposal",
            ),
        ]

    def __str__(self):
        return f"{self.get_origin_display()}: {self.problem or self.proposal}"
