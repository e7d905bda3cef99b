"""The APB Desa from a file of the finance program: upload, look, decide."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from households.actions import budget_file as file_actions
from households.budget_sheet import read
from households.forms.budget_file import BudgetFileForm
from households.workbook.reading import FileRefused
from villages.access import Permission, requires
from villages.models import Job


@requires(Permission.EDIT_BUDGET)
def budget_file(request, village):
    """Hand in a file."""
    form = BudgetFileForm(
        request.POST or None,
        request.FILES or None,
        initial={"year": village.today().year},
    )
    if form.is_valid() and (job := _received(form, village, request.user)):
        return redirect("households:budget_preview", village.code, job.uuid)
    return render(
        request,
        "households/budget_file.html",
        {"form": form, "crumbs": _crumbs(village)},
        status=422 if form.errors else 200,
    )


def _received(form, village, user):
    """What the file says, kept; None when it is refused as a whole."""
    data = form.cleaned_data
    try:
        sheet = read(data["file"], data["file"].name, data["source"])
    except FileRefused as refusal:
        form.add_error("file", str(refusal))
        return None
    return file_actions.receive(village, data["year"], sheet, by=user)


def _crumbs(village):
    return [
        {"label": "Anggaran", "url": reverse("villages:budget", args=[village.code])}
    ]


def _jobs(village):
    jobs = village.jobs.filter(kind=file_actions.KIND).select_related("village")
    return jobs.exclude(state=Job.State.CANCELLED)


@requires(Permission.EDIT_BUDGET)
def budget_preview(request, village, job_uuid):
    """What would be saved, and every problem by row."""
    job = get_object_or_404(_jobs(village), uuid=job_uuid)
    if job.state == Job.State.DONE:
        return redirect("villages:budget_of_year", village.code, job.options["year"])
    plan = file_actions.planned(job)
    context = {
        "job": job,
        "year": job.options["year"],
        "plan": plan,
        "problems": [*job.result["problems"], *plan.problems],
        "passed": job.result["passed"],
        "crumbs": _crumbs(village),
    }
    return render(request, "households/budget_preview.html", context)


@requires(Permission.EDIT_BUDGET)
@require_POST
def budget_file_save(request, village, job_uuid):
    """Save what the preview showed; a second press does nothing more."""
    job = get_object_or_404(_jobs(village), uuid=job_uuid)
    ticked = {int(row) for row in request.POST.getlist("stunting") if row.isdecimal()}
    seen = request.POST.get("seen", "")
    try:
        plan = file_actions.save(job, seen, ticked, by=request.user)
    except file_actions.PlanChanged:
        messages.warning(
            request,
            "Belum tersimpan: anggaran desa berubah sejak pratinjau ini dibuka. "
            "Periksa lagi di bawah ini, lalu simpan.",
        )
        return redirect("households:budget_preview", village.code, job.uuid)
    if plan:
        messages.success(
            request,
            f"APB Desa {job.options['year']} tersimpan: {len(plan.new)} baris baru, "
            f"{len(plan.changed)} diubah.",
        )
    return redirect("villages:budget_of_year", village.code, job.options["year"])


@requires(Permission.EDIT_BUDGET)
@require_POST
def budget_file_cancel(request, village, job_uuid):
    """Throw the file's lines away unsaved."""
    _jobs(village).filter(uuid=job_uuid, state=Job.State.READY).delete()
    messages.success(request, "Berkas dibuang. Tidak ada yang disimpan.")
    return redirect("villages:budget", village.code)
