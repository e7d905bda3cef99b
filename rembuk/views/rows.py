"""Problems, proposals, the daftar hadir and photos of a meeting."""

from django.contrib import messages
from django.db import transaction
from django.forms import formset_factory
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rembuk import actions
from rembuk.content import counted
from rembuk.forms.lists import (
    AttendanceForm,
    AttendanceLineForm,
    PhotoForm,
    ProblemForm,
    ProposalForm,
)
from rembuk.models import Attendance, MeetingSettled, Photo, Problem, Proposal
from rembuk.pages import acted, crumbs_of, form_page, meeting_in
from villages import pictures
from villages.access import Permission, requires

BLANK_LINES = 5


# --- problems ------------------------------------------------------------------------


@requires(Permission.EDIT_MEETING)
def problem_edit(request, village, year, meeting_id, problem_id=None):
    meeting = meeting_in(village, year, meeting_id)
    row = get_object_or_404(meeting.problems, pk=problem_id) if problem_id else None
    form = ProblemForm(request.POST or None, instance=row)
    return form_page(
        request,
        meeting,
        form,
        lambda: _save(meeting.problems, row, form, by=request.user),
        done="Masalah tersimpan.",
        part="masalah",
        template="rembuk/problem_form.html",
        row=row,
    )


def _save(rows, row, form, *, by, **more):
    values, data = form.values | more, form.cleaned_data
    if row is None:
        return actions.add(rows, values, uuid=data["uuid"], by=by)
    return actions.change(row, values, version=data["version"], by=by)


@requires(Permission.EDIT_MEETING)
@require_POST
def problem_move(request, village, year, meeting_id, problem_id):
    meeting = meeting_in(village, year, meeting_id)
    row = get_object_or_404(meeting.problems, pk=problem_id)
    return _moved(request, meeting, meeting.problems, row, "masalah")


def _moved(request, meeting, rows, row, part):
    up = request.POST.get("arah") == "naik"

    def move():
        actions.move(rows, row, up=up, by=request.user)

    return acted(request, meeting, move, done="", part=part)


@requires(Permission.EDIT_MEETING)
@require_POST
def problem_remove(request, village, year, meeting_id, problem_id):
    meeting = meeting_in(village, year, meeting_id)
    row = get_object_or_404(meeting.problems, pk=problem_id)
    return _removed(request, meeting, row, "Masalah dihapus.", "masalah")


def _removed(request, meeting, row, done, part):
    def remove():
        actions.remove(row, by=request.user)

    keys = [meeting.village.code, meeting.year, meeting.pk, part, row.pk]
    undo = reverse("rembuk:row_restore", args=keys)
    return acted(request, meeting, remove, done=done, part=part, undo=undo)


# part of the meeting's page → what stands in it
PARTS = {"masalah": Problem, "usulan": Proposal, "hadir": Attendance, "foto": Photo}


@requires(Permission.EDIT_MEETING)
@require_POST
def row_restore(request, village, year, meeting_id, part, row_id):
    meeting = meeting_in(village, year, meeting_id)
    if part not in PARTS:
        raise Http404
    row = get_object_or_404(PARTS[part].everything, meeting=meeting, pk=row_id)

    def restore():
        actions.restore(row, by=request.user)

    return acted(request, meeting, restore, done="Dikembalikan.", part=part)


# --- proposals -----------------------------------------------------------------------


@requires(Permission.EDIT_MEETING)
def proposal_add(request, village, year, meeting_id, problem_id):
    meeting = meeting_in(village, year, meeting_id)
    problem = get_object_or_404(meeting.problems, pk=problem_id)
    form = ProposalForm(request.POST or None, instance=Proposal(source="dd"))
    return _proposal_page(request, meeting, problem, None, form)


@requires(Permission.EDIT_MEETING)
def proposal_edit(request, village, year, meeting_id, proposal_id):
    meeting = meeting_in(village, year, meeting_id)
    rows = meeting.proposals.select_related("problem")
    row = get_object_or_404(rows, pk=proposal_id)
    form = ProposalForm(request.POST or None, instance=row)
    return _proposal_page(request, meeting, row.problem, row, form)


def _proposal_page(request, meeting, problem, row, form):
    def save():
        _save(meeting.proposals, row, form, by=request.user, problem=problem)

    return form_page(
        request,
        meeting,
        form,
        save,
        done="Usulan tersimpan.",
        part="usulan",
        template="rembuk/proposal_form.html",
        problem=problem,
        row=row,
    )


