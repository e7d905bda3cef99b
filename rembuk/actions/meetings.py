"""The verbs of a rembuk: each atomic, each refused once the berita acara is settled."""

from django.db import transaction
from django.db.models import Max

from villages import audit
from villages.actions import typed
from villages.actions.saving import (
    given_uuid,
    note_change,
    note_creation,
    overwrite,
    saved_with,
)
from villages.models import AuditEntry

from ..legal import LEGAL_BASIS
from ..models import BeritaAcara, Meeting, Problem, ProblemInUse


class SecondMeeting(Exception):
    """The year has a rembuk already: a second one needs a reason."""

    def __init__(self):
        super().__init__(
            "Rembuk tahun ini sudah ada. Tulis alasan mengapa rembuk kedua diadakan."
        )


@transaction.atomic
def open_meeting(village, quarter, *, gaps, second_reason="", uuid=None, by):
    """Open the rembuk of a year from a quarter's scorecard; gaps become problems."""
    if saved := saved_with(village.meetings, uuid):
        return saved
    type(village).objects.select_for_update(no_key=True).get(pk=village.pk)
    if (
        village.meetings.rembuks().filter(year=quarter.year).exists()
        and not second_reason
    ):
        raise SecondMeeting
    meeting = Meeting.objects.create(
        village=village,
        quarter=quarter,
        year=quarter.year,
        second_reason=second_reason,
        legal_basis="\n".join(LEGAL_BASIS),
        recorded_by=by,
        **given_uuid(Meeting, uuid),
    )
    BeritaAcara.objects.create(meeting=meeting, village=village, year=meeting.year)
    Problem.objects.bulk_create(_problems_of(meeting, gaps, by))
    fields = ["year", "second_reason"]
    note_creation(meeting, fields, village=village, by=by)
    return meeting


def _problems_of(meeting, gaps, by):
    return [
        Problem(
            meeting=meeting,
            rank=rank,
            package=gap.package,
            indicator=gap.indicator,
            text=gap.text,
            received=gap.figure.received,
            due=gap.figure.due,
            recorded_by=by,
        )
        for rank, gap in enumerate(gaps, start=1)
    ]


def _hold(meeting):
    """Lock the meeting; raise MeetingSettled when nothing of it may change."""
    held = Meeting.objects.hold(meeting.pk)
    held.refuse_if_settled()
    return held


@transaction.atomic
def change_meeting(meeting, values, *, version, by):
    """Save some fields of the meeting. Raises MeetingSettled, StaleVersion."""
    held = _hold(meeting)
    before = audit.values_of(held, values)
    overwrite(held, values, version=version, by=by)
    note_change(held, before, values, village=held.village, by=by)
    return held


@transaction.atomic
def add(rows, values, *, uuid=None, by):
    """Add a row to the end of one of the meeting's lists, e.g. `meeting.problems`."""
    if saved := saved_with(rows, uuid):
        return saved
    meeting = _hold(rows.instance)
    if saved := saved_with(rows, uuid):  # the same form, posted twice at once
        return saved
    if "rank" in {field.name for field in rows.model._meta.fields}:
        last = rows.aggregate(last=Max("rank"))["last"] or 0
        values = values | {"rank": last + 1}
    row = rows.create(**values, recorded_by=by, **given_uuid(rows.model, uuid))
    note_creation(row, values, village=meeting.village, by=by)
    return row


@transaction.atomic
def change(row, values, *, version, by):
    """Save a row of a meeting. Raises MeetingSettled, StaleVersion."""
    meeting = _hold(row.meeting)
    before = audit.values_of(row, values)
    overwrite(row, values, version=version, by=by)
    note_change(row, before, values, village=meeting.village, by=by)
    return row


@transaction.atomic
def remove(row, *, by):
    """Set a row of a meeting aside; `restore` takes it back.

    Raises MeetingSettled, ProblemInUse.
    """
    meeting = _hold(row.meeting)
    if isinstance(row, Problem) and row.proposals.exists():
        raise ProblemInUse
    fields = [f.name for f in row._meta.concrete_fields if not f.is_relation]
    changes = {key: [old, None] for key, old in audit.values_of(row, fields).items()}
    audit.wrote(
        AuditEntry.Act.DELETE, row, village=meeting.village, by=by, changes=changes
    )
    row.become_removed(by=by)


@transaction.atomic
def restore(row, *, by):
    """Take a removed row back; a proposal brings its problem along.

    Raises MeetingSettled.
    """
    meeting = _hold(row.meeting)
    problem = getattr(row, "problem", None)
    for one in filter(None, (problem, row)):
        if one.removed_at:
            typed.restore(one, village=meeting.village, by=by)


@transaction.atomic
def move(rows, row, *, up, by):
    """Swap a ranked row with its neighbour; at the end of the list nothing happens."""
    meeting = _hold(rows.instance)
    ordered = list(rows.all())
    place = ordered.index(row)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(ordered):
        return
    ordered[place], ordered[other] = ordered[other], ordered[place]
    for rank, one in enumerate(ordered, start=1):
        one.rank = rank
    rows.model.objects.bulk_update(ordered, ["rank"])
    changes = {"rank": [place + 1, other + 1]}
    audit.wrote(
        AuditEntry.Act.CHANGE, row, village=meeting.village, by=by, changes=changes
    )
