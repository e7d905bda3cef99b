"""The verbs of a MAD: each atomic, each refused once it is finished."""

from django.db import transaction
from django.db.models import Max

from villages import audit
from villages.actions.saving import (
    given_uuid,
    note_change,
    note_creation,
    overwrite,
    saved_with,
)
from villages.models import AuditEntry

from ..mad import (
    analysis_of_mad,
    common_problems,
    missing_from_mad,
    released_to,
    sentences_of_all,
    today_of,
)
from ..models import Carried, Mad, MadProblem


class MadRefused(Exception):
    """The MAD cannot take this step; the message says why and what to do."""


class MadIncomplete(MadRefused):
    """It cannot be finished yet; `missing` says what is to be done."""

    def __init__(self, missing):
        self.missing = missing
        super().__init__(
            "Belum dapat diselesaikan. " + " ".join(f"{one.text}." for one in missing)
        )


@transaction.atomic
def open_mad(area, year, *, by):
    """Open the MAD of a year, or return the one there is."""
    type(area).objects.select_for_update(no_key=True).get(pk=area.pk)
    if there := area.mads.filter(year=year).first():
        return there
    mad = Mad.objects.create(area=area, year=year, recorded_by=by)
    note_creation(mad, ["year"], village=None, by=by)
    return mad


def _hold(mad):
    held = Mad.objects.hold(mad.pk)
    held.area = mad.area
    held.refuse_if_finished()
    return held


@transaction.atomic
def change_mad(mad, values, *, version, by):
    """Save some fields of the MAD. Raises MadFinished, StaleVersion."""
    held = _hold(mad)
    before = audit.values_of(held, values)
    overwrite(held, values, version=version, by=by)
    note_change(held, before, values, village=None, by=by)
    return held


# --- rows ----------------------------------------------------------------------------


@transaction.atomic
def add_row(rows, values, *, uuid=None, by):
    """Add a row to the end of one of its lists. Raises MadFinished."""
    if saved := saved_with(rows, uuid):
        return saved
    _hold(rows.instance)
    if "rank" in {field.name for field in rows.model._meta.fields}:
        last = rows.aggregate(last=Max("rank"))["last"] or 0
        values = values | {"rank": last + 1}
    row = rows.create(**values, recorded_by=by, **given_uuid(rows.model, uuid))
    note_creation(row, values, village=None, by=by)
    return row


@transaction.atomic
def change_row(row, values, *, version, by):
    """Save a row. Raises MadFinished, StaleVersion."""
    _hold(row.mad)
    before = audit.values_of(row, values)
    overwrite(row, values, version=version, by=by)
    note_change(row, before, values, village=None, by=by)
    return row


@transaction.atomic
def remove_row(row, *, by):
    """Set a row aside. Raises MadFinished, MadRefused for a problem with activities."""
    _hold(row.mad)
    if isinstance(row, MadProblem) and row.activities.exists():
        raise MadRefused(
            "Masalah ini masih punya kegiatan. Hapus atau ubah dahulu kegiatannya."
        )
    row.become_removed(by=by)
    audit.wrote(AuditEntry.Act.DELETE, row, village=None, by=by)


@transaction.atomic
def restore_row(row, *, by):
    """Take a removed row back; an activity brings its problem along."""
    _hold(row.mad)
    for one in filter(None, (getattr(row, "problem", None), row)):
        if one.removed_at:
            changes = {"removed_at": [str(one.removed_at), None]}
            one.become_restored()
            audit.wrote(
                AuditEntry.Act.CHANGE, one, village=None, by=by, changes=changes
            )


@transaction.atomic
def move_row(rows, row, *, up, by):
    """Swap a ranked row with its neighbour; at the end of the list nothing happens."""
    _hold(rows.instance)
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
    audit.wrote(AuditEntry.Act.CHANGE, row, village=None, by=by, changes=changes)


@transaction.atomic
def take_up_problem(mad, key, *, by):
    """A problem the villages brought becomes a joint one; the same again adds none.

    Raises MadFinished, MadRefused when no village brings it (any more).
    """
    held = _hold(mad)
    every = {one.key: one for one in common_problems(released_to(held))}
    if key not in every:
        raise MadRefused(
            "Masalah ini tidak ada lagi: desanya sudah menarik hasil diskusinya."
        )
    one = every[key]
    if there := held.problems.filter(text=one.text).first():
        return there
    values = {
        "package": one.package,
        "indicator": one.indicator,
        "text": one.text,
        "village_codes": one.codes,
    }
    return add_row(held.problems, values, by=by)


# --- finish and open again -----------------------------------------------------------


@transaction.atomic
def finish_mad(mad, *, by):
    """Number it, freeze it with what villages had released. Raises MadIncomplete."""
    held = _hold(mad)
    # Whoever takes a release back waits for the row held above.
    released = released_to(held)
    if missing := missing_from_mad(held, released):
        raise MadIncomplete(missing)
    held.analysis = "\n".join(analysis_of_mad(held, released))
    held.content = {"villages": released}
    if not held.number:
        held.become_numbered()
    _set_finished(held, today_of(held), by)
    return held


def _set_finished(held, day, by):
    changes = {"finished_on": [str(held.finished_on), str(day)]}
    changes |= {"number": [None, held.number]}
    held.finished_on = day
    held.version += 1
    fields = ["analysis", "content", "finished_on", "number", "version"]
    held.save(update_fields=fields)
    audit.wrote(AuditEntry.Act.STATE, held, village=None, by=by, changes=changes)


@transaction.atomic
def reopen_mad(mad, *, by):
    """Let it be changed again while no rembuk took its results. Raises MadRefused."""
    held = Mad.objects.hold(mad.pk)
    if held.is_open:
        return held
    if taker := _taker_of(held):
        raise MadRefused(
            f"Hasil MAD ini sudah diambil {taker} {taker.village.title}, jadi MAD "
            "tidak dapat dibuka lagi."
        )
    if held.analysis == "\n".join(sentences_of_all(released_to(held))):
        held.analysis = ""  # nobody wrote it: what is released speaks again
    held.content = None
    _set_finished(held, None, by)
    return held


def _taker_of(mad):
    sources = [
        *mad.problems.values_list("uuid", flat=True),
        *mad.activities.values_list("uuid", flat=True),
    ]
    rows = Carried.objects.filter(source__in=sources)
    row = rows.select_related("meeting__village").first()
    return row.meeting if row else None