@requires(Permission.EDIT_MEETING)
@require_POST
def proposal_move(request, village, year, meeting_id, proposal_id):
    meeting = meeting_in(village, year, meeting_id)
    row = get_object_or_404(meeting.proposals, pk=proposal_id)
    return _moved(request, meeting, meeting.proposals, row, "usulan")


@requires(Permission.EDIT_MEETING)
@require_POST
def proposal_remove(request, village, year, meeting_id, proposal_id):
    meeting = meeting_in(village, year, meeting_id)
    row = get_object_or_404(meeting.proposals, pk=proposal_id)
    return _removed(request, meeting, row, "Usulan dihapus.", "usulan")


# --- daftar hadir --------------------------------------------------------------------

Lines = formset_factory(AttendanceLineForm, extra=BLANK_LINES, max_num=100)


@requires(Permission.VIEW_MEETING)
def attendance_list(request, village, year, meeting_id):
    meeting = meeting_in(village, year, meeting_id)
    editable = meeting.is_open and request.access.may(Permission.EDIT_MEETING)
    attendances = list(meeting.attendances.all())
    present, guests = counted(attendances)
    context = {
        "meeting": meeting,
        "attendances": attendances,
        "present": present,
        "guests": guests,
        "present_total": len(attendances) - guests,
        "editable": editable,
        "lines": Lines() if editable else None,
        "crumbs": crumbs_of(meeting),
    }
    return render(request, "rembuk/attendance_list.html", context)


@requires(Permission.EDIT_MEETING)
@require_POST
def attendance_add(request, village, year, meeting_id):
    meeting = meeting_in(village, year, meeting_id)
    form = Lines(request.POST)
    keys = [village.code, year, meeting_id]
    if not form.is_valid():
        attendances = list(meeting.attendances.all())
        context = {"meeting": meeting, "attendances": attendances, "editable": True}
        context |= {"lines": form, "crumbs": crumbs_of(meeting)}
        return render(request, "rembuk/attendance_list.html", context)
    filled = [line for line in form if line.is_filled]
    try:
        _add_all(meeting, filled, by=request.user)
    except MeetingSettled as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"{len(filled)} peserta tersimpan.")
    return redirect("rembuk:attendance_list", *keys)


@transaction.atomic
def _add_all(meeting, filled, *, by):
    for line in filled:
        _save(meeting.attendances, None, line, by=by)


@requires(Permission.EDIT_MEETING)
def attendance_edit(request, village, year, meeting_id, attendance_id):
    meeting = meeting_in(village, year, meeting_id)
    row = get_object_or_404(meeting.attendances, pk=attendance_id)
    form = AttendanceForm(request.POST or None, instance=row)
    return form_page(
        request,
        meeting,
        form,
        lambda: _save(meeting.attendances, row, form, by=request.user),
        done="Peserta tersimpan.",
        part="hadir",
        template="rembuk/attendance_form.html",
        row=row,
    )


@requires(Permission.EDIT_MEETING)
@require_POST
def attendance_remove(request, village, year, meeting_id, attendance_id):
    meeting = meeting_in(village, year, meeting_id)
    row = get_object_or_404(meeting.attendances, pk=attendance_id)
    return _removed(request, meeting, row, "Peserta dihapus.", "hadir")


# --- photos --------------------------------------------------------------------------


@requires(Permission.EDIT_MEETING)
def photo_add(request, village, year, meeting_id):
    meeting = meeting_in(village, year, meeting_id)
    form = PhotoForm(request.POST or None, request.FILES or None)

    def save():
        _keep_photo(meeting, form, by=request.user)

    return form_page(
        request,
        meeting,
        form,
        save,
        done="Foto tersimpan.",
        part="foto",
        template="rembuk/photo_form.html",
        photos=meeting.photos.all(),
    )


@transaction.atomic
def _keep_photo(meeting, form, *, by):
    file = pictures.keep(
        form.cleaned_data["picture"],
        village=meeting.village,
        name="foto.jpg",
        content_type="image/jpeg",
        by=by,
    )
    _save(meeting.photos, None, form, by=by, file=file)


@requires(Permission.VIEW_MEETING)
def photo(request, village, year, meeting_id, photo_id):
    meeting = meeting_in(village, year, meeting_id)
    row = get_object_or_404(meeting.photos.select_related("file"), pk=photo_id)
    return FileResponse(row.file.file.open("rb"), content_type="image/jpeg")


@requires(Permission.EDIT_MEETING)
@require_POST
def photo_remove(request, village, year, meeting_id, photo_id):
    meeting = meeting_in(village, year, meeting_id)
    row = get_object_or_404(meeting.photos, pk=photo_id)
    return _removed(request, meeting, row, "Foto dihapus.", "foto")
