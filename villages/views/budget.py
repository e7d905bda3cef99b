"""APB Desa lines, what was spent of them, and Tabel 5 that follows from them."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from villages import actions
from villages.access import Permission, requires
from villages.actions.realisation import BeyondLine, realise
from villages.budget import (
    ACTIVITIES,
    spending_of,
    spent_beside,
    table_5,
    year_total,
)
from villages.claims import beyond as beyond_claims
from villages.claims import claims_on
from villages.forms.lists import BudgetLineForm
from villages.forms.realisation import RealisationForm, beyond
from villages.models import Realisation
from villages.quarters import Triwulan
from villages.views.saving import form_page
from villages.wording import rupiah


@requires(Permission.VIEW_BUDGET)
def budget(request, village, year=None):
    year = year or village.today().year
    rows = spending_of(village.budget_lines.filter(year=year))
    years = village.budget_lines.order_by("-year").values_list("year", flat=True)
    today = Triwulan.of(village.today())
    begun = 4 if year < today.year else today.number if year == today.year else 0
    context = {
        "year": year,
        "years": sorted({*years.distinct(), village.today().year}, reverse=True),
        "rows": rows,
        "total": year_total(rows),
        "begun": begun,
        "table_5": table_5(village, year),
    }
    return render(request, "villages/budget.html", context)


@requires(Permission.EDIT_BUDGET)
@transaction.atomic
def budget_line_edit(request, village, line_id=None):
    lines = village.budget_lines.select_for_update()  # no realisation in between
    line = get_object_or_404(lines, pk=line_id) if line_id else None
    form = BudgetLineForm(
        request.POST or None,
        instance=line,
        village=village,
        initial={"year": village.today().year},
    )
    if form.is_valid():
        saved = actions.save_row(form, village, by=request.user)
        messages.success(request, f"{saved.name} tersimpan.")
        return redirect("villages:budget_of_year", village.code, saved.year)
    context = {"form": form, "line": line, "activities": ACTIVITIES}
    return render(request, "villages/budget_line_form.html", context)


@requires(Permission.EDIT_BUDGET)
@require_POST
@transaction.atomic
def budget_line_remove(request, village, line_id):
    line = get_object_or_404(village.budget_lines.select_for_update(), pk=line_id)
    if spent := spent_beside(line):
        messages.error(
            request,
            f"{line.name} tidak dihapus: sudah terpakai {rupiah(spent)}. Jadikan "
            "realisasinya 0 dahulu bila baris ini memang salah.",
        )
        return redirect("villages:budget_line_edit", village.code, line.pk)
    if short := beyond_claims(claims_on([line])[line.pk], 0):
        said = f"{line.name} tidak dihapus: membiayai {short}."
        messages.error(request, f"{said} Bila baris ini memang salah, {short.remedy}.")
        return redirect("villages:budget_line_edit", village.code, line.pk)
    actions.remove_row(line, village, by=request.user)
    messages.success(request, f"{line.name} dihapus dari anggaran.")
    return redirect("villages:budget_of_year", village.code, line.year)


# --- realisation ---------------------------------------------------------------------


@requires(Permission.EDIT_BUDGET)
def realisation_edit(request, village, line_id, number):
    """What one quarter spent of a line."""
    line = get_object_or_404(village.budget_lines, pk=line_id)
    if not 1 <= number <= 4:
        raise Http404
    blank = Realisation(line=line, number=number)
    row = line.realisations.filter(number=number).first() or blank
    form = RealisationForm(request.POST or None, instance=row, today=village.today())

    def save():
        data = form.cleaned_data
        return realise(
            line,
            number,
            data["amount_rupiah"],
            uuid=data["uuid"],
            version=data["version"],
            by=request.user,
        )

    try:
        return _realisation_page(request, village, form, save, line, number)
    except BeyondLine as refused:
        form.add_error("amount_rupiah", beyond(refused.line, refused.left))
        return _realisation_page(request, village, form, save, line, number)


def _realisation_page(request, village, form, save, line, number):
    back = reverse("villages:budget_of_year", args=[village.code, line.year])
    return form_page(
        request,
        form,
        save,
        template="villages/realisation_form.html",
        done=lambda row: f"Realisasi {line.name} tersimpan.",
        url=lambda row: back,
        back_url=back,
        line=line,
        quarter=Triwulan(line.year, number),
        left=line.amount_rupiah - spent_beside(line, number),
        crumbs=[{"label": f"Anggaran {line.year}", "url": back}],
    )
