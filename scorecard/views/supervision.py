"""Kelengkapan and Kinerja: who is how far, what was monitored, and finding a place."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from households.models import Quarter
from scorecard.areas import reopened_below
from scorecard.monitoring import entered_at, entered_of, table_of, whole
from scorecard.reading import completeness
from scorecard.supervision import (
    EMPTY,
    FIRST_GROUP,
    FIRST_ORDER,
    FOUND,
    GROUPS,
    ORDERS,
    found_within,
    lines_below,
    trend,
)
from scorecard.views.areas import STATE_WORDS, area_crumbs, level_below, short_name
from scorecard.views.choice import asked, choices, url_of
from villages.access import Permission, requires
from villages.charts import Moment, part
from villages.models import Village
from villages.quarters import Triwulan

PAGE = 25
SHORTEST = 2  # letters of a name to look for


# --- kinerja: monitored of due, by group and month -----------------------------------


@requires(Permission.VIEW_AREA)
def performance_now(request, area):
    return _performance(request, area, Triwulan.of(timezone.localdate()))


@requires(Permission.VIEW_AREA)
def performance(request, area, year, number):
    return _performance(request, area, asked(year, number))


def _performance(request, area, quarter):
    told = choices("performance", area, quarter, timezone.localdate())
    if not told["has_begun"]:
        return render(request, "scorecard/quarter_not_begun.html", told)
    group = request.GET.get("kelompok", FIRST_GROUP)
    if group not in GROUPS:
        raise Http404
    months = entered_at(area.code, quarter)
    label, kinds = GROUPS[group]
    context = told | {
        "entered": table_of(months),
        "sum": whole(months, kinds),
        "months": quarter.months,
        "group": group,
        "group_label": label,
        "groups": [(name, words) for name, (words, _) in GROUPS.items()],
        "crumbs": area_crumbs(request, area, quarter),
        "level_below": level_below(area),
        **_lines(request, area, quarter, "performance", group),
    }
    return render(request, "scorecard/performance.html", context)


def _lines(request, area, quarter, page, group=FIRST_GROUP) -> dict:
    """A page of the places below, sorted as asked."""
    order = request.GET.get("urut", FIRST_ORDER)
    if order not in ORDERS:
        raise Http404
    lines = lines_below(area, quarter, GROUPS[group][1])
    lines.sort(key=ORDERS[order][1])
    shown = Paginator(lines, PAGE).get_page(request.GET.get("halaman"))
    chosen = {"urut": order} | ({"kelompok": group} if page == "performance" else {})
    return {
        "lines": [_line(one, quarter, page) for one in shown],
        "line_count": f"{len(lines)} wilayah",
        "order": order,
        "orders": [(name, label) for name, (label, _) in ORDERS.items()],
        "lines_next": f"?{urlencode(chosen | {'halaman': shown.next_page_number()})}"
        if shown.has_next()
        else "",
        "lines_first": f"?{urlencode(chosen)}" if shown.has_previous() else "",
    }


def _line(line, quarter, page) -> dict:
    """Villages lead to their own account of entry, areas to the same page."""
    key, name = ("area_code", page)
    if line.is_village:
        key, name = ("village_code", "diagnosis")
    values = {key: line.code, "year": quarter.year, "number": quarter.number}
    url = reverse(f"scorecard:{name}", kwargs=values)
    return {
        "line": line,
        "title": short_name(line.title),
        "url": f"{url}#isian" if line.is_village else url,
        "counts": [line.states.get(name, 0) for name in STATE_WORDS],
    }


# --- kelengkapan: villages by state, what was entered, eight quarters ----------------


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
    past = trend(area, quarter)
    context = told | {
        "sum": past[-1].entered,
        "past": past,
        "moments": _moments(area, past),
        "level_below": level_below(area),
        "crumbs": area_crumbs(request, area, quarter),
        **_states(area, quarter),
        **_villages(request, area, quarter, state),
    }
    if len(area.code) < 6:
        context |= _lines(request, area, quarter, "village_states")
    return render(request, "scorecard/village_states.html", context)


def _moments(area, past) -> list[Moment]:
    return [
        Moment(
            one.quarter,
            one.entered.complete.percent,
            bool(one.villages) and one.final == one.villages,
            url_of("village_states", area, one.quarter),
        )
        for one in past
    ]


def _states(area, quarter) -> dict:
    counted = completeness(area.code, quarter)
    every = counted["semua"]
    return {
        "states": [
            (name, words, counted[name], part(counted[name], every))
            for name, words in STATE_WORDS.items()
        ],
        "every": every,
    }


def _villages(request, area, quarter, state: str) -> dict:
    after = request.GET.get("setelah", "")
    rows = list(_villages_after(area, quarter, state, after))
    following = rows[PAGE - 1].code if len(rows) > PAGE else ""
    here = {"keadaan": state} if state else {}
    return {
        "state": state,
        "rows": _told(rows[:PAGE], quarter),
        "next_url": f"?{urlencode(here | {'setelah': following})}" if following else "",
        "first_url": f"?{urlencode(here)}" if "setelah" in request.GET else "",
    }


def _villages_after(area, quarter, state: str, after: str):
    """Villages in the order of their codes, one more than a page holds."""
    rows = Village.objects.within(area.code).current().select_related("district")
    held = Quarter.objects.of(quarter).filter(village=OuterRef("pk"))
    if state == EMPTY:
        rows = rows.filter(~Exists(held))
    elif state:
        rows = rows.filter(Exists(held.filter(state=state)))
    return rows.filter(Q(code__gt=after)).order_by("code")[: PAGE + 1]


def _told(villages, quarter) -> list[dict]:
    held = Quarter.objects.of(quarter).filter(village__in=villages)
    by_village = {row.village_id: row for row in held}
    codes = [village.code for village in villages]
    reopened = reopened_below(codes, quarter)
    months = entered_of(codes, quarter.months[0], quarter.months[-1])
    return [
        {
            "village": village,
            "url": url_of("scorecard", village, quarter),
            "row": by_village.get(village.pk),
            "words": STATE_WORDS[_state(by_village.get(village.pk))],
            "is_reopened": village.code in reopened,
            "entered": whole(months[village.code]),
        }
        for village in villages
    ]


def _state(row) -> str:
    return row.state if row is not None else EMPTY


# --- finding a place by its name -----------------------------------------------------


@requires(Permission.VIEW_AREA)
def area_find(request, area):
    """Posted, as every search is; only names of places inside the area."""
    words = request.POST.get("cari", "").strip()
    is_short = len(words) < SHORTEST
    found = [] if is_short else found_within(area, words)
    quarter = Triwulan.of(timezone.localdate())
    context = {
        "words": words,
        "is_short": is_short and bool(words),
        "rows": [_found(place, quarter) for place in found[:FOUND]],
        "has_more": len(found) > FOUND,
        "most": FOUND,
        "crumbs": [{"label": area.title, "url": url_of("area", area, quarter)}],
    }
    return render(request, "scorecard/area_find.html", context)


def _found(place, quarter) -> dict:
    is_village = isinstance(place, Village)
    above = place.district if is_village else place.parent
    url = url_of("scorecard" if is_village else "area", place, quarter)
    return {"title": place.title, "above": above.title, "url": url}
