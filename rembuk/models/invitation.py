from django.db import models
from django.db.models import Q

from villages.models.entry import KeptManager, Removable, RemovableQuerySet

from .attendance import Attendance
from .meeting import Meeting


class Invitation(Removable):
    """Somebody, or an institution, that receives a letter of invitation."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="invitations", verbose_name="rapat"
    )
    name = models.CharField("yang diundang", max_length=200)
    element = models.CharField("unsur", max_length=15, choices=Attendance.Element)
    position = models.CharField("jabatan atau lembaga", max_length=120, blank=True)

    objects = KeptManager()
    everything = RemovableQuerySet.as_manager()

    class Meta:
        verbose_name = "undangan"
        verbose_name_plural = "undangan"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "name", "element"],
                condition=Q(removed_at=None),
                name="invitation_once",
                violation_error_message="Sudah ada dalam daftar undangan.",
            )
        ]

    def __str__(self):
        return self.name
