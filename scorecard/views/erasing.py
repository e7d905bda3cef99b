"""Erasing a family's identity, by the admin desa alone."""

from dataclasses import asdict

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from households.forgotten import ERASED
from households.views.households import crumbs_to
from households.views.saving import attempt
from scorecard.actions.erase import erase_family, words_of
from scorecard.forms.erasing import EraseForm
from scorecard.mentions import places_naming
from villages.access import Permission, requires

LEFT = "left_by_erasing"  # in the session: pages that are to be mended, no name


@requires(Permission.ERASE_FAMILY)
def family_erase(request, village, household_id):
    """Says first what goes and what stays; then where the names still stand."""
    household = get_object_or_404(village.households, pk=household_id)
    is_erased = household.head_name == ERASED
    places = _left(request, household) if is_erased else _naming(village, household)
    form = EraseForm(request.POST or None, village=village)
    if form.is_valid() and attempt(form, lambda: _erase(form, household, request)):
        return _erased(request, village, household, places)
    context = {
        "form": form,
        "household": household,
        "is_erased": is_erased,
        "to_mend": [place for place in places if not place["is_frozen"]],
        "frozen": [place for place in places if place["is_frozen"]],
        "crumbs": crumbs_to(village, household),
    }
    return render(request, "scorecard/family_erase.html", context)


def _naming(village, household):
    return [asdict(one) for one in places_naming(village, words_of(household))]


def _left(request, household):
    """What was still to be mended when this person erased the family."""
    kept = request.session.get(LEFT, {})
    return kept["places"] if kept.get("household") == household.pk else []


def _erased(request, village, household, places):
    messages.success(request, "Data pribadi keluarga ini dihapus.")
    if not places:
        return redirect("households:household", village.code, household.pk)
    request.session[LEFT] = {"household": household.pk, "places": places}
    return redirect("scorecard:family_erase", village.code, household.pk)


def _erase(form, household, request):
    data = form.cleaned_data
    return erase_family(
        household,
        by=request.user,
        reason=data["reason"],
        legal_basis=data["legal_basis"],
    )
