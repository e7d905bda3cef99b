"""The berita acara: settled, signed, ratified, cancelled, corrected."""

from django.db import transaction

from villages import audit, pictures
from villages.fingerprints import fingerprint
from villages.models import AuditEntry

from .. import documents
from ..content import content_of
from ..models import BeritaAcara, Meeting, Signature
from ..readiness import MeetingIncomplete, missing_from


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
