"""SK KPM and SK RDS: drawn up, looked at as a draft, settled, downloaded, replaced."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from villages import documents
from villages.access import Permission, requires
from villages.actions import appointments as actions
from villages.appointments import (
    AppointmentIncomplete,
    content_of,
    missing_from,
    people_of,
)
from villages.fingerprints import fingerprint
from villages.forms.appointments import (
    AppointeeForm,
    BeginForm,
    HeadForm,
    TextForm,
)
from villages.forms.scans import ScanForm
from villages.models import Appointee, Appointment
from villages.models.appointment import AppointmentSettled
from villages.views.files import docx_answer
from villages.views.saving import form_page

# --- the list ------------------------------------------------------------------------


@requires(Permission.VIEW_DOCUMENTS)
def appointment_list(request, village):
    rows = village.appointments.kept().select_related("corrects")
    replaced = {row.corrects_id for row in rows if not row.is_draft}
    context = {
        "groups": [
            (kind, [(row, row.pk in replaced) for row in rows if row.kind == kind])
            for kind in Appointment.Kind
        ]
    }
    return render(request, "villages/appointment_list.html", context)


@requires(Permission.EDIT_APPOINTMENT)
def appointment_add(request, village, sk_kind):
    if sk_kind not in Appointment.Kind:
        raise Http404
    kind = Appointment.Kind(sk_kind)
    form = BeginForm(
        request.POST or None,
        initial={"uuid": Appointment().uuid, "is_paper": "tulis"},
    )
    if form.is_valid():
        row = actions.draw_up(
            village,
            kind,
            is_paper=form.cleaned_data["is_paper"] == "kertas",
            uuid=form.cleaned_data["uuid"],
            by=request.user,
        )
        return redirect(_page_of(row, "ubah", "kepala"))
    context = {"form": form, "kind": kind, "crumbs": _crumbs(village)}
    context["back_url"] = _list_of(village)
    return render(request, "villages/appointment_begin.html", context)


def _list_of(village):
    return reverse("villages:appointment_list", args=[village.code])


def _crumbs(village, *more):
    return [{"label": "Surat Keputusan", "url": _list_of(village)}, *more]


# --- one SK --------------------------------------------------------------------------


def _row(village, appointment_id):
    rows = village.appointments.kept().select_related(
        "corrects", "file", "scan", "settled_by"
    )
    row = get_object_or_404(rows, pk=appointment_id)
    row.village = village
    return row


def _page_of(row, act="", *more):
    """The page of an SK, or of something done to it."""
    name = {"": "appointment", "ubah": "appointment_edit"}[act]
    return reverse(f"villages:{name}", args=[row.village.code, row.pk, *more])


def _own_crumbs(row):
    return _crumbs(row.village, {"label": str(row), "url": _page_of(row)})


@requires(Permission.VIEW_DOCUMENTS)
def appointment(request, village, appointment_id):
    row = _row(village, appointment_id)
    content = content_of(row) if row.is_draft else row.content
    successor = row.corrections.kept().first()
    may_edit = request.access.may(Permission.EDIT_APPOINTMENT)
    context = {
        "appointment": row,
        "content": content,
        "expected": fingerprint(content) if row.is_draft else "",
        "missing": missing_from(row) if row.is_draft else [],
        "people": _people(row),
        "own_people": row.kind == Appointment.Kind.KPM,
        "editable": row.is_draft and may_edit,
        "successor": successor,
        "may_scan": row.is_draft or not row.is_paper,
        "crumbs": _crumbs(village),
    }
    return render(request, "villages/appointment.html", context)


def _people(row):
    """The people of the annex: rows that can be opened while an SK KPM is a draft."""
    if row.kind == Appointment.Kind.KPM:
        rows = row.appointees.kept().select_related("posting__user")
        return [{"row": one, "name": one.name, "detail": _detail(one)} for one in rows]
    people = row.content["annex"]["people"] if row.content else people_of(row)
    return [
        {"name": p["name"], "detail": f"{p['second']} · {p['first']}"} for p in people
    ]


def _detail(one):
    account = f"akun {one.posting.user.username}" if one.posting else ""
    return " · ".join(filter(None, [one.sex, one.address, one.duty, account]))


FORMS = {"kepala": HeadForm, "isi": TextForm}
HEADINGS = {"kepala": "Nomor, tanggal, masa berlaku", "isi": "Isi keputusan"}


@requires(Permission.EDIT_APPOINTMENT)
def appointment_edit(request, village, appointment_id, section):
    row = _row(village, appointment_id)
    if section not in FORMS:
        raise Http404
    if not row.is_draft:
        return _told(request, row, AppointmentSettled(row))
    more = {"village": village} if section == "kepala" else {}
    form = FORMS[section](request.POST or None, instance=row, **more)

    def save():
        version = form.cleaned_data["version"]
        return actions.change(row, form.values, version=version, by=request.user)

    return _page(request, row, form, save, heading=HEADINGS[section])


def _page(request, row, form, save, *, heading, **context):
    """A form of a draft; what was settled meanwhile is told, not overwritten."""
    try:
        return form_page(
            request,
            form,
            save,
            template="villages/appointment_form.html",
            done=lambda _: "Tersimpan.",
            url=lambda _: _page_of(row),
            heading=heading,
            crumbs=_own_crumbs(row),
            back_url=_page_of(row),
            **context,
        )
    except AppointmentSettled as refusal:
        return _told(request, row, refusal)


def _told(request, row, refusal):
    messages.warning(request, str(refusal))
    return redirect(_page_of(row))


# --- its people ----------------------------------------------------------------------


@requires(Permission.EDIT_APPOINTMENT)
def appointee_edit(request, village, appointment_id, appointee_id=None):
    row = _row(village, appointment_id)
    if row.kind != Appointment.Kind.KPM:
        return redirect("villages:rds", village.code)
    if not row.is_draft:
        return _told(request, row, AppointmentSettled(row))
    people = row.appointees.kept()
    person = get_object_or_404(people, pk=appointee_id) if appointee_id else None
    form = AppointeeForm(
        request.POST or None,
        instance=person or Appointee(appointment=row),
        village=village,
    )

    def save():
        data, values, by = form.cleaned_data, form.values, request.user
        if person is None:
            return actions.add_person(row, values, uuid=data["uuid"], by=by)
        return actions.change_person(person, values, version=data["version"], by=by)

    heading = "Orang yang ditetapkan"
    return _page(request, row, form, save, heading=heading, person=person, sk=row)


@requires(Permission.EDIT_APPOINTMENT)
@require_POST
def appointee_remove(request, village, appointment_id, appointee_id):
    row = _row(village, appointment_id)
    person = get_object_or_404(row.appointees.kept(), pk=appointee_id)
    keys = [village.code, row.pk, person.pk]
    undo = reverse("villages:appointee_restore", args=keys)
    return _acted(
        request,
        row,
        lambda by: actions.remove(person, by=by),
        f"{person} dihapus.",
        undo,
    )


@requires(Permission.EDIT_APPOINTMENT)
@require_POST
def appointee_restore(request, village, appointment_id, appointee_id):
    row = _row(village, appointment_id)
    removed = row.appointees.exclude(removed_at=None)
    person = get_object_or_404(removed, pk=appointee_id)
    done = f"{person} dikembalikan."
    return _acted(request, row, lambda by: actions.restore(person, by=by), done)


def _acted(request, row, act, done, undo="", page=""):
    """An act of one press: told how it went, then back to the SK."""
    try:
        act(by=request.user)
    except AppointmentSettled as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, done, extra_tags=undo)
    return redirect(page or _page_of(row))


# --- its life ------------------------------------------------------------------------


@requires(Permission.EDIT_APPOINTMENT)
@require_POST
def appointment_settle(request, village, appointment_id):
    row = _row(village, appointment_id)
    try:
        row = actions.settle(
            row, expected=request.POST.get("expected"), by=request.user
        )
    except (AppointmentIncomplete, actions.AppointmentChanged) as refusal:
        messages.warning(request, str(refusal))
    except AppointmentSettled:
        messages.info(request, "SK ini sudah ditetapkan sebelumnya.")
    else:
        messages.success(request, f"{row} ditetapkan. Isinya tidak berubah lagi.")
    return redirect(_page_of(row))


@requires(Permission.EDIT_APPOINTMENT)
def appointment_scan(request, village, appointment_id):
    row = _row(village, appointment_id)
    form = ScanForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        scan = form.cleaned_data["scan"]
        done = "Pindaian SK tersimpan."
        return _acted(request, row, lambda by: actions.put_scan(row, scan, by=by), done)
    context = {
        "form": form,
        "heading": "Unggah pindaian",
        "crumbs": _own_crumbs(row),
        "back_url": _page_of(row),
    }
    return render(request, "villages/appointment_form.html", context)


@requires(Permission.EDIT_APPOINTMENT)
@require_POST
def appointment_replace(request, village, appointment_id):
    row = _row(village, appointment_id)
    if row.is_draft:
        return redirect(_page_of(row))
    draft = actions.replace(row, by=request.user)
    messages.success(
        request,
        f"Draf SK pengganti dibuka. Perbaiki yang keliru, lalu tetapkan; {row} tetap "
        "tersimpan.",
    )
    return redirect(_page_of(draft))


@requires(Permission.EDIT_APPOINTMENT)
@require_POST
def appointment_remove(request, village, appointment_id):
    row = _row(village, appointment_id)
    undo = reverse("villages:appointment_restore", args=[village.code, row.pk])
    page = _list_of(village) if row.is_draft else ""
    done = f"{row} dihapus."
    return _acted(request, row, lambda by: actions.remove(row, by=by), done, undo, page)


@requires(Permission.EDIT_APPOINTMENT)
@require_POST
def appointment_restore(request, village, appointment_id):
    removed = village.appointments.exclude(removed_at=None)
    row = get_object_or_404(removed, pk=appointment_id)
    row.village = village
    done = f"{row} dikembalikan."
    return _acted(request, row, lambda by: actions.restore(row, by=by), done)


# --- files ---------------------------------------------------------------------------


@requires(Permission.VIEW_DOCUMENTS)
def appointment_draft(request, village, appointment_id):
    row = _row(village, appointment_id)
    if not row.is_draft or row.is_paper:
        return redirect(_page_of(row))
    content = documents.draft_decree_pdf(row)
    headers = {"Content-Disposition": f'inline; filename="Draf {row.kind}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@requires(Permission.VIEW_DOCUMENTS)
def appointment_docx(request, village, appointment_id):
    """The draft for the office to adapt; what was settled stands in its PDF alone."""
    row = _row(village, appointment_id)
    if not row.is_draft or row.is_paper:
        return redirect(_page_of(row))
    return docx_answer(documents.draft_decree_docx(row), f"Draf {row.kind}.docx")


@requires(Permission.VIEW_DOCUMENTS)
def appointment_file(request, village, appointment_id, file_name):
    """The very bytes that were kept: the PDF, or the scan of the signed paper."""
    row = _row(village, appointment_id)
    kept = {"asli": row.file, "pindaian": row.scan}.get(file_name)
    if kept is None:
        raise Http404
    return FileResponse(
        kept.file.open("rb"), filename=kept.name, content_type=kept.content_type
    )
