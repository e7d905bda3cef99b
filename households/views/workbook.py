"""The workbook on a page: upload, look, decide; and the download."""

import io

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from households.forms.workbook import UploadForm
from households.models import QuarterFinal
from households.workbook import uploads
from households.workbook.columns import BY_NAME, SHEETS
from households.workbook.importing import ImportRefused
from households.workbook.stored import read_village
from households.workbook.writing import write_xlsx
from villages import audit
from villages.access import Permission, requires
from villages.models import AuditEntry, Job

RECENT = 5
STATES = {  # of a job → how the list marks it
    Job.State.WAITING: "menunggu",
    Job.State.RUNNING: "menunggu",
    Job.State.READY: "menunggu",
    Job.State.DONE: "tersimpan",
    Job.State.FAILED: "ditolak",
    Job.State.CANCELLED: "belum",
}


@requires(Permission.EXCHANGE_WORKBOOK)
def workbook(request, village):
    """Hand in a workbook, or fetch the village's own."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        job = uploads.receive(village, form.cleaned_data["file"], by=request.user)
        return redirect("households:workbook_preview", village.code, job.uuid)
    return render(
        request,
        "households/workbook.html",
        {
            "village": village,
            "form": form,
            "sheets": SHEETS,
            "jobs": [(job, STATES[job.state]) for job in _jobs(village)[:RECENT]],
        },
        status=422 if form.errors else 200,
    )


def _jobs(village):
    return village.jobs.filter(kind=uploads.KIND).select_related("attachment")


@requires(Permission.EXCHANGE_WORKBOOK)
def workbook_preview(request, village, job_uuid):
    """What the file would do, with its problems; later, what it did."""
    job = get_object_or_404(_jobs(village), uuid=job_uuid)
    return render(
        request,
        "households/workbook_preview.html",
        {
            "village": village,
            "job": job,
            "is_waiting": job.state == Job.State.READY,
            "is_done": job.state == Job.State.DONE,
            "sheets": list(_sheets(job.result.get("counts", {}))),
            "problems": list(_grouped(job.result.get("problems", []))),
            "warnings": list(_grouped(job.result.get("warnings", []))),
            "crumbs": [
                {
                    "label": "Buku kerja",
                    "url": reverse("households:workbook", args=[village.code]),
                }
            ],
        },
    )


def _sheets(counts):
    """Each sheet that the file has rows of."""
    for name, count in counts.items():
        if any(count.values()):
            yield {"label": BY_NAME[name].label, "name": name} | count


def _grouped(problems):
    """Problems sheet by sheet, in the order of the file."""
    groups = {}
    for problem in problems:
        groups.setdefault(problem["sheet"], []).append(problem)
    for name, found in groups.items():
        label = BY_NAME[name].label if name in BY_NAME else name or "Berkas"
        yield {"label": label, "name": name, "problems": found}


@requires(Permission.EXCHANGE_WORKBOOK)
@require_POST
def workbook_save(request, village, job_uuid):
    """The person has looked and decides to save, all or the good rows."""
    job = get_object_or_404(_jobs(village), uuid=job_uuid)
    only_good = "hanya_yang_benar" in request.POST
    try:
        uploads.decide(job, by=request.user, only_good=only_good)
    except ImportRefused:
        messages.error(
            request,
            "Belum disimpan: data desa berubah sejak diperiksa, dan sekarang ada "
            "masalah. Periksa daftar di bawah.",
        )
    except QuarterFinal as refusal:
        messages.error(request, f"Belum disimpan. {refusal}")
    return redirect("households:workbook_preview", village.code, job.uuid)


@requires(Permission.EXCHANGE_WORKBOOK)
@require_POST
def workbook_cancel(request, village, job_uuid):
    """The person does not want it: the file is thrown away."""
    uploads.cancel(get_object_or_404(_jobs(village), uuid=job_uuid))
    messages.success(request, "Berkas dibuang. Tidak ada yang disimpan.")
    return redirect("households:workbook", village.code)


@requires(Permission.EXCHANGE_WORKBOOK)
def workbook_export(request, village):
    """The village's own workbook; who took it is written down."""
    file = io.BytesIO()
    write_xlsx(read_village(village), file)
    file.seek(0)
    audit.wrote(
        AuditEntry.Act.READ,
        village,
        village=village,
        by=request.user,
        reason="ekspor buku kerja",
    )
    name = f"buku-kerja-{village.code}-{village.today()}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name)
