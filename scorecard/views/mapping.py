"""Pemetaan sosial of a year: dusun by dusun, Formulir 1, and its frozen copies."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from households.models import Household
from scorecard import actions
from scorecard.actions.mapping import MappingRefused
from scorecard.comparison import by_dusun, changes
from scorecard.documents import FORMATS, formulir_1_frozen, formulir_1_on
from scorecard.documents.mapping import before_of, content_of
from scorecard.forms.mapping import DusunDoneForm, FreezeForm
from scorecard.mapping import (
    COUNTS,
    counts_of,
    last_day,
    progress_of,
    targets_on,
)
from villages.access import Permission, requires

OLDEST_YEAR = 2018  # the year of the forms
YEARS = 3  # in the switch on top of the page


@requires(Permission.VIEW_DOCUMENTS)
def mapping_now(request, village):
    """This year's mapping."""
    return redirect("scorecard:mapping", village.code, village.today().year)


@requires(Permission.VIEW_DOCUMENTS)
def mapping(request, village, year):
    return _page(request, village, year)


def _page(request, village, year, *, form=None, status=200):
    _refuse_year(village, year)
    day = last_day(village, year)
    targets = targets_on(village, day)
    progress = progress_of(village, year, targets, day)
    rows = village.social_mappings.filter(year=year)
    kept = list(rows.select_related("frozen_by", "replaced_by"))
    frozen = next((one for one in kept if one.replaced_at is None), None)
    context = {
        "year": year,
        "years": _years(village, year),
        "progress": progress,
        "done": sum(one.mark is not None for one in progress),
        "is_done": bool(progress) and all(one.mark for one in progress),
        "frozen": frozen,
        "earlier": [one for one in kept if one is not frozen],
        "form": form or FreezeForm(is_again=frozen, initial={"as_of": day}),
        "formats": [(one, one.upper()) for one in FORMATS],
        **_told(frozen.content if frozen else _live(village, year, targets, day)),
    }
    return render(request, "scorecard/mapping.html", context, status=status)


def _live(village, year, targets, day):
    """What would be frozen today."""
    counts = counts_of(village, targets, day)
    return content_of(village, year, counts, day, before=before_of(village, year))


def _told(content):
    """The counts of the village and of each dusun, beside those of the year before."""
    before = content["before"]
    dusuns = by_dusun(content["rows"], before["rows"] if before else [])
    whole = changes(content["total"], before["total"] if before else None)
    return {
        "content": content,
        "before": before,
        "counts": _named(whole),
        "dusuns": [(name, _named(found)) for name, found in dusuns],
        "absent": content["absent"],
    }


def _named(found):
    """In the order of the form: stored keys come back in any order."""
    return [(heading.capitalize(), found[key]) for key, heading in COUNTS.items()]


def _refuse_year(village, year):
    if not OLDEST_YEAR <= year <= village.today().year:
        raise Http404


def _years(village, year):
    newest = village.today().year
    shown = range(newest, newest - YEARS, -1)
    return [
        {
            "label": str(one),
            "url": reverse("scorecard:mapping", args=[village.code, one]),
            "current": one == year,
        }
        for one in shown
    ]


def _crumbs(village, year):
    return [
        {
            "label": f"Pemetaan sosial {year}",
            "url": reverse("scorecard:mapping", args=[village.code, year]),
        }
    ]


# --- one dusun -----------------------------------------------------------------------


@requires(Permission.VIEW_REGISTER)
def mapping_dusun(request, village, year, dusun_id):
    """Which houses were visited this year, and which were not yet."""
    _refuse_year(village, year)
    first = {"done_on": last_day(village, year), "uuid": uuid.uuid4()}
    form = DusunDoneForm(initial=first)
    return _dusun_page(request, village, year, dusun_id, form)


