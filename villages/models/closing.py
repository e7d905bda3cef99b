"""What is taken up until a day and closed with what came of it."""

from django.conf import settings
from django.db import models


class Closable(models.Model):
    """A row with an owner and a day, open until somebody says its `outcome`.

    The model that is one names its own outcomes, and holds the pair together with
    `closed_with_outcome`.
    """

    due_on = models.DateField("paling lambat")
    outcome_note = models.CharField("catatan hasil", max_length=300, blank=True)
    closed_on = models.DateField("ditutup", null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True

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


def closed_with_outcome(name, message):
    """Closed and its outcome stand together."""
    return models.CheckConstraint(
        condition=models.Q(closed_on=None, outcome="")
        | models.Q(closed_on__isnull=False) & ~models.Q(outcome=""),
        name=name,
        violation_error_message=message,
    )
