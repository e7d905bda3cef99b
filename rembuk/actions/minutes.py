"""Minutes typed live: what several secretaries type is merged, and nothing is lost."""

from difflib import ndiff

from django.db import transaction

from villages import audit
from villages.glyphs import refuse_unprintable
from villages.models import AuditEntry

from ..merging import Merged, merged, parts_of, text_of
from ..models import Meeting

MOST_LETTERS = 200_000  # about a hundred pages


class MinutesTooLong(ValueError):
    """Nobody types that much in a meeting."""

    def __init__(self):
        super().__init__(
            "Notulen lebih dari 200.000 huruf. Ringkas isinya, atau simpan rekaman "
            "lengkapnya di luar notulen."
        )


def look_at_minutes(meeting, base) -> Merged:
    """The minutes as they are now, for somebody who typed nothing since `base`."""
    return merged(base, meeting.minutes, base)


@transaction.atomic
def type_minutes(meeting, base, mine, *, by) -> Merged:
    """Save what was typed since `base`, merged with what others saved meanwhile.

    A part of which two changed the same line stays as it is saved and is returned as
    a clash; everything else is kept. The meeting's version stays, so that nobody who
    fills in another part of it is disturbed. Raises MeetingSettled, UnprintableText,
    MinutesTooLong.
    """
    if len(mine) > MOST_LETTERS:
        raise MinutesTooLong
    refuse_unprintable(mine)
    held = Meeting.objects.hold(meeting.pk)
    held.refuse_if_settled()
    found = merged(base, held.minutes, mine)
    if parts_of(held.minutes) != found.parts:
        _keep(held, text_of(found.parts), by)
    return found


def _keep(held, text, by):
    before = held.minutes
    Meeting.objects.filter(pk=held.pk).update(minutes=text)
    audit.wrote(
        AuditEntry.Act.CHANGE,
        held,
        village=held.village,
        by=by,
        changes={"minutes": _changed_lines(before, text)},
    )


def _changed_lines(before, after):
    """The lines gone and the lines come: the journal of a long meeting stays short."""
    found = list(ndiff(before.splitlines(), after.splitlines()))
    return [
        "\n".join(line[2:] for line in found if line.startswith(sign))
        for sign in ("- ", "+ ")
    ]
