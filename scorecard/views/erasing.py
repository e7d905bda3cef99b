"""Erasing a family's identity, by the admin desa alone."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from households.forgotten import ERASED
from households.views.households import crumbs_to
from households.views.saving import attempt
from scorecard.actions.erase import erase_family
from scorecard.forms.erasing import EraseForm
from villages.access import Permission, requires


@requires(Permission.ERASE_FAMILY)
def family_erase(request, village, household_id):
    """Says first what goes and what stays."""
    household = get_object_or_404(village.households, pk=household_id)
    form = EraseForm(request.POST or None, village=village)
    if form.is_valid() and attempt(form, lambda: _erase(form, household, request)):
        messages.success(request, "Data pribadi keluarga ini dihapus.")
        return redirect("households:household", village.code, household.pk)
    context = {
        "form": form,
        "household": household,
        "is_erased": household.head_name == ERASED,
        "crumbs": crumbs_to(village, household),
    }
    return render(request, "scorecard/family_erase.html", context)


def _erase(form, household, request):
    data = form.cleaned_data
    return erase_family(
        household,
        by=request.user,
        reason=data["reason"],
        legal_basis=data["legal_basis"],
    )
