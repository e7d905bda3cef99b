"""The columns of a file that is no workbook: looked at, corrected, accepted."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from households.forms.workbook_columns import LayoutForm
from households.workbook import uploads
from households.workbook.layouts import LABELS, Kind
from households.workbook.working import KIND
from villages.access import Permission, requires
from villages.models import Job


@requires(Permission.EXCHANGE_WORKBOOK)
def workbook_columns(request, village, job_uuid):
    """Which column was taken for what, of which day, and whom to register."""
    jobs = village.jobs.filter(kind=KIND).select_related("attachment")
    job = get_object_or_404(jobs, uuid=job_uuid)
    if job.state != Job.State.READY or not job.options.get("layouts"):
        return redirect("households:workbook_preview", village.code, job.uuid)
    forms = [
        LayoutForm(request.POST or None, layout=layout, village=village)
        for layout in job.options["layouts"]
    ]
    if request.method == "POST" and all(form.is_valid() for form in forms):
        uploads.map_columns(job, [form.decided for form in forms])
        return redirect("households:workbook_preview", village.code, job.uuid)
    url = reverse("households:workbook", args=[village.code])
    return render(
        request,
        "households/workbook_columns.html",
        {
            "village": village,
            "job": job,
            "sheets": [(LABELS[Kind(f.layout["kind"])], f) for f in forms],
            "has_errors": any(form.errors for form in forms),
            "crumbs": [{"label": "Buku kerja", "url": url}],
        },
        status=422 if any(form.errors for form in forms) else 200,
    )
