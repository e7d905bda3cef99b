"""Tindakan tersimpan of the RDS: kept at one evaluation, shown again at the next."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from scorecard.forms.findings import FindingForm, OutcomeForm
from scorecard.models import Finding
from scorecard.views.choice import asked
from villages.access import Permission, requires
from villages.actions import typed
from villages.actions.closing import close, reopen
from villages.quarters import Triwulan
from villages.views.saving import form_page

CLOSED = 50  # of the newest that are shown


@requires(Permission.VIEW_MEETING)
def finding_list(request, village):
    rows = village.findings.all()
    context = {
        "open": [_told(row, village) for row in rows.open()],
        "closed": rows.exclude(closed_on=None).order_by("-closed_on", "-pk")[:CLOSED],
        "quarter": Triwulan.of(village.today()),
    }
    return render(request, "scorecard/finding_list.html", context)


def _told(row, village):
    return {"finding": row, "is_late": row.is_late(village.today())}


def _list_of(village):
    return reverse("scorecard:finding_list", args=[village.code])


def _crumbs(village):
    return [{"label": "Temuan", "url": _list_of(village)}]


@requires(Permission.EDIT_MEETING)
def finding_add(request, village, year, number):
    quarter = asked(year, number)
    blank = Finding(village=village, year=quarter.year, number=quarter.number)
    form = FindingForm(request.POST or None, instance=blank, today=village.today())

    def save():
        values = form.values | {"year": quarter.year, "number": quarter.number}
        uuid = form.cleaned_data["uuid"]
        found = village.findings
        return typed.add(found, values, village=village, uuid=uuid, by=request.user)

    return _form_page(request, form, save, village)


@requires(Permission.EDIT_MEETING)
def finding_edit(request, village, finding_id):
    row = _open_row(village, finding_id)
    form = FindingForm(request.POST or None, instance=row, today=village.today())

    def save():
        version = form.cleaned_data["version"]
        return typed.change(
            row, form.values, version=version, village=village, by=request.user
        )

    return _form_page(request, form, save, village, row=row)


def _open_row(village, finding_id):
    return get_object_or_404(village.findings.open(), pk=finding_id)


def _form_page(request, form, save, village, **context):
    return form_page(
        request,
        form,
        save,
        template="scorecard/finding_form.html",
        done=lambda row: "Temuan tersimpan.",
        url=lambda row: _list_of(village),
        crumbs=_crumbs(village),
        **context,
    )


@requires(Permission.EDIT_MEETING)
def finding_close(request, village, finding_id):
    row = _open_row(village, finding_id)
    form = OutcomeForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        close(row, data["outcome"], data["outcome_note"], by=request.user)
        undo = reverse("scorecard:finding_reopen", args=[village.code, row.pk])
        messages.success(request, "Temuan ditutup.", extra_tags=undo)
        return redirect(_list_of(village))
    context = {"form": form, "finding": row, "crumbs": _crumbs(village)}
    return render(request, "scorecard/finding_close.html", context)


@requires(Permission.EDIT_MEETING)
@require_POST
def finding_reopen(request, village, finding_id):
    rows = village.findings.exclude(closed_on=None)
    reopen(get_object_or_404(rows, pk=finding_id), by=request.user)
    messages.success(request, "Temuan dibuka kembali.")
    return redirect(_list_of(village))
