"""Mengapa angka ini? Of a figure above the village, down to the areas it sums."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from scorecard.views.areas import area_crumbs, level_below
from scorecard.views.choice import asked, choices, url_of
from scorecard.views.why import KIND_OF, noun_of
from scorecard.why import WHOLE, NoSuchFigure
from scorecard.why_area import figures_below, why_area
from villages.access import Permission, requires
from villages.charts import Share
from villages.models import Area, Village


@requires(Permission.VIEW_AREA)
def area_explain(request, area, year, number, code):
    """A figure of an area: its rule, its parts and the areas below; never a person."""
    quarter = asked(year, number)
    told = choices("area_explain", area, quarter, timezone.localdate(), code=code)
    try:
        found = why_area(area, quarter, code)
    except NoSuchFigure:
        raise Http404 from None
    context = told | {
        "why": found,
        "noun": noun_of(found),
        "unvisited": found.scorecard.unvisited if code == WHOLE else 0,
        "shares": [
            Share(
                part.service.label,
                figure.percent,
                figure.received,
                figure.due,
                url_of("area_explain", area, quarter, code=part.code),
                KIND_OF[part.who],
            )
            for part, figure in found.parts
        ],
        "level_below": level_below(area),
        "below": [
            (title, figure, _below(own, quarter, code))
            for own, title, figure in figures_below(area, quarter, code)
        ],
        "crumbs": [
            *area_crumbs(request, area, quarter),
            {"label": area.title, "url": url_of("area", area, quarter)},
        ],
    }
    return render(request, "scorecard/area_explain.html", context)


def _below(own: str, quarter, code: str) -> str:
    """The same question about an area below; villages answer it with their people."""
    if len(own) == 10:
        return url_of("explain", Village(code=own), quarter, code=code)
    return url_of("area_explain", Area(code=own), quarter, code=code)
