"""Growth: the sheet of one child for the family, and all children of the village."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from households.family_sheet import family_sheet
from households.growth_watch import Call, watch
from households.known import answers_of
from households.measured import story_of
from households.models import Statement
from households.views import children
from households.weight_gain import SOURCE
from villages import audit
from villages.access import Permission, requires
from villages.models import AuditEntry

PRINTED = "Grafik pertumbuhan untuk keluarga (PDF)"


@requires(Permission.VIEW_REGISTER)
@require_safe
def child_growth_sheet(request, village, child_id):
    """The page for the family; who printed it is written down."""
    child = children.fetch(village, child_id)
    today = village.today()
    content = family_sheet(
        village,
        story_of(child, child.records.all()),
        posyandu=_posyandu_of(child),
        today=today,
    )
    audit.wrote(
        AuditEntry.Act.READ, child, village=village, by=request.user, reason=PRINTED
    )
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="grafik-pertumbuhan.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _posyandu_of(child):
    subject = ("child", child.pk)
    answers = answers_of(children=[child.pk])
    pk = answers.value(subject, Statement.Column.POSYANDU)
    found = child.household.village.posyandus.filter(pk=pk or 0).first()
    return found.name if found else ""


@requires(Permission.VIEW_REGISTER)
def growth_watch(request, village):
    """All children of the village, those whose growth asks for something first."""
    today = village.today()
    dusuns = list(village.dusuns.all())
    asked = request.GET.get("dusun", "")
    dusun = next((one for one in dusuns if str(one.pk) == asked), None)
    groups = watch(village, today, dusun=dusun and dusun.pk)
    context = {
        "groups": [(call, rows) for call, rows in groups.items() if rows],
        "total": sum(map(len, groups.values())),
        "dusuns": dusuns,
        "dusun": dusun,
        "today": today,
        "gain_source": SOURCE,
        "open_calls": (Call.REPEAT, Call.REFER, Call.ACT),
    }
    return render(request, "households/growth_watch.html", context)
