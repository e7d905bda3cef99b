"""Evaluasi triwulan RDS: its list, its page, its parts, its papers."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rembuk import actions, due
from rembuk.actions.evaluation import (
    SecondEvaluation,
    finish_evaluation,
    open_evaluation,
)
from rembuk.evaluation import (
    evaluations_of,
    finished_quarters,
    known_quarters,
    previous_of,
    read_content,
    recent_quarters,
)
from rembuk.evaluation_papers import attendance_pdf, minutes_docx, minutes_pdf
from rembuk.evaluation_readiness import lacking_from
from rembuk.forms.evaluation import ConclusionForm, LeadersForm, OpenForm
from rembuk.forms.meeting import DayForm
from rembuk.models import Meeting, MeetingSettled
from rembuk.pages import address_of, form_page, meeting_in
from rembuk.readiness import MeetingIncomplete
from rembuk.views.berita_acara import pdf_answer
from villages.access import Permission, requires
from villages.quarters import Triwulan
from villages.views.files import docx_answer

QUARTERS = 6


@requires(Permission.VIEW_MEETING)
def evaluation_list(request, village):
    found = {}
    for meeting in evaluations_of(village):
        found.setdefault(meeting.quarter.triwulan, []).append(meeting)
    today = village.today()
    known, recent = known_quarters(village), recent_quarters(village, QUARTERS)
    shown = sorted({*recent[:2], *known.intersection(recent), *found}, reverse=True)
    context = {
        "rows": [
            {
                "quarter": quarter,
                "meetings": found.get(quarter, []),
                "until": due.evaluation_day(quarter),
                "is_over": quarter.last_day < today,
                "is_late": due.evaluation_day(quarter) < today,
                "has_figures": quarter in known,
            }
            for quarter in shown
        ],
        "notice": due.evaluation_notice(
            known.intersection(recent), finished_quarters(village), today
        ),
    }
    return render(request, "rembuk/evaluation_list.html", context)


@requires(Permission.EDIT_MEETING)
def evaluation_open(request, village, year, number):
    quarter = get_object_or_404(village.quarters, year=year, number=number)
    if quarter.triwulan > Triwulan.of(village.today()):
        raise Http404
    earlier = evaluations_of(village).filter(quarter=quarter).first()
    form = OpenForm(
        request.POST or None,
        needs_reason=earlier is not None,
        initial={"uuid": Meeting().uuid},
    )
    if form.is_valid():
        return _opened(request, village, quarter, form.cleaned_data)
    page = reverse("rembuk:evaluation_list", args=[village.code])
    crumbs = [{"label": "Evaluasi", "url": page}]
    context = {"quarter": quarter, "form": form, "earlier": earlier, "crumbs": crumbs}
    return render(request, "rembuk/evaluation_open.html", context)


def _opened(request, village, quarter, data):
    reason = data.get("second_reason", "")
    try:
        meeting = open_evaluation(
            village, quarter, second_reason=reason, uuid=data["uuid"], by=request.user
        )
    except SecondEvaluation as refusal:
        messages.warning(request, str(refusal))
        return redirect("rembuk:evaluation_list", village.code)
    messages.success(request, f"Evaluasi {quarter} dibuka. Mulai dari janji yang lalu.")
    return redirect(address_of(meeting))


def evaluation_in(village, year, meeting_id):
    """The village's evaluation. Raises Http404."""
    meeting = meeting_in(village, year, meeting_id)
    if meeting.kind != Meeting.Kind.EVALUATION:
        raise Http404
    return meeting


@requires(Permission.VIEW_MEETING)
def evaluation(request, village, year, meeting_id):
    meeting = evaluation_in(village, year, meeting_id)
    is_open = meeting.is_open
    content = read_content(meeting)
    context = {
        "meeting": meeting,
        "content": content,
        "previous": previous_of(meeting),
        "is_open": is_open,
        "editable": is_open and request.access.may(Permission.EDIT_MEETING),
        "lacking": lacking_from(meeting) if is_open else [],
        "present": content["present"],
        "guests": content["guests"],
        "present_total": sum(row["count"] for row in content["present"]),
        "photos": meeting.photos.all(),
        "period": str(meeting.quarter),
        "tables": TABLES,
    }
    return render(request, "rembuk/evaluation.html", context)


TABLES = (("convergence", "Konvergensi"), ("packages", "Lima paket layanan"))
# part (in the URL) → its form, and what it is called
SECTIONS = {
    "waktu": (DayForm, "Waktu dan tempat"),
    "pimpinan": (LeadersForm, "Pimpinan dan notulis"),
    "kesimpulan": (ConclusionForm, "Kesimpulan"),
}


@requires(Permission.EDIT_MEETING)
def evaluation_edit(request, village, year, meeting_id, section):
    meeting = evaluation_in(village, year, meeting_id)
    if section not in SECTIONS:
        raise Http404
    form_class, title = SECTIONS[section]
    form = form_class(request.POST or None, instance=meeting)
    shown = evaluation_in(village, year, meeting_id)  # the form writes into its row

    def save():
        version = form.cleaned_data["version"]
        actions.change_meeting(meeting, form.values, version=version, by=request.user)

    return form_page(
        request,
        shown,
        form,
        save,
        done=f"{title} tersimpan.",
        part=section,
        template="rembuk/meeting_edit.html",
        title=title,
    )


@requires(Permission.EDIT_MEETING)
@require_POST
def evaluation_finish(request, village, year, meeting_id):
    meeting = evaluation_in(village, year, meeting_id)
    try:
        finish_evaluation(meeting, by=request.user)
    except MeetingIncomplete as refusal:
        messages.error(request, f"Belum dapat diselesaikan. {refusal}")
    except MeetingSettled as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"Evaluasi {meeting.quarter} selesai.")
    return redirect(address_of(meeting))


PAPERS = {
    "notulen": ("Notulen", minutes_pdf),
    "daftar-hadir": ("Daftar hadir", attendance_pdf),
}


@requires(Permission.VIEW_DOCUMENTS)
def evaluation_paper(request, village, year, meeting_id, paper_name):
    meeting = evaluation_in(village, year, meeting_id)
    if paper_name not in PAPERS:
        raise Http404
    title, render_pdf = PAPERS[paper_name]
    return pdf_answer(render_pdf(meeting), f"{title} Evaluasi {meeting.quarter}.pdf")


@requires(Permission.VIEW_DOCUMENTS)
def evaluation_docx(request, village, year, meeting_id):
    meeting = evaluation_in(village, year, meeting_id)
    if not meeting.is_open:
        said = "Notulen yang sudah selesai hanya tersedia sebagai PDF."
        messages.info(request, said)
        return redirect(address_of(meeting))
    name = f"Notulen Evaluasi {meeting.quarter}.docx"
    return docx_answer(minutes_docx(meeting), name)
