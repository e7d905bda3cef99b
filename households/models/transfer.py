from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from villages.models.entry import Entry

from .household import Household
from .person import Person


class AlreadyAnswered(Exception):
    """The offer was accepted, refused or withdrawn in the meantime."""

    def __init__(self, transfer: "Transfer"):
        super().__init__(
            f"Tawaran perpindahan ini sudah {transfer.get_state_display()}, jadi "
            "tidak dapat dijawab lagi."
        )


class TransferQuerySet(models.QuerySet):
    def open(self):
        """Offers that nobody has answered yet."""
        return self.filter(state=Transfer.State.OFFERED)


class Transfer(Entry):
    """A household, or one person of it, offered by its village to another.

    Until it is accepted nothing changes; then the history goes along, and the old
    village sees nothing of it any more.
    """

    class State(models.TextChoices):
        OFFERED = "ditawarkan", "ditawarkan"
        ACCEPTED = "diterima", "diterima"
        REFUSED = "ditolak", "ditolak"
        WITHDRAWN = "ditarik", "ditarik kembali"

    household = models.ForeignKey(
        Household, models.CASCADE, related_name="transfers", verbose_name="rumah tangga"
    )
    person = models.ForeignKey(  # None: the whole household
        Person, models.CASCADE, null=True, blank=True, related_name="transfers"
    )
    from_village = models.ForeignKey(
        "villages.Village", models.PROTECT, related_name="outgoing_transfers"
    )
    to_village = models.ForeignKey(
        "villages.Village", models.PROTECT, related_name="incoming_transfers"
    )
    state = models.CharField(
        "keadaan", max_length=12, choices=State, default=State.OFFERED
    )
    answered_at = models.DateTimeField("dijawab", null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    moved_on = models.DateField("berlaku sejak", null=True, editable=False)
    reason = models.CharField("alasan", max_length=300, blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = "perpindahan"
        verbose_name_plural = "perpindahan"
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_village=F("to_village")),
                name="transfer_to_another_village",
                violation_error_message="Pilih desa lain sebagai tujuan.",
            ),
            models.CheckConstraint(
                condition=Q(state="ditawarkan", answered_at=None)
                | (~Q(state="ditawarkan") & Q(answered_at__isnull=False)),
                name="transfer_answered_pair",
            ),
            models.CheckConstraint(
                condition=Q(state="diterima", moved_on__isnull=False)
                | (~Q(state="diterima") & Q(moved_on=None)),
                name="transfer_moved_when_accepted",
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(state="ditawarkan", person=None),
                name="transfer_of_household_open_once",
                violation_error_message="Keluarga ini sedang ditawarkan ke desa lain.",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="ditawarkan", person__isnull=False),
                name="transfer_of_person_open_once",
                violation_error_message="Orang ini sedang ditawarkan ke desa lain.",
            ),
        ]

    def __str__(self):
        return f"Perpindahan {self.name} ke {self.to_village}"

    @property
    def name(self) -> str:
        """Of the person, or of the head of the household."""
        return self.person.name if self.person_id else self.household.head_name

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OFFERED

    def answer(self, state, *, by, moved_on=None, reason=""):
        """Close the offer; of two answers the first holds. Raises AlreadyAnswered."""
        values = {
            "state": state,
            "answered_at": timezone.now(),
            "answered_by": by,
            "moved_on": moved_on,
            "reason": reason,
            "version": F("version") + 1,
        }
        still_open = Transfer.objects.open().filter(pk=self.pk)
        changed = still_open.update(**values)
        self.refresh_from_db()
        if not changed:
            raise AlreadyAnswered(self)
