"""Ringkasan: to be read aloud first, then figures and charts; and for the projector."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from rembuk.dashboard import Dashboard, moments_of, slides_of
from scorecard.views.choice import asked
from scorecard.views.village import change_words, parts_by_gap
from villages.access import Permission, requires
from villages.charts import Share
from villages.quarters import Triwulan
from villages.wording import long_date

SHOWN = 8  # quarters in the switch


@requires(Permission.VIEW_MEETING)
def dashboard_now(request, village):
    return _page(request, village, Triwulan.of(village.today()))


@requires(Permission.VIEW_MEETING)
def dashboard(request, village, year, number):
    return _page(request, village, asked(year, number))


def _url(name: str, village, quarter: Triwulan, *more) -> str:
    return reverse(name, args=[village.code, quarter.year, quarter.number, *more])


def _told(village, quarter) -> dict:
    """The page's quarter, and the others to switch to."""
    newest = max(Triwulan.of(village.today()), quarter)
    quarters = newest.shift(1 - SHOWN).through(newest)
    return {
        "quarter": quarter,
        "period": quarter.label,
        "begins": f"Angkanya dapat dilihat mulai {long_date(quarter.first_day)}.",
        "quarters": [
            {
                "label": one.label,
                "url": _url("rembuk:dashboard", village, one),
                "current": one == quarter,
            }
            for one in reversed(quarters)
        ],
    }


def _page(request, village, quarter):
    told = _told(village, quarter)
    if quarter.first_day > village.today():
        return render(request, "scorecard/quarter_not_begun.html", told)
    found = Dashboard(village, quarter)
    context = told | {"found": found, "has_data": found.overview.has_data}
    if found.overview.has_data:
        context |= _figures(village, found) | _parts(found)
    return render(request, "rembuk/dashboard.html", context)


def _figures(village, found: Dashboard) -> dict:
    overview, quarter = found.overview, found.quarter
    return {
        "scorecard": overview.scorecard,
        "figure": {
            "figure": overview.scorecard.village,
            "change": change_words(overview.change, overview.before),
            "as_of": overview.scorecard.as_of,
            "unvisited": overview.scorecard.unvisited,
            "is_current": overview.scorecard.is_current,
            "why": _url("scorecard:explain", village, quarter, "desa"),
        },
        "moments": moments_of(overview),
        "packages": [
            Share(
                package.label,
                one.percent,
                one.received,
                one.due,
                _url("scorecard:explain", village, quarter, f"paket-{package.lower()}"),
            )
            for package, one in overview.scorecard.packages.items()
        ],
    }


def _parts(found: Dashboard) -> dict:
    scorecard = found.overview.scorecard
    return {
        "dusun": parts_by_gap(found.village, scorecard, "dusun"),
        "posyandu": parts_by_gap(found.village, scorecard, "posyandu"),
        "findings": found.village.findings.open().count(),
        "screen_url": _url("rembuk:screen", found.village, found.quarter, "capaian"),
    }


@requires(Permission.VIEW_MEETING)
def screen(request, village, year, number, slide):
    """One finding a page, for the projector."""
    quarter = asked(year, number)
    leave = _url("rembuk:dashboard", village, quarter)
    found = Dashboard(village, quarter)
    if quarter.first_day > village.today() or not found.overview.has_data:
        return redirect(leave)
    slides = slides_of(found)
    keys = [one.key for one in slides]
    if slide not in keys:
        raise Http404
    at = keys.index(slide)
    urls = [_url("rembuk:screen", village, quarter, key) for key in keys]
    context = {
        "slide": slides[at],
        "number": at + 1,
        "count": len(slides),
        "first": urls[0],
        "last": urls[-1],
        "previous": urls[at - 1] if at else "",
        "following": urls[at + 1] if at + 1 < len(urls) else "",
        "leave_url": leave,
    }
    return render(request, "rembuk/screen.html", context)
