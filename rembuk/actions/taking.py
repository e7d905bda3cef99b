"""A rembuk takes over what the diskusi RDS or the MAD found, and nothing twice."""

from django.db import transaction
from django.db.models import Max

from villages.actions import typed
from villages.actions.saving import note_creation

from ..models import Carried, Meeting
from ..taking import CELLS, RECKONED, offer_from

PROBLEM = ("package", "indicator", "text", "received", "due")


@transaction.atomic
def take_over(meeting, origin, *, by):
    """Add the problems and activities of an origin; return how many came in.

    What is there already stays as it is; what was removed comes back. A problem of
    the scorecard that the rembuk discusses anyway is joined, not doubled.
    Raises MeetingSettled.
    """
    held = Meeting.objects.hold(meeting.pk)
    held.village = meeting.village
    held.refuse_if_settled()
    offer = offer_from(held, origin)
    if offer is None:
        return 0
    before = offer.left
    carried = {str(row.source): row for row in _carried(held)}
    problems = {
        row["uuid"]: _problem(held, offer, row, carried, by) for row in offer.problems
    }
    for row in offer.activities:
        _proposal(held, offer, row, problems[row["problem"]], carried, by)
    return before


def _carried(meeting):
    return meeting.carried.select_related("problem", "proposal")


def _problem(meeting, offer, row, carried, by):
    if there := carried.get(row["uuid"]):
        return _back(there.problem, meeting, by)
    found = _same(meeting, row)
    if found is None:
        values = {key: row[key] for key in PROBLEM}
        found = _add(meeting.problems, values, meeting, by)
    Carried.objects.create(
        meeting=meeting, origin=offer.origin, source=row["uuid"], problem=found
    )
    return found


def _same(meeting, row):
    """The problem about the same service, or in the same words."""
    rows = meeting.problems
    if row["indicator"]:
        found = rows.filter(indicator=row["indicator"]).first()
    else:
        found = None
    return found or rows.filter(text=row["text"]).first()


def _proposal(meeting, offer, row, problem, carried, by):
    if there := carried.get(row["uuid"]):
        return _back(there.proposal, meeting, by)
    values = {key: row[key] for key in (*CELLS, *RECKONED) if key in row}
    values |= {"problem": problem, "origin": offer.origin}
    found = _add(meeting.proposals, values, meeting, by)
    Carried.objects.create(
        meeting=meeting, origin=offer.origin, source=row["uuid"], proposal=found
    )
    return found


def _back(row, meeting, by):
    if row.removed_at:
        typed.restore(row, village=meeting.village, by=by)
    return row


def _add(rows, values, meeting, by):
    last = rows.aggregate(last=Max("rank"))["last"] or 0
    row = rows.create(**values, rank=last + 1, recorded_by=by)
    note_creation(row, values, village=meeting.village, by=by)
    return row
