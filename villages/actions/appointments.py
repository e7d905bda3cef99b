"""The verbs of an SK: each atomic, each refused once the SK is settled."""

from django.db import transaction

from villages import audit, documents, pictures
from villages.appointments import (
    AppointmentIncomplete,
    content_of,
    holder_of_office,
    missing_from,
)
from villages.fingerprints import fingerprint
from villages.legal import first_texts
from villages.models import Appointee, Appointment, AuditEntry, Official

from . import typed
from .saving import given_uuid, note_creation, saved_with

KEPT_BY_SUCCESSOR = (
    *("signer", "signer_role", "settled_in", "ends_on", "meeting_on"),
    *("considering", "legal_basis", "decisions", "copies"),
)
OF_A_PERSON = ("name", "sex", "address", "duty", "posting")


class AppointmentChanged(Exception):
    """Somebody changed the SK after its draft was looked at."""

    def __init__(self):
        super().__init__(
            "Isi SK berubah sejak Anda membuka halaman ini. Periksa drafnya sekali "
            "lagi, lalu tetapkan."
        )


@transaction.atomic
def draw_up(village, kind, *, is_paper=False, uuid=None, by):
    """Begin an SK with the usual texts and today's Kepala Desa."""
    if saved := saved_with(village.appointments, uuid):
        return saved
    today = village.today()
    kades = holder_of_office(village, Official.Position.KADES, today)
    texts = {} if is_paper else first_texts(kind, village)
    row = Appointment.objects.create(
        village=village,
        kind=kind,
        is_paper=is_paper,
        settled_in=village.name,
        signer=kades,
        recorded_by=by,
        **texts,
        **given_uuid(Appointment, uuid),
    )
    note_creation(row, ["kind", "is_paper"], village=village, by=by)
    return row


@transaction.atomic
def replace(appointment, *, by):
    """A new draft that will name the old SK; it begins with the same people and words.

    Of two who ask, the second gets the draft of the first.
    """
    held = Appointment.objects.hold(appointment.pk)
    if there := held.corrections.kept().first():
        return there
    texts = {name: getattr(held, name) for name in KEPT_BY_SUCCESSOR}
    if held.is_paper:
        texts |= first_texts(held.kind, held.village)
    row = Appointment.objects.create(
        village=held.village, kind=held.kind, corrects=held, recorded_by=by, **texts
    )
    for one in held.appointees.kept():
        values = {name: getattr(one, name) for name in OF_A_PERSON}
        Appointee.objects.create(appointment=row, recorded_by=by, **values)
    note_creation(row, ["kind", "corrects"], village=held.village, by=by)
    return row


def _hold_draft(appointment):
    """Lock the SK; raise AppointmentSettled when nothing of it may change."""
    held = Appointment.objects.hold(appointment.pk)
    held.refuse_if_settled()
    return held


@transaction.atomic
def change(appointment, values, *, version, by):
    """Save some fields of a draft. Raises AppointmentSettled, StaleVersion."""
    held = _hold_draft(appointment)
    return typed.change(held, values, version=version, village=held.village, by=by)


@transaction.atomic
def add_person(appointment, values, *, uuid=None, by):
    """One more person of an SK KPM. Raises AppointmentSettled."""
    held = _hold_draft(appointment)
    rows = held.appointees
    return typed.add(rows, values, village=held.village, uuid=uuid, by=by)


@transaction.atomic
def change_person(person, values, *, version, by):
    """Save a person of a draft. Raises AppointmentSettled, StaleVersion."""
    held = _hold_draft(person.appointment)
    return typed.change(person, values, version=version, village=held.village, by=by)


@transaction.atomic
def remove(row, *, by):
    """Set a draft or one of its people aside. Raises AppointmentSettled."""
    held = _hold_draft(getattr(row, "appointment", row))
    typed.remove(row, village=held.village, by=by)


@transaction.atomic
def restore(row, *, by):
    """Take a draft or one of its people back. Raises AppointmentSettled."""
    held = _hold_draft(getattr(row, "appointment", row))
    typed.restore(row, village=held.village, by=by)


@transaction.atomic
def settle(appointment, *, expected=None, by):
    """ditetapkan: freeze the content, render and keep its PDF; of paper keep the scan.

    `expected` is the fingerprint of the content that was looked at. Raises
    AppointmentSettled, AppointmentIncomplete, AppointmentChanged.
    """
    held = _hold_draft(appointment)
    # One at a time in a village: a number is taken by the first.
    type(held.village).objects.select_for_update(no_key=True).get(pk=held.village_id)
    if missing := missing_from(held):
        raise AppointmentIncomplete(missing)
    content = content_of(held)
    if expected and expected != fingerprint(content):
        raise AppointmentChanged
    if held.is_paper:
        held.become_settled(by=by)
    else:
        held.freeze(content, fingerprint(content))
        held.become_settled(file=_keep(held, documents.decree_pdf(held), by), by=by)
    changes = {"state": [Appointment.State.DRAFT, held.state]}
    _note_state(held, changes, by)
    return held


def _keep(held, pdf, by):
    name = f"{held}.pdf".replace("/", "-")
    return pictures.keep(
        pdf, village=held.village, name=name, content_type="application/pdf", by=by
    )


@transaction.atomic
def put_scan(appointment, scan, *, by):
    """Keep the scan of the signed paper: (content, type, name).

    An SK on paper is its scan: it is frozen with it. Raises AppointmentSettled.
    """
    held = Appointment.objects.hold(appointment.pk)
    if held.is_paper:
        held.refuse_if_settled()
    content, content_type, name = scan
    before = held.scan.sha256 if held.scan else None
    attachment = pictures.keep(
        content, village=held.village, name=name, content_type=content_type, by=by
    )
    held.put_scan(attachment)
    _note_state(held, {"scan": [before, attachment.sha256]}, by)
    return held


def _note_state(held, changes, by):
    audit.wrote(
        AuditEntry.Act.STATE, held, village=held.village, by=by, changes=changes
    )
