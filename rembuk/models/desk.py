from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .meeting import Meeting


class DeskClosed(Exception):
    """Nobody signs in here (any more); whoever is there is typed by the secretary."""

    def __init__(self):
        super().__init__(
            "Pengisian daftar hadir lewat ponsel sudah ditutup. Bila Anda belum "
            "tercatat, sampaikan kepada notulis."
        )


class Desk(models.Model):
    """The daftar hadir while everybody may sign in on an own phone.

    Whoever knows the token, which a QR code shows in the room, adds himself. The
    secretary opens and closes it; by itself it ends with the day.
    """

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="desks", verbose_name="rapat"
    )
    token = models.CharField(max_length=20, unique=True)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "daftar hadir lewat ponsel"
        verbose_name_plural = "daftar hadir lewat ponsel"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(closed_at=None),
                name="desk_open_once",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opened_at")),
                name="desk_closes_after_it_opened",
            ),
        ]

    def __str__(self):
        return f"Daftar hadir lewat ponsel, {self.meeting}"

    @property
    def is_open(self) -> bool:
        """Whether somebody may sign in now."""
        runs = self.closed_at is None and timezone.now() < self.closes_at
        return runs and self.meeting.is_open

    def refuse_if_closed(self):
        """Raise DeskClosed unless somebody may sign in now."""
        if not self.is_open:
            raise DeskClosed

    def become_closed(self, *, by):
        """Nobody signs in with this token any more."""
        self.closed_at, self.closed_by = timezone.now(), by
        self.save(update_fields=["closed_at", "closed_by"])
