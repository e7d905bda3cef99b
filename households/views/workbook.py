"""The workbook on a page: upload, look, decide; and the download."""

from datetime import timedelta
from tempfile import TemporaryFile

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from households.forms.workbook import UploadForm
from households.workbook import uploads, working
from households.workbook.columns import BY_NAME, SHEETS
from households.workbook.mapping import MAPPING
from households.workbook.mending import write_problem_file
from households.workbook.stored import VillageLines
from households.workbook.writing import write_xlsx
from villages import audit
from villages.access import Permission, requires
from villages.models import AuditEntry, Job

RECENT = 5
PATIENCE = timedelta(seconds=20)  # in which a worker should have come
WITH_PROBLEMS = [Job.State.READY, Job.State.DONE]
STEPS = {
    "membaca": "Membaca baris",
    "memeriksa": "Memeriksa baris",
    "menyimpan": "Menyimpan",
}
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
    """How far it is; then what it would do, with its problems; later, what it did."""
    job = get_object_or_404(_jobs(village), uuid=job_uuid)
    shown = {"village": village, "job": job, "crumbs": _crumbs(village)}
    if job.is_under_way:
        return render(
            request, "households/workbook_progress.html", shown | _progress(job)
        )
    if job.state == Job.State.READY and job.step == MAPPING:
        return redirect("households:workbook_columns", village.code, job.uuid)
    return render(
        request,
        "households/workbook_preview.html",
        shown
        | {
            "is_waiting": job.state == Job.State.READY,
            "is_done": job.state == Job.State.DONE,
            "sheets": list(_sheets(job.result.get("counts", {}))),
            "problems": list(_grouped(job.result.get("problems", []))),
            "warnings": list(_grouped(job.result.get("warnings", []))),
        },
    )


def _crumbs(village):
    url = reverse("households:workbook", args=[village.code])
    return [{"label": "Buku kerja", "url": url}]


def _progress(job):
    """What the bar shows; after a while without a worker, a way to do it here."""
    is_late = timezone.now() - job.created_at > PATIENCE
    return {
        "step": STEPS.get(job.step, "Bekerja"),
        "width": 10 * job.percent,
        "may_work_here": job.state == Job.State.WAITING and is_late,
    }


@requires(Permission.EXCHANGE_WORKBOOK)
def workbook_progress(request, village, job_uuid):
    """The bar alone, asked for again and again; once it is over, the page anew."""
    job = get_object_or_404(_jobs(village), uuid=job_uuid)
    shown = {"village": village, "job": job} | _progress(job)
    answer = render(request, "households/workbook_bar.html", shown)
    if not job.is_under_way:
        answer["HX-Refresh"] = "true"
    return answer


@requires(Permission.EXCHANGE_WORKBOOK)
@require_POST
def workbook_work(request, village, job_uuid):
    """No worker came for it: do it here, while the person waits."""
    job = get_object_or_404(_jobs(village), uuid=job_uuid)
    working.work(village.jobs.filter(pk=job.pk))
    return redirect("households:workbook_preview", village.code, job.uuid)


@requires(Permission.EXCHANGE_WORKBOOK)
def workbook_problem_file(request, village, job_uuid):
    """The rows that could not be saved, to mend and hand in again."""
    job = get_object_or_404(_jobs(village), uuid=job_uuid, state__in=WITH_PROBLEMS)
    if job.attachment is None:
        raise Http404
    return _taken(
        request,
        village,
        lambda file: write_problem_file(job, file),
        name="perbaiki",
        reason="unduh baris bermasalah",
    )


def _taken(request, village, write, *, name, reason):
    """A workbook as a download; who took it is written down."""
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it
    write(file)
    file.seek(0)
    audit.wrote(
        AuditEntry.Act.READ, village, village=village, by=request.user, reason=reason
    )
    name = f"{name}-{village.code}-{village.today()}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name)


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
    uploads.decide(job, by=request.user, only_good=only_good)
    return redirect("households:workbook_preview", village.code, job.uuid)


@requires(Permission.EXCHANGE_WORKBOOK)
@require_POST
def workbook_cancel(request, village, job_uuid):
    """The person does not want it: the file is thrown away."""
    job = get_object_or_404(_jobs(village), uuid=job_uuid)
    if not uploads.cancel(job):
        messages.error(request, "Terlambat: berkas ini sudah selesai dikerjakan.")
        return redirect("households:workbook_preview", village.code, job.uuid)
    messages.success(request, "Berkas dibuang. Tidak ada yang disimpan.")
    return redirect("households:workbook", village.code)


@requires(Permission.EXCHANGE_WORKBOOK)
def workbook_export(request, village):
    """The village's own workbook; who took it is written down."""
    return _taken(
        request,
        village,
        lambda file: write_xlsx(VillageLines(village), file),
        name="buku-kerja",
        reason="ekspor buku kerja",
    )
