"""The verbs of a rembuk: each atomic, each refused once the berita acara is settled."""

from django.db import transaction
from django.db.models import Max

from households.actions.saving import (
    given_uuid,
    note_change,
    note_creation,
    overwrite,
    saved_with,
)
from villages import audit, pictures
from villages.actions import typed
from villages.fingerprints import fingerprint
from villages.models import AuditEntry

from . import documents
from .content import content_of
from .legal import LEGAL_BASIS
from .models import BeritaAcara, Meeting, Problem, ProblemInUse, Signature
from .readiness import MeetingIncomplete, missing_from


class SecondMeeting(Exception):
    """The year has a rembuk already: a second one needs a reason."""

    def __init__(self):
        super().__init__(
            "Rembuk tahun ini sudah ada. Tulis alasan mengapa rembuk kedua diadakan."
        )


class ContentChanged(Exception):
    """Somebody changed the meeting after the draft was looked at."""

    def __init__(self):
        super().__init__(
            "Isi rembuk berubah sejak Anda membuka halaman ini. Periksa drafnya sekali "
            "lagi, lalu tetapkan."
        )


class ScanMissing(Exception):
    """A signature in ink is told by a scan, and there is none yet."""

    def __init__(self):
        super().__init__(
            "Tanda tangan basah memerlukan pindaian lembar yang ditandatangani. Foto "
            "atau pindai lembarnya, lalu pilih berkasnya."
        )


# --- a meeting and its rows ----------------------------------------------------------


@transaction.atomic
def open_meeting(village, quarter, *, gaps, second_reason="", uuid=None, by):
    """Open the rembuk of a year from a quarter's scorecard; gaps become problems."""
    if saved := saved_with(village.meetings, uuid):
        return saved
    type(village).objects.select_for_update(no_key=True).get(pk=village.pk)
    if village.meetings.filter(year=quarter.year).exists() and not second_reason:
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


# --- the berita acara ----------------------------------------------------------------


@transaction.atomic
def settle(berita_acara, *, expected=None, by):
    """ditetapkan: number it, freeze its content, render and keep its PDF.

    `expected` is the fingerprint of the content that was looked at. Raises
    WrongState, MeetingIncomplete, ContentChanged.
    """
    meeting = Meeting.objects.hold(berita_acara.meeting_id)
    held = BeritaAcara.objects.hold(berita_acara.pk)
    held.meeting = meeting
    missing = missing_from(meeting) if held.is_draft else []
    if missing:
        raise MeetingIncomplete(missing)
    if held.is_draft and expected and expected != fingerprint(content_of(held)):
        raise ContentChanged
    held.become_numbered()
    held.freeze(content_of(held))
    pdf = documents.unsigned_pdf(held)
    held.become_settled(_keep(held, pdf, "", by), by=by)
    _note_state(held, BeritaAcara.State.DRAFT, by=by)
    return held


@transaction.atomic
def sign(berita_acara, *, party, name, manner, scan=None, by):
    """One signature: on screen (perhaps drawn), or by hand with its scan.

    `scan` is (content, type, name). Signing twice for a party changes nothing. Ink
    without a scan stands on the scan kept before. Raises ScanMissing, WrongState.
    """
    held = BeritaAcara.objects.hold(berita_acara.pk)
    if there := held.signatures.filter(party=party).first():
        return there
    state = held.state
    file = _scan_of(held, manner, scan, by)
    signature = Signature(party=party, name=name, manner=manner, file=file)
    held.become_signed(signature, by=by)
    _note_state(held, state, by=by, party=party, manner=manner)
    return signature


def _scan_of(held, manner, scan, by):
    if scan:
        content, content_type, name = scan
        return pictures.keep(
            content, village=held.village, name=name, content_type=content_type, by=by
        )
    if manner != Signature.Manner.INK:
        return None
    inked = held.signatures.filter(manner=manner).last()
    if inked is None:
        raise ScanMissing
    return inked.file


@transaction.atomic
def ratify(berita_acara, *, by):
    """disahkan: render the signed PDF once and keep it.

    Raises SignaturesMissing, WrongState.
    """
    held = BeritaAcara.objects.hold(berita_acara.pk)
    held.refuse_if_not_ratifiable()
    state = held.state
    pdf = documents.signed_pdf(held)
    held.become_ratified(_keep(held, pdf, " bertanda tangan", by), by=by)
    _note_state(held, state, by=by)
    return held


@transaction.atomic
def cancel(berita_acara, *, reason, by):
    """dibatalkan, for a reason; the number stays with it. Raises WrongState."""
    held = BeritaAcara.objects.hold(berita_acara.pk)
    state = held.state
    held.become_cancelled(reason=reason, by=by)
    _note_state(held, state, by=by, reason=reason)
    return held


@transaction.atomic
def correct(berita_acara, *, by):
    """A new draft that will name the old one; its meeting can be changed again.

    Of two who ask, the second gets the draft of the first.
    """
    meeting = Meeting.objects.hold(berita_acara.meeting_id)
    if draft := meeting.berita_acaras.filter(state=BeritaAcara.State.DRAFT).first():
        return draft
    newest = meeting.berita_acaras.latest("pk")
    draft = BeritaAcara.objects.create(
        meeting=meeting, village=meeting.village, year=meeting.year, corrects=newest
    )
    changes = {"corrects": [None, newest.number]}
    audit.wrote(
        AuditEntry.Act.CREATE, draft, village=meeting.village, by=by, changes=changes
    )
    return draft


def _keep(held, pdf, suffix, by):
    name = f"Berita Acara {held.number}{suffix}.pdf".replace("/", "-")
    return pictures.keep(
        pdf, village=held.village, name=name, content_type="application/pdf", by=by
    )


def _note_state(held, before, *, by, reason="", **said):
    changes = {"state": [before, held.state]} if before != held.state else {}
    changes |= {key: [None, value] for key, value in said.items()}
    audit.wrote(
        AuditEntry.Act.STATE,
        held,
        village=held.village,
        by=by,
        changes=changes,
        reason=reason,
    )
