"""Points, weights, the order they give, and votes: several may type at once."""

from django.db import transaction
from django.db.models import F

from villages import audit
from villages.models import AuditEntry

from ..cells import Decided, decide
from ..judging import criteria_of, judgement_of, rows_of, values_of
from ..models import Criterion, Meeting, Score, Sorting
from ..points import OWN, STANDARD
from ..voting import FIELDS, TooManyVotes, voters_of, votes_of


def _hold(meeting):
    held = Meeting.objects.hold(meeting.pk)
    held.refuse_if_settled()
    return held


def point_name(pk, key):
    """What the cell of a row and a criterion is called."""
    return f"n-{pk}-{key}"


@transaction.atomic
def give_points(meeting, part, typed, *, by) -> Decided:
    """Save values, name → (was, mine). Raises MeetingSettled.

    A cell that somebody else changed meanwhile stays and is returned as a clash.
    """
    held = _hold(meeting)
    given = values_of(held, part)
    cells = {point_name(pk, key): (pk, key) for pk, key in given}
    for row in rows_of(held, part):
        cells |= {point_name(row.pk, one.key): (row.pk, one.key) for one in STANDARD}
    saved = {name: given.get(cell) for name, cell in cells.items()}
    told = decide({name: one for name, one in typed.items() if name in cells}, saved)
    field = "problem_id" if part == "masalah" else "proposal_id"
    for name, value in told.changes.items():
        pk, key = cells[name]
        _give(held, {field: pk, "key": key}, value, by)
    _note(held, {name: saved[name] for name in told.changes}, told.changes, by)
    return told


def _give(meeting, which, value, by):
    if value is None:
        meeting.scores.filter(**which).delete()
        return
    values = {"value": value, "recorded_by": by}
    changed = meeting.scores.filter(**which).update(**values, version=F("version") + 1)
    if not changed:
        Score.objects.create(meeting=meeting, **which, **values)


def _note(meeting, before, after, by):
    if not after:
        return
    changes = {name: [before[name], value] for name, value in after.items()}
    audit.wrote(
        AuditEntry.Act.CHANGE, meeting, village=meeting.village, by=by, changes=changes
    )


@transaction.atomic
def weigh(meeting, typed, *, by) -> Decided:
    """Save weights and the own criterion's name, name → (was, mine).

    Raises MeetingSettled.
    """
    held = _hold(meeting)
    saved = weights_of(held)
    told = decide(typed, saved)
    wanted = saved | told.changes
    for one in STANDARD:
        values = {"weight": wanted[f"b-{one.key}"]}
        if one.key == OWN:
            values["name"] = wanted["nama"]
        if _is_changed(one.key, told.changes):
            Criterion.objects.update_or_create(
                meeting=held, key=one.key, defaults=values | {"recorded_by": by}
            )
    _note(held, {name: saved[name] for name in told.changes}, told.changes, by)
    return told


def _is_changed(key, changes):
    return f"b-{key}" in changes or (key == OWN and "nama" in changes)


def weights_of(meeting):
    """The cells of the page of weights: name → value."""
    criteria = criteria_of(meeting)
    own = next(one for one in criteria if one.key == OWN)
    return {f"b-{one.key}": one.weight for one in criteria} | {"nama": own.name}


# --- the order -----------------------------------------------------------------------


@transaction.atomic
def sort_by(meeting, part, by_what, *, by):
    """Order a list by points or by votes; `unsort` takes it back.

    Raises MeetingSettled.
    """
    held = _hold(meeting)
    rows = rows_of(held, part)
    if by_what == Sorting.By.POINTS:
        ordered = [row.subject for row in judgement_of(held, part).by_score]
    else:
        ordered = sorted(
            rows, key=lambda r: (-(r.votes_for or 0), r.votes_against or 0)
        )
    before, after = [row.pk for row in rows], [row.pk for row in ordered]
    _rank(ordered)
    Sorting.objects.update_or_create(
        meeting=held,
        part=part,
        defaults={"by": by_what, "before": before, "after": after, "recorded_by": by},
    )
    _note(held, {f"urutan {part}": before}, {f"urutan {part}": after}, by)


def _rank(ordered):
    for rank, row in enumerate(ordered, start=1):
        row.rank = rank
    if ordered:
        type(ordered[0]).objects.bulk_update(ordered, ["rank"])


@transaction.atomic
def unsort(meeting, part, *, by):
    """Take back the order that `sort_by` gave; rows added since stay at the end.

    Raises MeetingSettled.
    """
    held = _hold(meeting)
    sorting = held.sortings.filter(part=part).first()
    if sorting is None:
        return
    rows = rows_of(held, part)
    places = {pk: place for place, pk in enumerate(sorting.before)}
    ordered = sorted(rows, key=lambda row: places.get(row.pk, len(places)))
    _rank(ordered)
    sorting.delete()
    before, after = [row.pk for row in rows], [row.pk for row in ordered]
    _note(held, {f"urutan {part}": before}, {f"urutan {part}": after}, by)


# --- votes ---------------------------------------------------------------------------


def votes_cells(meeting):
    """The cells of the page of votes: name → (proposal, field)."""
    return {
        f"s-{row.pk}-{name.removeprefix('votes_')}": (row, name)
        for row in meeting.proposals.all()
        for name in FIELDS
    }


@transaction.atomic
def count_votes(meeting, typed, *, by) -> Decided:
    """Save votes for proposals, name → (was, mine).

    Raises MeetingSettled, TooManyVotes.
    """
    held = _hold(meeting)
    cells = votes_cells(held)
    saved = {name: getattr(row, field) for name, (row, field) in cells.items()}
    told = decide({name: one for name, one in typed.items() if name in cells}, saved)
    changed = {}
    for name, value in told.changes.items():
        row, field = cells[name]
        row = changed.setdefault(row.pk, row)
        setattr(row, field, value)
    voters = voters_of(held)
    for row in changed.values():
        if votes_of(row) > voters:
            raise TooManyVotes(row.activity, votes_of(row), voters)
    for row in changed.values():
        values = {name: getattr(row, name) for name in FIELDS}
        held.proposals.filter(pk=row.pk).update(**values)
    _note(held, {name: saved[name] for name in told.changes}, told.changes, by)
    return told
