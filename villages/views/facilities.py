"""Fasilitas dan layanannya: who gives which service, and what nobody gives."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from villages import actions
from villages.access import Permission, requires
from villages.facilities import KINDS as COLUMNS
from villages.facilities import SERVICES, absent, built, marks_of

OLDEST_YEAR = 2018  # the year of the forms


@requires(Permission.VIEW_SCORECARD)
def facility_now(request, village):
    """This year's facilities."""
    return redirect("villages:facility_matrix", village.code, village.today().year)


@requires(Permission.VIEW_SCORECARD)
def facility_matrix(request, village, year):
    """Facility × service of one year (Formulir 1 b and c)."""
    _refuse_year(village, year)
    facilities = list(village.facilities.filter(year=year).select_related("dusun"))
    counts = built(facilities)
    before = village.facilities.filter(year=year - 1).count()
    context = {
        "year": year,
        "years": _years(village, year),
        "rows": [(one, list(marks_of(one).values())) for one in facilities],
        "groups": _groups(),
        "services": SERVICES,
        "absent": absent(facilities),
        "counts": [(name, counts[key]) for key, (name, _) in COLUMNS.items()],
        "before": 0 if facilities else before,
    }
    return render(request, "villages/facility_matrix.html", context)


def _groups():
    """The packages of the heading with how many services each spans."""
    packages = [one.package for one in SERVICES]
    return [(name, packages.count(name)) for name in dict.fromkeys(packages)]


def _years(village, year):
    newest = village.today().year
    return [
        {
            "label": str(one),
            "url": reverse("villages:facility_matrix", args=[village.code, one]),
            "current": one == year,
        }
        for one in range(newest, newest - 3, -1)
    ]


def _refuse_year(village, year):
    if not OLDEST_YEAR <= year <= village.today().year:
        raise Http404


@requires(Permission.EDIT_VILLAGE)
@require_POST
def facility_copy(request, village, year):
    """Begin a year with the facilities of the year before."""
    _refuse_year(village, year)
    count = actions.copy_facilities(village, year, by=request.user)
    if count:
        messages.success(
            request,
            f"{count} fasilitas disalin dari tahun {year - 1}. Periksa layanannya.",
        )
    return redirect("villages:facility_matrix", village.code, year)
