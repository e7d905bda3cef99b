"""Need against budget: what the missing services cost and what is budgeted."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from scorecard.actions.unit_costs import set_cost
from scorecard.forms.need import UnitCostForm
from scorecard.need import PRICED, ServiceNeed, missing_of, need_of
from scorecard.views.choice import asked, choices, url_of
from villages.access import Permission, requires
from villages.models import UnitCost
from villages.quarters import Triwulan
from villages.views.saving import form_page


@requires(Permission.VIEW_BUDGET)
def need_now(request, village):
    """Of the quarter that runs."""
    return redirect(url_of("need", village, Triwulan.of(village.today())))


@requires(Permission.VIEW_BUDGET)
def need(request, village, year, number):
    """Each package: need, budget, gap; then the unit costs it was reckoned with."""
    quarter = asked(year, number)
    told = choices("need", village, quarter, village.today())
    if not told["has_begun"]:
        return render(request, "scorecard/quarter_not_begun.html", told)
    context = told | {
        "need": need_of(village, quarter),
        "crumbs": _crumbs(village, quarter),
    }
    return render(request, "scorecard/need.html", context)


def _crumbs(village, quarter):
    url = reverse("villages:budget_of_year", args=[village.code, quarter.year])
    return [{"label": f"Anggaran {quarter.year}", "url": url}]


@requires(Permission.EDIT_BUDGET)
def unit_cost_edit(request, village, year, number, code):
    """What a service costs in the year of the quarter."""
    quarter = asked(year, number)
    if code not in PRICED:
        raise Http404
    rows = village.unit_costs.filter(year=year, service=code)
    blank = UnitCost(village=village, year=year, service=code)
    form = UnitCostForm(request.POST or None, instance=rows.first() or blank)

    def save():
        data = form.cleaned_data
        identity = {"uuid": data["uuid"], "version": data["version"]}
        return set_cost(village, year, code, form.values, **identity, by=request.user)

    back = url_of("need", village, quarter)
    missing = missing_of(village, quarter)[code]
    return form_page(
        request,
        form,
        save,
        template="scorecard/unit_cost_form.html",
        done=lambda row: f"Biaya {PRICED[code].label} tersimpan.",
        url=lambda row: back,
        back_url=back,
        told=ServiceNeed(PRICED[code], missing, None),
        quarter=quarter,
        crumbs=[*_crumbs(village, quarter), {"label": "Kebutuhan", "url": back}],
    )
