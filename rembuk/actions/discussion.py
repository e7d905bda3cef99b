"""The verbs of a diskusi RDS: opened, finished, announced, released to the MAD."""

from django.db import transaction

from villages import audit
from villages.actions.saving import (
    given_uuid,
    note_change,
    note_creation,
    overwrite,
    saved_with,
)
from villages.models import AuditEntry

from ..analysis import material_of, sentences_of
from ..discussion import analysis_of, missing_from_discussion, released_content
from ..models import (
    BeritaAcara,
    Carried,
    Discussion,
    Mad,
    Meeting,
    Publication,
    Release,
)
from .meetings import _problems_of

STATE = AuditEntry.Act.STATE


class DiscussionRefused(Exception):
    """The discussion cannot take this step; the message says why and what to do."""


class DiscussionIncomplete(DiscussionRefused):
    """It cannot be finished yet; `missing` says what is to be done."""

    def __init__(self, missing):
        self.missing = missing
        super().__init__(
            "Belum dapat diselesaikan. " + " ".join(f"{one.text}." for one in missing)
        )


# --- open and write ------------------------------------------------------------------


@transaction.atomic
def open_discussion(village, quarter, *, gaps, uuid=None, by):
    """Open the discussion of a year, or return the one it has; gaps become problems."""
    if saved := saved_with(village.meetings, uuid):
        return saved.discussion
    type(village).objects.select_for_update(no_key=True).get(pk=village.pk)
    if there := village.discussions.filter(year=quarter.year).first():
        return there
    meeting = Meeting.objects.create(
        village=village,
        kind=Meeting.Kind.RDS,
        quarter=quarter,
        year=quarter.year,
        recorded_by=by,
        **given_uuid(Meeting, uuid),
    )
    discussion = Discussion.objects.create(
        meeting=meeting, village=village, year=meeting.year, recorded_by=by
    )
    meeting.problems.model.objects.bulk_create(_problems_of(meeting, gaps, by))
    note_creation(meeting, ["kind", "year"], village=village, by=by)
    return discussion


def _hold(discussion):
    """The discussion with its meeting locked."""
    meeting = Meeting.objects.hold(discussion.meeting_id)
    meeting.village = discussion.village
    held = Discussion.objects.get(pk=discussion.pk)
    held.meeting, held.village = meeting, discussion.village
    return held


@transaction.atomic
def change_analysis(discussion, text, *, version, by):
    """Save the analysis; blank lets the figures speak again. Raises StaleVersion."""
    held = _hold(discussion)
    held.meeting.refuse_if_settled()
    values = {"analysis": text}
    before = audit.values_of(held, values)
    overwrite(held, values, version=version, by=by)
    note_change(held, before, values, village=held.village, by=by)
    return held


# --- finish and open again -----------------------------------------------------------


@transaction.atomic
def finish_discussion(discussion, *, by):
    """Number it, freeze figures and words. Raises DiscussionIncomplete, MeetingSettled.

    What was opened again keeps the number it had.
    """
    held = _hold(discussion)
    held.meeting.refuse_if_settled()
    if missing := missing_from_discussion(held.meeting):
        raise DiscussionIncomplete(missing)
    material = material_of(held.village, held.meeting.quarter)
    held.content = {"material": material, "sentences": sentences_of(material)}
    held.analysis = "\n".join(analysis_of(held, material))
    if not held.number:
        held.sequence, held.number = BeritaAcara.objects.next_number(
            held.village, held.year, held.meeting.held_on
        )
    held.save(update_fields=["content", "analysis", "sequence", "number"])
    _set_finished(held, held.village.today(), by, number=held.number)
    return held


@transaction.atomic
def reopen_discussion(discussion, *, by):
    """Let it be changed again while nobody outside reads or used it.

    Raises DiscussionRefused.
    """
    held = _hold(discussion)
    if held.meeting.is_open:
        return held
    _refuse_while_used(held)
    if held.analysis == "\n".join(held.content["sentences"]):
        held.analysis = ""  # nobody wrote it: the newest figures speak again
    held.content = None
    held.save(update_fields=["content", "analysis"])
    _set_finished(held, None, by)
    return held


