"""APB Desa lines, and Tabel 5 that follows from them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from villages import actions
from villages.access import Permission, requires
from villages.budget import ACTIVITIES, table_5
from villages.forms.lists import BudgetLineForm


@requires(Permission.VIEW_BUDGET)
def budget(request, village, year=None):
    year = year or village.today().year
    lines = village.budget_lines.filter(year=year)
    years = village.budget_lines.order_by("-year").values_list("year", flat=True)
    context = {
        "year": year,
        "years": sorted({*years.distinct(), village.today().year}, reverse=True),
        "lines": lines,
        "table_5": table_5(village, year),
    }
    return render(request, "villages/budget.html", context)


@requires(Permission.EDIT_BUDGET)
def budget_line_edit(request, village, line_id=None):
    lines = village.budget_lines
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
def budget_line_remove(request, village, line_id):
    line = get_object_or_404(village.budget_lines, pk=line_id)
    actions.remove_row(line, village, by=request.user)
    messages.success(request, f"{line.name} dihapus dari anggaran.")
    return redirect("villages:budget_of_year", village.code, line.year)
