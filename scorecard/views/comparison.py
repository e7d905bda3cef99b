"""Perbandingan and Kelengkapan: places side by side, villages by their state."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from households.models import Quarter
from households.packages import Package
from scorecard.areas import reopened_below
from scorecard.reading import completeness
from scorecard.side_by_side import COLUMNS, WHOLE, alike, compared, shade
from scorecard.views.areas import STATE_WORDS, area_crumbs, level_below
from scorecard.views.choice import asked, choices, url_of
from villages.access import Permission, requires
from villages.models import Village
from villages.quarters import Triwulan

PAGE = 25
LABELS = {WHOLE: "Semua paket"} | {p.value: p.label for p in Package}
DIRECTIONS = ("rendah", "tinggi", "nama")
EMPTY = "kosong"


@requires(Permission.VIEW_AREA)
def comparison_now(request, area):
    return _comparison(request, area, Triwulan.of(timezone.localdate()))


@requires(Permission.VIEW_AREA)
def comparison(request, area, year, number):
    return _comparison(request, area, asked(year, number))


def _comparison(request, area, quarter):
    told = choices("comparison", area, quarter, timezone.localdate())
    column, direction = _order(request)
    every = compared(area, quarter)
    words = request.GET.get("cari", "").strip()
    found = [one for one in every if words.casefold() in one.title.casefold()]
    found = _sorted(found, column, direction)
    page = Paginator(found, PAGE).get_page(request.GET.get("halaman"))
    chosen = {"kolom": column, "urut": direction} | ({"cari": words} if words else {})
    context = told | {
        "columns": [(name, LABELS[name]) for name in COLUMNS],
        "column": column,
        "column_label": LABELS[column],
        "direction": direction,
        "words": words,
        "tiles": [_tile(one, column, quarter) for one in every],
        "rows": [_row(one, quarter) for one in page],
        "page": page,
        "next_url": _page_url(page, chosen) if page.has_next() else "",
        "first_url": f"?{urlencode(chosen)}" if page.has_previous() else "",
        "level_below": level_below(area),
        "crumbs": area_crumbs(request, area, quarter),
    }
    return render(request, "scorecard/comparison.html", context)


def _order(request) -> tuple[str, str]:
    column = request.GET.get("kolom", WHOLE)
    direction = request.GET.get("urut", DIRECTIONS[0])
    if column not in COLUMNS or direction not in DIRECTIONS:
        raise Http404
    return column, direction


def _sorted(found, column: str, direction: str):
    if direction == "nama":
        return sorted(found, key=lambda one: one.title)
    ordered = sorted(found, key=lambda one: one.order(column))
    if direction == "rendah":
        return ordered
    known = [one for one in ordered if one.figures[column].due]
    return known[::-1] + [one for one in ordered if not one.figures[column].due]


def _page_url(page, chosen) -> str:
    return f"?{urlencode(chosen | {'halaman': page.next_page_number()})}"


def _place_url(code: str, quarter) -> str:
    is_village = len(code) == 10
    key, name = ("village_code", "scorecard") if is_village else ("area_code", "area")
    values = {key: code, "year": quarter.year, "number": quarter.number}
    return reverse(f"scorecard:{name}", kwargs=values)


def _tile(one, column, quarter) -> dict:
    figure = one.figures[column]
    return {
        "title": one.title,
        "url": _place_url(one.code, quarter),
        "figure": figure,
        "shade": shade(figure),
    }


def _row(one, quarter) -> dict:
    cells = [(one.figures[name], shade(one.figures[name])) for name in COLUMNS]
    url = _place_url(one.code, quarter)
    return {"title": one.title, "url": url, "cells": cells}


# --- villages by the state of their quarter ------------------------------------------


@requires(Permission.VIEW_AREA)
def village_states_now(request, area):
    return _village_states(request, area, Triwulan.of(timezone.localdate()).previous)


@requires(Permission.VIEW_AREA)
def village_states(request, area, year, number):
    return _village_states(request, area, asked(year, number))


def _village_states(request, area, quarter):
    told = choices("village_states", area, quarter, timezone.localdate())
    state = request.GET.get("keadaan", "")
    if state not in ("", *STATE_WORDS):
        raise Http404
    counted = completeness(area.code, quarter)
    rows = list(_villages(area, quarter, state, request.GET.get("setelah", "")))
    following = rows[PAGE - 1].code if len(rows) > PAGE else ""
    codes = [village.code for village in rows[:PAGE]]
    here = {"keadaan": state} if state else {}
    context = told | {
        "states": [(name, words, counted[name]) for name, words in STATE_WORDS.items()],
        "every": counted["semua"],
        "state": state,
        "rows": _told(rows[:PAGE], quarter, reopened_below(codes, quarter)),
        "next_url": f"?{urlencode(here | {'setelah': following})}" if following else "",
        "first_url": f"?{urlencode(here)}" if "setelah" in request.GET else "",
        "crumbs": area_crumbs(request, area, quarter),
    }
    return render(request, "scorecard/village_states.html", context)


def _villages(area, quarter, state: str, after: str):
    """Villages in the order of their codes, one more than a page holds."""
    rows = Village.objects.within(area.code).current().select_related("district")
    held = Quarter.objects.of(quarter)
    if state == EMPTY:
        rows = rows.exclude(pk__in=held.values("village"))
    elif state:
        rows = rows.filter(pk__in=held.filter(state=state).values("village"))
    return rows.filter(Q(code__gt=after)).order_by("code")[: PAGE + 1]


def _told(villages, quarter, reopened) -> list[dict]:
    held = Quarter.objects.of(quarter).filter(village__in=villages)
    by_village = {row.village_id: row for row in held}
    return [
        {
            "village": village,
            "url": url_of("scorecard", village, quarter),
            "row": by_village.get(village.pk),
            "words": STATE_WORDS[_state(by_village.get(village.pk))],
            "is_reopened": village.code in reopened,
        }
        for village in villages
    ]


def _state(row) -> str:
    return row.state if row is not None else EMPTY


# --- a village among villages like it ------------------------------------------------


@requires(Permission.VIEW_SCORECARD)
def alike_villages(request, village, year, number):
    """Names of other villages only for whoever sees the area."""
    quarter = asked(year, number)
    told = choices("alike_villages", village, quarter, village.today())
    found = alike(village, quarter)
    may_name = request.access.may(Permission.VIEW_AREA)
    context = told | {
        "alike": found,
        "others": [_row(one, quarter) for one in found.others] if found else [],
        "may_name": may_name,
        "columns": [LABELS[name] for name in COLUMNS],
        "crumbs": [
            {
                "label": f"Scorecard {quarter}",
                "url": url_of("scorecard", village, quarter),
            }
        ],
    }
    return render(request, "scorecard/alike_villages.html", context)
