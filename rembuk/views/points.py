"""Problems and proposals ranked by points that the meeting gives together."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rembuk.actions import deciding
from rembuk.forms.deciding import CellsForm, name_in, points_in, weight_in
from rembuk.judging import PARTS, criteria_of, judgement_of, size_known, values_of
from rembuk.models import MeetingSettled, Sorting
from rembuk.pages import (
    acted,
    address_of,
    crumbs_of,
    meeting_in,
    refused_if_settled,
)
from rembuk.points import LEAST, MOST, OWN, SIZE
from villages.access import Permission, requires


def _meeting(village, year, meeting_id, part="usulan"):
    if part not in PARTS:
        raise Http404
    return meeting_in(village, year, meeting_id)


@requires(Permission.VIEW_MEETING)
def points(request, village, year, meeting_id, part):
    """The values, and the arithmetic that follows from them."""
    meeting = _meeting(village, year, meeting_id, part)
    told = judgement_of(meeting, part)
    return _page(request, meeting, told, _form(meeting, told))


def _form(meeting, told, data=None):
    given = values_of(meeting, told.part)
    saved = {
        deciding.point_name(row.subject.pk, one.key): given.get(
            (row.subject.pk, one.key)
        )
        for row in told.rows
        for one in told.criteria
        if one.key != SIZE or size_known(row.subject) is None
    }
    return CellsForm(dict.fromkeys(saved, points_in), saved, data)


def _page(request, meeting, told, form, status=200):
    editable = meeting.is_open and request.access.may(Permission.EDIT_MEETING)
    context = {
        "meeting": meeting,
        "village": meeting.village,
        "told": told,
        "title": PARTS[told.part],
        "other": next(part for part in PARTS if part != told.part),
        "table": [(row, _cells(form, row)) for row in told.rows] if editable else (),
        "choices": [str(value) for value in range(LEAST, MOST + 1)],
        "form": form,
        "editable": editable,
        "crumbs": crumbs_of(meeting),
        "back_url": address_of(meeting, told.part),
    }
    return render(request, "rembuk/points.html", context, status=status)


def _cells(form, row):
    """The cells of a row; a value that the figures give cannot be typed."""
    found = []
    for cell in row.line.cells:
        name = deciding.point_name(row.subject.pk, cell.criterion.key)
        if name in form.saved:
            label = cell.criterion.name
            found.append(form.cell(name, label) | {"criterion": cell.criterion})
        else:
            found.append({"criterion": cell.criterion, "known": row.size_words})
    return found


@requires(Permission.EDIT_MEETING)
@require_POST
def points_save(request, village, year, meeting_id, part):
    """Save the values that were changed on the page."""
    meeting = _meeting(village, year, meeting_id, part)
    told = judgement_of(meeting, part)
    form = _form(meeting, told, request.POST)
    if not form.is_valid():
        return _page(request, meeting, told, form, status=422)
    try:
        found = deciding.give_points(meeting, part, form.typed, by=request.user)
    except MeetingSettled:
        return refused_if_settled(request, meeting)
    if found.clashes:
        return _both(request, meeting, part, found)
    messages.success(request, "Nilai tersimpan.")
    return redirect(_address("points", meeting, part))


def _both(request, meeting, part, found):
    """Everything else is saved; of these cells both values are shown."""
    told = judgement_of(meeting, part)
    form = _form(meeting, told, request.POST)
    form.clashes = found.clashes
    form.typed = {name: form.typed[name] for name in found.clashes}
    return _page(request, meeting, told, form, status=409)


def _address(name, meeting, *more):
    keys = [meeting.village.code, meeting.year, meeting.pk, *more]
    return reverse(f"rembuk:{name}", args=keys)


@requires(Permission.EDIT_MEETING)
@require_POST
def points_sort(request, village, year, meeting_id, part):
    """Order the list by its points or its votes."""
    meeting = _meeting(village, year, meeting_id, part)
    by_what = request.POST.get("menurut")
    is_known = by_what == Sorting.By.POINTS or part == "usulan"
    if by_what not in Sorting.By.values or not is_known:
        raise Http404

    def sort():
        deciding.sort_by(meeting, part, by_what, by=request.user)

    done = f"{PARTS[part]} diurutkan menurut {Sorting.By(by_what).label}."
    undo = _address("points_unsort", meeting, part)
    return acted(request, meeting, sort, done=done, part=part, undo=undo)


@requires(Permission.EDIT_MEETING)
@require_POST
def points_unsort(request, village, year, meeting_id, part):
    """Take back the order that the points gave."""
    meeting = _meeting(village, year, meeting_id, part)

    def unsort():
        deciding.unsort(meeting, part, by=request.user)

    return acted(request, meeting, unsort, done="Urutan dikembalikan.", part=part)


@requires(Permission.EDIT_MEETING)
def criteria(request, village, year, meeting_id):
    """What is judged and how much each criterion counts."""
    meeting = _meeting(village, year, meeting_id)
    if settled := refused_if_settled(request, meeting):
        return settled
    form = _weights(meeting, request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _weights_page(request, meeting, form, 422 if form.errors else 200)
    try:
        found = deciding.weigh(meeting, form.typed, by=request.user)
    except MeetingSettled:
        return refused_if_settled(request, meeting)
    if found.clashes:
        form = _weights(meeting, request.POST)
        form.clashes = found.clashes
        form.typed = {name: form.typed[name] for name in found.clashes}
        return _weights_page(request, meeting, form, 409)
    messages.success(request, "Bobot tersimpan.")
    return redirect(_address("points", meeting, "masalah"))


def _weights(meeting, data=None):
    saved = deciding.weights_of(meeting)
    readers = dict.fromkeys(saved, weight_in) | {"nama": name_in}
    return CellsForm(readers, saved, data)


def _weights_page(request, meeting, form, status):
    rows = [
        (one, form.cell(f"b-{one.key}", f"Bobot {one.name}"))
        for one in criteria_of(meeting)
    ]
    context = {
        "meeting": meeting,
        "village": meeting.village,
        "rows": rows,
        "own": OWN,
        "name_cell": form.cell("nama", "Nama kriteria sendiri"),
        "form": form,
        "choices": [str(value) for value in range(MOST + 1)],
        "crumbs": crumbs_of(meeting),
        "back_url": _address("points", meeting, "masalah"),
    }
    return render(request, "rembuk/criteria.html", context, status=status)
