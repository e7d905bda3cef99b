"""The quarter a page is about, and the quarters one may switch to."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse

from villages.quarters import InvalidQuarter, Triwulan
from villages.wording import long_date

SHOWN = 8  # quarters in the switch, as many as the trend shows


@dataclass(frozen=True)
class Choice:
    """One quarter of the switch on top of the page."""

    label: str
    url: str
    current: bool


def asked(year: int, number: int) -> Triwulan:
    """Return the quarter of the address; Http404 when there is none such."""
    try:
        return Triwulan(year, number)
    except InvalidQuarter:
        raise Http404 from None


def choices(name: str, place, quarter: Triwulan, today, **more) -> dict:
    """Return the context that tells the page's quarter and offers the others."""
    newest = max(Triwulan.of(today), quarter)
    quarters = newest.shift(1 - SHOWN).through(newest)
    listed = quarters if quarter in quarters else (quarter, *quarters)
    offered = [
        Choice(one.label, url_of(name, place, one, **more), one == quarter)
        for one in reversed(listed)
    ]
    has_begun = quarter.first_day <= today
    return {
        "quarter": quarter,
        "period": quarter.label,
        "quarters": offered,
        "has_begun": has_begun,
        "begins": f"Angkanya dapat dilihat mulai {long_date(quarter.first_day)}.",
        "is_running": today in quarter,
        "is_over": quarter.last_day < today,
    }


def url_of(name: str, place, quarter: Triwulan, **more) -> str:
    """Return the address of a page about a place and quarter."""
    key = "village_code" if len(place.code) == 10 else "area_code"
    values = {key: place.code, "year": quarter.year, "number": quarter.number}
    return reverse(f"scorecard:{name}", kwargs=values | more)