def _dusun_page(request, village, year, dusun_id, form, *, status=200):
    day = last_day(village, year)
    found = _of_dusun(village, year, dusun_id, day)
    ids = found.households
    rows = Household.objects.filter(pk__in=ids).order_by("rt", "head_name", "pk")
    homes = list(rows)
    context = {
        "year": year,
        "one": found,
        "form": form,
        "unvisited": [home for home in homes if home.pk in found.unvisited],
        "visited": [home for home in homes if home.pk in found.visited],
        "crumbs": _crumbs(village, year),
    }
    return render(request, "scorecard/mapping_dusun.html", context, status=status)


def _of_dusun(village, year, dusun_id, day):
    dusun = get_object_or_404(village.dusuns, pk=dusun_id)
    every = progress_of(village, year, targets_on(village, day), day)
    return next(one for one in every if one.dusun == dusun)


@requires(Permission.EDIT_REGISTER)
@require_POST
def mapping_dusun_done(request, village, year, dusun_id):
    _refuse_year(village, year)
    dusun = get_object_or_404(village.dusuns, pk=dusun_id)
    form = DusunDoneForm(request.POST)
    typed = form.cleaned_data if form.is_valid() else None
    if typed and _took(form, actions.mark_dusun, village, dusun, year, by=request.user):
        messages.success(request, f"Dusun {dusun} selesai dipetakan.")
        return redirect("scorecard:mapping", village.code, year)
    return _dusun_page(request, village, year, dusun_id, form, status=422)


def _took(form, act, *place, by):
    """Whether the step was taken; its refusal stands in the form."""
    try:
        act(*place, **form.cleaned_data, by=by)
    except MappingRefused as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, str(refusal))
        return False
    return True


@requires(Permission.EDIT_REGISTER)
@require_POST
def mapping_dusun_open(request, village, year, dusun_id):
    """Take the mark of a dusun back."""
    rows = village.dusun_mappings.select_related("dusun")
    row = rows.filter(year=year, dusun=dusun_id).first()
    if row:
        row.village = village
        actions.unmark_dusun(row, by=request.user)
        messages.success(request, f"Dusun {row.dusun} dibuka lagi.")
    return redirect("scorecard:mapping", village.code, year)


# --- freezing and files --------------------------------------------------------------


@requires(Permission.EDIT_REGISTER)
@require_POST
def mapping_freeze(request, village, year):
    _refuse_year(village, year)
    is_again = village.social_mappings.filter(year=year).exists()
    form = FreezeForm(request.POST, is_again=is_again)
    if form.is_valid() and _took(form, actions.freeze, village, year, by=request.user):
        messages.success(request, f"Formulir 1 tahun {year} dibekukan.")
        return redirect("scorecard:mapping", village.code, year)
    return _page(request, village, year, form=form, status=422)


@requires(Permission.VIEW_DOCUMENTS)
def mapping_file(request, village, year, file_format):
    """Formulir 1 of the year: as it was frozen, or a draft as of today."""
    _refuse_year(village, year)
    rows = village.social_mappings.select_related("frozen_by")
    row = rows.in_force().filter(year=year).first()
    if row:
        return _frozen_file(village, row, file_format)
    document = formulir_1_on(village, year, last_day(village, year))
    return _answer(document, file_format)


@requires(Permission.VIEW_DOCUMENTS)
def mapping_version(request, village, year, mapping_id, file_format):
    """A frozen copy, also one that a newer has replaced."""
    rows = village.social_mappings.select_related("frozen_by")
    row = get_object_or_404(rows, year=year, pk=mapping_id)
    return _frozen_file(village, row, file_format)


def _frozen_file(village, row, file_format):
    row.village = village
    return _answer(formulir_1_frozen(row), file_format)


def _answer(document, file_format) -> HttpResponse:
    if file_format not in FORMATS:
        raise Http404
    content = document.render(file_format)
    response = HttpResponse(content, content_type=FORMATS[file_format])
    name = f"{document.stem}.{file_format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
