"""Problems, proposals and photos of a meeting."""

from django.db import transaction
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from rembuk import actions
from rembuk.forms.lists import PhotoForm, ProblemForm, ProposalForm
from rembuk.models import (
    AgendaItem,
    Attendance,
    Invitation,
    Opportunity,
    Photo,
    Problem,
    Proposal,
)
from rembuk.options import Offer
from rembuk.pages import acted, form_page, meeting_in
from villages import pictures
from villages.access import Permission, requires

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
        lambda: save_row(meeting.problems, row, form, by=request.user),
        done="Masalah tersimpan.",
        part="masalah",
        template="rembuk/problem_form.html",
        row=row,
    )


def save_row(rows, row, form, *, by, **more):
    """A row of a meeting as its form has it: added, or changed by its version."""
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
    return removed_row(request, meeting, row, "Masalah dihapus.", "masalah")


def removed_row(request, meeting, row, done, part, back=""):
    """Set a row aside, tell so with the way to take it back, and go back."""

    def remove():
        actions.remove(row, by=request.user)

    keys = [meeting.village.code, meeting.year, meeting.pk, part, row.pk]
    undo = reverse("rembuk:row_restore", args=keys)
    return acted(request, meeting, remove, done=done, part=part, undo=undo, back=back)


# part of the meeting's page → what stands in it
PARTS = {
    "masalah": Problem,
    "usulan": Proposal,
    "hadir": Attendance,
    "diundang": Invitation,
    "acara": AgendaItem,
    "foto": Photo,
    "peluang": Opportunity,
}
# parts that have a page of their own
PAGES = {
    "hadir": "rembuk:attendance_list",
    "diundang": "rembuk:invitation_list",
    "acara": "rembuk:invitation_list",
}


@requires(Permission.EDIT_MEETING)
@require_POST
def row_restore(request, village, year, meeting_id, part, row_id):
    meeting = meeting_in(village, year, meeting_id)
    if part not in PARTS:
        raise Http404
    row = get_object_or_404(PARTS[part].everything, meeting=meeting, pk=row_id)

    def restore():
        actions.restore(row, by=request.user)

    keys = [village.code, year, meeting_id]
    back = reverse(PAGES[part], args=keys) if part in PAGES else ""
    return acted(request, meeting, restore, done="Dikembalikan.", part=part, back=back)


# --- proposals -----------------------------------------------------------------------


@requires(Permission.EDIT_MEETING)
def proposal_add(request, village, year, meeting_id, problem_id):
    meeting = meeting_in(village, year, meeting_id)
    problem = get_object_or_404(meeting.problems, pk=problem_id)
    blank = Proposal(source="dd")
    if request.method == "GET" and (key := request.GET.get("pilihan")):
        blank = Offer(meeting).proposal_for(problem, key)
    form = ProposalForm(request.POST or None, instance=blank)
    return _proposal_page(request, meeting, problem, None, form)


@requires(Permission.EDIT_MEETING)
def proposal_edit(request, village, year, meeting_id, proposal_id):
    meeting = meeting_in(village, year, meeting_id)
    rows = meeting.proposals.select_related("problem")
    row = get_object_or_404(rows, pk=proposal_id)
    form = ProposalForm(request.POST or None, instance=row)
    return _proposal_page(request, meeting, row.problem, row, form)


def _proposal_page(request, meeting, problem, row, form):
    if not meeting.is_rembuk:
        del form.fields["origin"]  # what a discussion finds comes from nowhere else

    def save():
        save_row(meeting.proposals, row, form, by=request.user, problem=problem)

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
    return removed_row(request, meeting, row, "Usulan dihapus.", "usulan")


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
    save_row(meeting.photos, None, form, by=by, file=file)


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
    return removed_row(request, meeting, row, "Foto dihapus.", "foto")
