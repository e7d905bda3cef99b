"""Above the village: sums and comparison, never a person."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from scorecard.areas import (
    FIRST_ORDER,
    ORDERS,
    final_quarters,
    page_of,
    reopened_below,
)
from scorecard.documents import FORMATS as RECAP_FORMATS
from scorecard.documents import area_figures
from scorecard.documents.area import FORMATS
from scorecard.lift import change
from scorecard.reading import STATES, area_scorecard, completeness, trend_of
from scorecard.views.choice import asked, choices, url_of
from scorecard.views.village import change_words
from villages.access import Permission, requires
from villages.charts import Moment, Share
from villages.quarters import Triwulan

STATE_WORDS = dict(
    zip(
        [*STATES, "kosong"],
        ["berjalan", "diverifikasi", "divalidasi", "final", "belum ada data"],
        strict=True,
    )
)


@requires(Permission.VIEW_AREA)
def area_now(request, area):
    return _page(request, area, Triwulan.of(timezone.localdate()))


@requires(Permission.VIEW_AREA)
def area(request, area, year, number):
    return _page(request, area, asked(year, number))


def _page(request, area, quarter):
    told = choices("area", area, quarter, timezone.localdate())
    if not told["has_begun"]:
        return render(request, "scorecard/quarter_not_begun.html", told)
    scorecard = area_scorecard(area.code, quarter)
    trend, final = trend_of(area.code, quarter), final_quarters(area)
    context = told | {
        "scorecard": scorecard,
        "change_text": change_words(
            change(scorecard.village, dict(trend)[quarter.previous]), quarter.previous
        ),
        "moments": [
            Moment(one, figure.percent, one in final, url_of("area", area, one))
            for one, figure in trend
        ],
        "packages": [
            Share(
                package.label,
                one.percent,
                one.received,
                one.due,
                url_of("area_explain", area, quarter, code=f"paket-{package.lower()}"),
            )
            for package, one in scorecard.packages.items()
        ],
        "why": url_of("area_explain", area, quarter, code="desa"),
        "crumbs": area_crumbs(request, area, quarter),
        **_completeness(area, quarter),
        **_list(request, area, quarter),
    }
    return render(request, "scorecard/area.html", context)


def _completeness(area, quarter) -> dict:
    counted = completeness(area.code, quarter)
    parts = [(STATE_WORDS[name], counted[name]) for name in STATE_WORDS]
    return {"village_count": counted["semua"], "village_states": parts}


def _list(request, area, quarter) -> dict:
    order = request.GET.get("urut", FIRST_ORDER)
    if order not in ORDERS:
        raise Http404
    page = page_of(area, quarter, order, request.GET.get("setelah", ""))
    here = url_of("area", area, quarter)
    reopened = reopened_below([one.code for _, one in page.rows], quarter)
    return {
        "rows": [_row(title, one, quarter, reopened) for title, one in page.rows],
        "shown": f"{page.count} wilayah",
        "order": order,
        "orders": [(name, label) for name, (label, _) in ORDERS.items()],
        "next_url": f"{here}?urut={order}&setelah={page.next_after}"
        if page.next_after
        else "",
        "first_url": f"{here}?urut={order}" if request.GET.get("setelah") else "",
        "level_below": level_below(area),
    }


def _row(title, one, quarter, reopened) -> dict:
    is_village = len(one.code) == 10
    key, name = ("village_code", "scorecard") if is_village else ("area_code", "area")
    values = {key: one.code, "year": quarter.year, "number": quarter.number}
    return {
        "title": short_name(title),
        "url": reverse(f"scorecard:{name}", kwargs=values),
        "scorecard": one,
        "figure": one.village,
        "state": _state(one, reopened),
    }


def _state(one, reopened) -> str:
    if not one.as_of:
        return "belum ada data"
    again = ", dibuka kembali" if one.code in reopened else ""
    return f"{STATE_WORDS[one.state]}{again}"


LEVELS_BELOW = {0: "Provinsi", 2: "Kabupaten/kota", 4: "Kecamatan", 6: "Desa"}


def level_below(area) -> str:
    """Return what the places one level below are called."""
    return LEVELS_BELOW[0 if area.code == "00" else len(area.code)]


def short_name(title: str) -> str:
    """Return a place's name below a head that says "Provinsi" or "Kecamatan" already.

    Desa and kelurahan, kabupaten and kota stand mixed: they keep what they are.
    """
    return title.removeprefix("Provinsi ").removeprefix("Kecamatan ")


def area_crumbs(request, area, quarter) -> list[dict]:
    """The areas above, as far as the person's postings reach."""
    found, above = [], area.parent
    while above is not None and any(
        posting.covers(above.code) for posting in request.access.postings
    ):
        found.append({"label": above.title, "url": url_of("area", above, quarter)})
        above = above.parent
    return found[::-1]


# --- files ---------------------------------------------------------------------------


@requires(Permission.VIEW_AREA)
def area_downloads(request, area):
    today = timezone.localdate()
    newest = Triwulan.of(today)
    notes = {newest: "sedang berjalan", newest.previous: "triwulan lalu"}
    context = {
        "offers": [
            {
                "quarter": quarter,
                "note": notes.get(quarter, ""),
                "figures": _files("area_file", area, quarter, FORMATS),
                "recap": _files("area_recap", area, quarter, RECAP_FORMATS),
            }
            for quarter in reversed(newest.shift(-7).through(newest))
        ],
        "period": newest.label,
    }
    return render(request, "scorecard/area_downloads.html", context)


def _files(name, area, quarter, formats) -> dict[str, str]:
    """Return format → address."""
    return {one: url_of(name, area, quarter, file_format=one) for one in formats}


@requires(Permission.VIEW_AREA)
def area_file(request, area, year, number, file_format):
    if file_format not in FORMATS:
        raise Http404
    name, content = area_figures(area, asked(year, number), file_format)
    response = HttpResponse(content, content_type=FORMATS[file_format])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