def _set_finished(held, day, by, **said):
    meeting = held.meeting
    changes = {"finished_on": [str(meeting.finished_on), str(day)]}
    changes |= {key: [None, value] for key, value in said.items()}
    meeting.finished_on = day
    meeting.save(update_fields=["finished_on"])
    audit.wrote(STATE, meeting, village=held.village, by=by, changes=changes)


def _refuse_while_used(held):
    if held.publications.in_force().exists():
        raise DiscussionRefused(
            "Hasil diskusi ini sedang diumumkan kepada warga. Tarik dahulu "
            "pengumumannya, lalu buka kembali."
        )
    if held.releases.in_force().exists():
        raise DiscussionRefused(
            "Hasil diskusi ini sudah dilepas ke MAD. Tarik dahulu pelepasannya, lalu "
            "buka kembali."
        )
    if taker := _taker_of(held.meeting):
        raise DiscussionRefused(
            f"Hasil diskusi ini sudah diambil {taker}. Ubah di rembuknya."
        )


def _taker_of(meeting):
    """The rembuk that took results of the discussion, or None."""
    sources = [
        *meeting.problems.values_list("uuid", flat=True),
        *meeting.proposals.values_list("uuid", flat=True),
    ]
    row = Carried.objects.filter(source__in=sources).select_related("meeting").first()
    return row.meeting if row else None


# --- residents -----------------------------------------------------------------------


@transaction.atomic
def publish(discussion, content, *, by):
    """Announce the results to residents; a newer announcement replaces the older.

    Raises DiscussionRefused while the discussion is open.
    """
    held = _hold(discussion)
    _refuse_unless_finished(held, "diumumkan")
    for row in held.publications.in_force():
        row.become_withdrawn(by=by)
    row = Publication.objects.create(discussion=held, content=content, given_by=by)
    audit.wrote(AuditEntry.Act.CREATE, row, village=held.village, by=by)
    return row


@transaction.atomic
def withdraw_publication(discussion, *, by):
    """Take the announcement back; without one nothing happens."""
    return _withdraw(_hold(discussion), Publication, by)


def _refuse_unless_finished(held, act):
    if held.meeting.is_open:
        raise DiscussionRefused(
            f"Diskusi ini belum diselesaikan, jadi hasilnya belum dapat {act}. "
            "Selesaikan dahulu."
        )


def _withdraw(held, kind, by):
    row = kind.objects.in_force().filter(discussion=held).first()
    if row:
        row.become_withdrawn(by=by)
        audit.wrote(STATE, row, village=held.village, by=by)
    return row


# --- the other villages --------------------------------------------------------------


@transaction.atomic
def release(discussion, *, by):
    """Let the MAD see the results as they stand; once released nothing changes.

    Raises DiscussionRefused while the discussion is open, or when the MAD is over.
    """
    held = _hold(discussion)
    _refuse_unless_finished(held, "dilepas ke MAD")
    _refuse_after_the_mad(held, "Hasil tidak dapat dilepas lagi.")
    if row := held.releases.in_force().first():
        return row
    content = released_content(held)
    row = Release.objects.create(discussion=held, content=content, given_by=by)
    audit.wrote(AuditEntry.Act.CREATE, row, village=held.village, by=by)
    return row


@transaction.atomic
def take_back_release(discussion, *, by):
    """The MAD sees nothing of the village any more.

    Raises DiscussionRefused once the MAD is finished.
    """
    held = _hold(discussion)
    _refuse_after_the_mad(held, "Pelepasan tidak dapat ditarik lagi.")
    return _withdraw(held, Release, by)


def _refuse_after_the_mad(held, consequence):
    """Whoever finishes a MAD holds its row: one of the two waits for the other."""
    rows = Mad.objects.filter(area=held.village.district, year=held.year)
    mad = rows.select_for_update(no_key=True).first()
    if mad and not mad.is_open:
        raise DiscussionRefused(f"MAD {held.year} sudah diselesaikan. {consequence}")
