from django.conf import settings
from django.db import models


class Explanation(models.Model):
    """Why a check of the quality list stays open in a quarter that becomes final."""

    quarter = models.ForeignKey(
        "households.Quarter", models.CASCADE, related_name="explanations"
    )
    check_code = models.CharField("pemeriksaan", max_length=30)
    text = models.CharField("penjelasan", max_length=500)
    explained_at = models.DateTimeField("dijelaskan", auto_now=True)
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "penjelasan"
        verbose_name_plural = "penjelasan"
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "check_code"], name="explanation_once_per_check"
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="explanation_says_something",
                violation_error_message="Tuliskan penjelasannya.",
            ),
        ]

    def __str__(self):
        return f"{self.check_code}: {self.text}"
