"""What an evaluation says of promises and findings, each leading back to it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rembuk.evaluation import next_day
from rembuk.forms.promises import FateForm, PromiseForm
from rembuk.models import Promise
from rembuk.pages import address_of, crumbs_of, refused_if_settled
from rembuk.views.evaluations import evaluation_in
from scorecard.forms.findings import OutcomeForm
from villages.access import Permission, requires
from villages.actions import typed
from villages.actions.closing import close, reopen
from villages.views.saving import form_page

LAST, NEW, FOUND = "janji-lalu", "janji-baru", "temuan"


def _keys(meeting, row):
    return [meeting.village.code, meeting.year, meeting.pk, row.pk]


# --- new promises --------------------------------------------------------------------


@requires(Permission.EDIT_MEETING)
def evaluation_promise(request, village, year, meeting_id, promise_id=None):
    """A promise that the evaluation ends with."""
    meeting = evaluation_in(village, year, meeting_id)
    if settled := refused_if_settled(request, meeting):
        return settled
    rows = meeting.promises.open()
    row = get_object_or_404(rows, pk=promise_id) if promise_id else None
    made_on = meeting.held_on or village.today()
    blank = Promise(village=village, made_on=made_on, due_on=next_day(meeting))
    form = PromiseForm(
        request.POST or None, instance=row or blank, today=village.today()
    )
    return form_page(
        request,
        form,
        lambda: _saved(meeting, row, form, by=request.user),
        template="rembuk/evaluation_promise.html",
        done=lambda saved: "Janji tersimpan.",
        url=lambda saved: address_of(meeting, NEW),
        row=row,
        meeting=meeting,
        heading="Ubah janji" if row else "Janji baru",
        crumbs=crumbs_of(meeting),
        back_url=address_of(meeting, NEW),
    )


def _saved(meeting, row, form, *, by):
    data, village = form.cleaned_data, meeting.village
    if row is None:
        values = form.values | {"meeting": meeting}
        rows, uuid = village.promises, data["uuid"]
        return typed.add(rows, values, village=village, uuid=uuid, by=by)
    version = data["version"]
    return typed.change(row, form.values, version=version, village=village, by=by)


@requires(Permission.EDIT_MEETING)
@require_POST
def evaluation_promise_remove(request, village, year, meeting_id, promise_id):
    meeting = evaluation_in(village, year, meeting_id)
    if settled := refused_if_settled(request, meeting):
        return settled
    row = get_object_or_404(meeting.promises.open(), pk=promise_id)
    typed.remove(row, village=village, by=request.user)
    undo = reverse("rembuk:evaluation_promise_restore", args=_keys(meeting, row))
    messages.success(request, "Janji dihapus.", extra_tags=undo)
    return redirect(address_of(meeting, NEW))


@requires(Permission.EDIT_MEETING)
@require_POST
def evaluation_promise_restore(request, village, year, meeting_id, promise_id):
    meeting = evaluation_in(village, year, meeting_id)
    if settled := refused_if_settled(request, meeting):
        return settled
    rows = Promise.everything.filter(meeting=meeting).exclude(removed_at=None)
    row = get_object_or_404(rows, pk=promise_id)
    typed.restore(row, village=village, by=request.user)
    messages.success(request, "Janji dikembalikan.")
    return redirect(address_of(meeting, NEW))


# --- last promises, findings ---------------------------------------------------------


@requires(Permission.EDIT_MEETING)
def evaluation_promise_close(request, village, year, meeting_id, promise_id):
    """What came of a promise that was made before."""
    meeting = evaluation_in(village, year, meeting_id)
    rows = village.promises.open().exclude(meeting=meeting)
    row = get_object_or_404(rows, pk=promise_id)
    return _close_page(
        request,
        meeting,
        row,
        FateForm(request.POST or None),
        part=LAST,
        undo="rembuk:evaluation_promise_reopen",
        template="rembuk/promise_close.html",
        promise=row,
    )


@requires(Permission.EDIT_MEETING)
@require_POST
def evaluation_promise_reopen(request, village, year, meeting_id, promise_id):
    meeting = evaluation_in(village, year, meeting_id)
    rows = village.promises.exclude(closed_on=None)
    return _reopened(request, meeting, get_object_or_404(rows, pk=promise_id), LAST)


@requires(Permission.EDIT_MEETING)
def evaluation_finding_close(request, village, year, meeting_id, finding_id):
    """What came of a finding that was kept."""
    meeting = evaluation_in(village, year, meeting_id)
    row = get_object_or_404(village.findings.open(), pk=finding_id)
    return _close_page(
        request,
        meeting,
        row,
        OutcomeForm(request.POST or None),
        part=FOUND,
        undo="rembuk:evaluation_finding_reopen",
        template="scorecard/finding_close.html",
        finding=row,
    )


@requires(Permission.EDIT_MEETING)
@require_POST
def evaluation_finding_reopen(request, village, year, meeting_id, finding_id):
    meeting = evaluation_in(village, year, meeting_id)
    rows = village.findings.exclude(closed_on=None)
    return _reopened(request, meeting, get_object_or_404(rows, pk=finding_id), FOUND)


def _close_page(request, meeting, row, form, *, part, undo, template, **context):
    if settled := refused_if_settled(request, meeting):
        return settled
    if form.is_valid():
        data = form.cleaned_data
        close(row, data["outcome"], data["outcome_note"], by=request.user)
        address = reverse(undo, args=_keys(meeting, row))
        messages.success(request, "Hasilnya tercatat.", extra_tags=address)
        return redirect(address_of(meeting, part))
    context |= {"form": form, "crumbs": crumbs_of(meeting)}
    return render(request, template, context | {"back_url": address_of(meeting, part)})


def _reopened(request, meeting, row, part):
    if settled := refused_if_settled(request, meeting):
        return settled
    reopen(row, by=request.user)
    messages.success(request, "Dibuka kembali.")
    return redirect(address_of(meeting, part))
