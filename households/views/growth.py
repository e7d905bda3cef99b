"""The growth of one child: its chart, and the sheet for the family."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from households.family_sheet import family_sheet
from households.known import answers_of
from households.measured import story_of
from households.models import Statement
from households.views import children
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
