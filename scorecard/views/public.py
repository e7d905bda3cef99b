"""Public figures of places: final quarters of villages, sums of areas; small numbers
of people are left out."""

from django.http import Http404
from django.shortcuts import render

from households.models import Quarter
from scorecard.models import AreaQuarter
from scorecard.public import public_figures
from scorecard.reading import area_scorecard, completeness, scorecard_of
from scorecard.wording import COUNT_WORDS
from villages.access import public
from villages.models import Area, Village
from villages.quarters import Triwulan
from villages.wording import long_date

MATS = {
    "hijau": "Hijau (normal)",
    "kuning": "Kuning (resiko stunting)",
    "merah": "Merah (terindikasi stunting)",
    "tidak_diukur": "Tidak diukur",
}


@public("Residents read the figures of their village: no person, no small count")
def public_place(request, place_code):
    place = _place(place_code)
    quarter = _published(place)
    context = {"place": place, "quarter": quarter, "below": _below(place)}
    if quarter is not None:
        context |= _figures(place, quarter)
    return render(request, "scorecard/public_place.html", context)


def _place(code: str):
    model = Village if len(code) == 10 else Area
    row = model.objects.filter(code=code, ended_on=None).first()
    if row is None:
        raise Http404
    return row


def _published(place) -> Triwulan | None:
    """The newest quarter that a village made final; of an area in which any did."""
    if isinstance(place, Village):
        final = Quarter.objects.filter(village=place, state=Quarter.State.FINAL)
    else:
        final = AreaQuarter.objects.filter(area_code=place.code, final__gt=0)
    newest = final.order_by("-year", "-number").values_list("year", "number").first()
    return Triwulan(*newest) if newest else None


def _figures(place, quarter) -> dict:
    is_village = isinstance(place, Village)
    read = (
        scorecard_of if is_village else lambda area, at: area_scorecard(area.code, at)
    )
    scorecard = read(place, quarter)
    shown = public_figures(scorecard, is_area=not is_village)
    return {
        "shown": shown,
        "counts": [(COUNT_WORDS[name], n) for name, n in shown.counts.items()],
        "mats": [(MATS[name], n) for name, n in shown.mats.items()],
        "as_of": long_date(scorecard.as_of) if scorecard.as_of else "",
        "note": "" if is_village else "Jumlah dibulatkan ke puluhan.",
        "states": None if is_village else completeness(place.code, quarter),
    }


def _below(place):
    """The areas or villages inside, to go on to; by name."""
    if isinstance(place, Village):
        return []
    rows = place.villages if len(place.code) == 6 else place.children
    return rows.current().order_by("name")
