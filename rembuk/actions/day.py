"""The verbs of the day: who is invited, what happens when, who signs in himself."""

import secrets
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from villages import audit
from villages.actions.saving import saved_with
from villages.models import AuditEntry

from ..agenda import usual_agenda
from ..models import Attendance, Desk, Meeting
from .meetings import add

# Without letters and digits that are mistaken for each other on a projector.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 3, 4  # 12 letters: 59 bits, for one day
MOST = 500  # lines by phone: no village hall seats more
MOST_A_MINUTE = 60  # one Wi-Fi serves the whole hall, so the desk counts, not addresses
MINUTE = timedelta(minutes=1)


class AlreadyListed(Exception):
    """Somebody of the same name stands on the list for the same unsur."""

    def __init__(self, row):
        super().__init__(
            "Anda sudah tercatat dalam daftar hadir. Bila Anda orang lain dengan nama "
            "yang sama, sampaikan kepada notulis."
        )
        self.row = row


class DeskCrowded(Exception):
    """More sign in than people can: the desk waits a moment."""

    def __init__(self):
        super().__init__(
            "Banyak yang sedang mengisi. Tunggu satu menit, lalu kirim sekali lagi; "
            "atau sampaikan kepada notulis."
        )


# --- before it -----------------------------------------------------------------------


@transaction.atomic
def invite(meeting, invitees, *, by):
    """Put the chosen on the list of the invited; whoever is on it stays there once."""
    have = set(meeting.invitations.values_list("name", "element"))
    chosen = [one for one in invitees if (one.name, one.element) not in have]
    for one in chosen:
        values = {"name": one.name, "element": one.element, "position": one.position}
        add(meeting.invitations, values, by=by)
    return len(chosen)


@transaction.atomic
def adopt_agenda(meeting, *, by):
    """Write down the usual agenda, to be changed; nothing where one is written."""
    held = Meeting.objects.hold(meeting.pk)
    held.refuse_if_settled()
    if held.agenda_items.exists():
        return
    for minutes, text, owner in usual_agenda(meeting):
        values = {"minutes": minutes, "text": text, "owner": owner}
        add(meeting.agenda_items, values, by=by)


# --- the desk ------------------------------------------------------------------------


@transaction.atomic
def open_desk(meeting, *, by):
    """Let people sign in until the day ends; an open desk stays with its token."""
    held = Meeting.objects.hold(meeting.pk)
    held.refuse_if_settled()
    desk = held.desks.filter(closed_at=None).first()
    if desk and desk.is_open:
        return desk
    if desk:
        desk.become_closed(by=by)
    desk = Desk.objects.create(
        meeting=held,
        token=_new_token(),
        closes_at=_end_of_day(held.village),
        opened_by=by,
    )
    _note(desk, ["tutup", "buka"], by=by)
    return desk


def _new_token():
    return "-".join(
        "".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS)
    )


def _end_of_day(village):
    tomorrow = village.today() + timedelta(days=1)
    return datetime.combine(tomorrow, time(0), village.zone)


@transaction.atomic
def close_desk(meeting, *, by):
    """Nobody signs in any more; the secretary types whoever comes late."""
    desk = meeting.desks.filter(closed_at=None).first()
    if desk:
        desk.become_closed(by=by)
        _note(desk, ["buka", "tutup"], by=by)


def _note(desk, change, *, by):
    village = desk.meeting.village
    changes = {"keadaan": change}  # never the token: it is a key
    audit.wrote(AuditEntry.Act.STATE, desk, village=village, by=by, changes=changes)


@transaction.atomic
def sign_in(desk, values, *, uuid=None):
    """Write down somebody who signed in on his own phone.

    Raises DeskClosed, AlreadyListed, DeskCrowded.
    """
    meeting = Meeting.objects.hold(desk.meeting_id)
    Desk.objects.get(pk=desk.pk).refuse_if_closed()
    if saved := saved_with(meeting.attendances, uuid):
        return saved
    if listed := _listed(meeting, values):
        raise AlreadyListed(listed)
    _refuse_if_crowded(meeting)
    values = values | {"manner": Attendance.Manner.PHONE}
    return add(meeting.attendances, values, uuid=uuid, by=None)


def _listed(meeting, values):
    same = meeting.attendances.filter(element=values["element"])
    name = _plain(values["name"])
    return next((row for row in same if _plain(row.name) == name), None)


def _plain(name):
    return " ".join(name.split()).casefold()


def _refuse_if_crowded(meeting):
    rows = Attendance.everything.filter(meeting=meeting, manner=Attendance.Manner.PHONE)
    lately = rows.filter(received_at__gt=timezone.now() - MINUTE)
    if lately.count() >= MOST_A_MINUTE or rows.count() >= MOST:
        raise DeskCrowded
