"""Perbandingan: places side by side, and a village among villages like it."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from households.packages import Package
from scorecard.side_by_side import COLUMNS, WHOLE, alike, compared, shade
from scorecard.views.areas import area_crumbs, level_below, short_name
from scorecard.views.choice import asked, choices, url_of
from villages.access import Permission, requires
from villages.quarters import Triwulan

PAGE = 25
LABELS = {WHOLE: "Semua paket"} | {p.value: p.label for p in Package}
DIRECTIONS = ("rendah", "tinggi", "nama")


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
    words = request.POST.get("cari", "").strip()
    found = [one for one in every if words.casefold() in one.title.casefold()]
    found = _sorted(found, column, direction)
    page = Paginator(found, PAGE).get_page(request.GET.get("halaman"))
    chosen = {"kolom": column, "urut": direction}
    context = told | {
        "columns": [(name, LABELS[name]) for name in COLUMNS],
        "column": column,
        "column_label": LABELS[column],
        "direction": direction,
        "words": words,
        "tiles": [_tile(one, column, quarter) for one in every],
        "rows": [_row(one, quarter) for one in page],
        "page": page,
        "next_url": _page_url(page, chosen) if page.has_next() and not words else "",
        "shown": f"{len(found)} cocok, tampil {len(page)}" if words else "",
        "count": f"{len(every)} wilayah",
        "first_url": f"?{urlencode(chosen)}" if page.has_previous() else "",
        "level_below": level_below(area),
        "crumbs": area_crumbs(request, area, quarter),
    }
    return render(request, "scorecard/comparison.html", context)


def _order(request) -> tuple[str, str]:
    column = request.GET.get("kolom") or request.POST.get("kolom", WHOLE)
    direction = request.GET.get("urut") or request.POST.get("urut", DIRECTIONS[0])
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
        "title": short_name(one.title),
        "url": _place_url(one.code, quarter),
        "figure": figure,
        "shade": shade(figure),
    }


def _row(one, quarter) -> dict:
    cells = [(one.figures[name], shade(one.figures[name])) for name in COLUMNS]
    url = _place_url(one.code, quarter)
    return {"title": short_name(one.title), "url": url, "cells": cells}


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
