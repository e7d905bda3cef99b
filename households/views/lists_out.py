"""Lists to take away, as CSV or XLSX; who took which is written down."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, StreamingHttpResponse
from django.shortcuts import render

from households.lists_out import BY_CODE, LISTS
from villages import audit
from villages.access import Permission, requires
from villages.models import AuditEntry
from villages.spreadsheets import csv_of, xlsx_of

FORMATS = {"csv": "CSV", "xlsx": "XLSX"}


@requires(Permission.VIEW_DOCUMENTS)
def list_out_index(request, village):
    """Every list that the person may have."""
    return render(
        request,
        "households/lists_out.html",
        {
            "village": village,
            "lists": [one for one in LISTS if request.access.may(one.permission)],
            "formats": FORMATS.items(),
            "sees_identity": request.access.may(Permission.SEE_IDENTITY),
        },
    )


@requires(Permission.VIEW_DOCUMENTS)
def list_out(request, village, list_code, file_format):
    """One list, sent while it is read."""
    chosen = BY_CODE.get(list_code)
    if chosen is None or file_format not in FORMATS:
        raise Http404
    if not request.access.may(chosen.permission):
        raise PermissionDenied
    sees_identity = request.access.may(Permission.SEE_IDENTITY)
    _write_down(request, village, chosen)
    headings = chosen.headings(sees_identity)
    rows = chosen.rows(village, sees_identity)
    name = f"{chosen.code}-{village.code}-{village.today()}.{file_format}"
    if file_format == "xlsx":
        file = xlsx_of(chosen.title, headings, rows)
        return FileResponse(file, as_attachment=True, filename=name)
    answer = StreamingHttpResponse(
        csv_of(headings, rows), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _write_down(request, village, chosen):
    audit.wrote(
        AuditEntry.Act.READ,
        village,
        village=village,
        by=request.user,
        reason=f"unduh daftar {chosen.code}",
    )
