"""A copy of a family's data, when the family asks for it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from households.family_copy import Asked, copy_pdf, copy_xlsx
from households.forms.copying import PDF, CopyForm
from households.views.households import crumbs_to
from villages import audit
from villages.access import Permission, requires
from villages.models import AuditEntry

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Permission.COPY_FAMILY)
def family_copy(request, village, household_id):
    """Who asked, and when, is written down with the copy."""
    household = get_object_or_404(
        village.households.select_related("dusun"), pk=household_id
    )
    form = CopyForm(request.POST or None, village=village)
    if form.is_valid():
        return _handed_out(request, village, household, form.cleaned_data)
    context = {
        "form": form,
        "household": household,
        "crumbs": crumbs_to(village, household),
    }
    return render(request, "households/family_copy.html", context)


def _handed_out(request, village, household, data):
    asked = Asked(data["name"], data["relation"], village.today(), request.user)
    audit.wrote(
        AuditEntry.Act.READ,
        household,
        village=village,
        by=request.user,
        changes={"peminta": [None, f"{asked.name} ({asked.relation})"]},
        reason="Salinan data keluarga atas permintaan",
    )
    if data["file_format"] == PDF:
        content, kind = copy_pdf(village, household, asked), "application/pdf"
    else:
        content, kind = copy_xlsx(household, asked), XLSX_TYPE
    response = HttpResponse(content, content_type=kind)
    name = f"salinan-data-keluarga.{data['file_format']}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
