"""Tahapan: the path of a planning year, its calendar, and the kabupaten's deadline."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rembuk import due, ics
from rembuk.actions.deadline import set_deadline
from rembuk.board import board_of, events_of
from rembuk.forms.deadline import DeadlineForm
from rembuk.models import Deadline
from villages.access import Permission, requires
from villages.views.saving import form_page

FIRST, AHEAD = 2015, 2  # years that can be asked for
REGENCY_DIGITS = 4


@requires(Permission.VIEW_MEETING)
def stage_board(request, village, year=None):
    today = village.today()
    year = _sensible(year or today.year, today)
    board = board_of(village, year, today)
    known = set(village.meetings.values_list("year", flat=True))
    context = {
        "board": board,
        "stages": [_link(stage) for stage in board.stages],
        "today": today,
        "is_late": board.open is not None and board.open.is_late(today),
        "years": sorted({*known, today.year, year}, reverse=True),
        "rembuk_by": due.rembuk_day(village, year),
    }
    return render(request, "rembuk/stage_board.html", context)


def _sensible(year, today):
    if not FIRST <= year <= today.year + AHEAD:
        raise Http404
    return year


def _link(stage):
    return {
        "label": stage.label,
        "url": stage.url,
        "state": stage.state,
        "text": stage.text,
    }


@requires(Permission.VIEW_MEETING)
def stage_calendar(request, village, year):
    today = village.today()
    year = _sensible(year, today)
    name = f"Tahapan {village.title} {year}"
    text = ics.calendar(name, events_of(village, year), written_on=today)
    return HttpResponse(
        text,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="tahapan-{year}.ics"'},
    )


@requires(Permission.SET_DEADLINE)
def deadline_edit(request, area):
    if len(area.code) != REGENCY_DIGITS:
        raise Http404
    row = Deadline.objects.filter(area=area).first()
    form = DeadlineForm(request.POST or None, instance=row or Deadline(area=area))

    def save():
        version = form.cleaned_data["version"]
        return set_deadline(area, form.values, version=version, by=request.user)

    return form_page(
        request,
        form,
        save,
        template="rembuk/deadline_form.html",
        done=lambda saved: "Batas waktu rembuk tersimpan.",
        url=lambda saved: reverse("rembuk:deadline_edit", args=[area.code]),
        row=row,
    )
