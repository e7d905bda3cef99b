"""Advokasi: the berita acara is handed over, and its proposals are followed."""

from django.contrib import messages
from django.db.models import Sum
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rembuk import cover_letter, due
from rembuk.actions import advocacy as acts
from rembuk.advocacy import (
    STATE,
    agreed_meetings,
    fits_of,
    in_force,
    standing_of,
    standings_of,
)
from rembuk.forms.advocacy import HandoverForm, StepForm
from rembuk.models import Handover, Proposal, Step
from villages.access import Permission, requires
from villages.actions import typed
from villages.views.files import docx_answer, pdf_answer
from villages.views.saving import form_page

PAPERS = {
    "surat-penyampaian": ("Surat penyampaian", cover_letter.letter_pdf),
    "tanda-terima": ("Tanda terima", cover_letter.receipt_pdf),
}


@requires(Permission.VIEW_MEETING)
def advocacy(request, village, year=None):
    every = agreed_meetings(village)
    years = sorted({meeting.year for meeting, _ in every}, reverse=True)
    year = year or next(iter(years), village.today().year)
    agreed = [one for one in every if one[0].year == year]
    standings = standings_of([meeting for meeting, _ in agreed])
    parts = [_part(meeting, record, standings) for meeting, record in agreed]
    states = [standing.state for standing in standings]
    context = {
        "year": year,
        "years": years,
        "parts": parts,
        "notices": due.notices(year, states, village.today()),
    }
    return render(request, "rembuk/advocacy.html", context)


def _part(meeting, record, standings):
    given = {row.receiver: row for row in record.handovers.all()}
    return {
        "meeting": meeting,
        "berita_acara": record,
        "receivers": [(one, given.get(one)) for one in Handover.Receiver],
        "standings": [s for s in standings if s.proposal.meeting_id == meeting.pk],
        "is_open": any(row.is_draft for row in meeting.berita_acaras.all()),
    }


def _page_of(meeting):
    return reverse("rembuk:advocacy_of_year", args=[meeting.village.code, meeting.year])


def _crumbs(meeting, *more):
    return [{"label": f"Advokasi {meeting.year}", "url": _page_of(meeting)}, *more]


# --- handing over --------------------------------------------------------------------


def _record(village, berita_acara_id, receiver):
    if receiver not in Handover.Receiver:
        raise Http404
    rows = village.berita_acaras.settled().select_related("meeting")
    row = get_object_or_404(rows.exclude(state="dibatalkan"), pk=berita_acara_id)
    row.village = row.meeting.village = village
    return row


@requires(Permission.SETTLE_MEETING)
def handover_edit(request, village, berita_acara_id, receiver):
    record = _record(village, berita_acara_id, receiver)
    row = record.handovers.filter(receiver=receiver).first()
    blank = Handover(berita_acara=record, receiver=receiver)
    form = HandoverForm(
        request.POST or None,
        instance=row or blank,
        today=village.today(),
        settled_on=record.meeting.held_on,
    )

    def save():
        return _saved_handover(record, row, receiver, form, by=request.user)

    context = {
        "row": row,
        "heading": f"Serahkan kepada {Handover.Receiver(receiver).label}",
        "berita_acara": record,
        "receiver": receiver,
        "crumbs": _crumbs(record.meeting),
        "back_url": _page_of(record.meeting),
    }
    return _page(request, form, save, record.meeting, **context)


def _saved_handover(record, row, receiver, form, *, by):
    data, values = form.cleaned_data, form.values
    if row is None:
        values |= {"receiver": receiver}
        return acts.hand_over(record, values, uuid=data["uuid"], by=by)
    return typed.change(
        row, values, version=data["version"], village=record.village, by=by
    )


def _page(request, form, save, meeting, *, url=None, **context):
    """The form; a refusal by the rules stands above what was typed."""
    template = context.pop("template", "rembuk/handover_form.html")
    try:
        return form_page(
            request,
            form,
            save,
            template=template,
            done=lambda row: f"{row} tercatat.",
            url=lambda row: url or _page_of(meeting),
            **context,
        )
    except (acts.HandoverRefused, acts.StepRefused) as refusal:
        form.add_error(None, str(refusal))
        return render(request, template, context | {"form": form})


@requires(Permission.SETTLE_MEETING)
@require_POST
def handover_remove(request, village, berita_acara_id, receiver):
    record = _record(village, berita_acara_id, receiver)
    row = get_object_or_404(record.handovers, receiver=receiver)
    acts.take_back_handover(row, by=request.user)
    undo = reverse("rembuk:handover_restore", args=[village.code, row.pk])
    messages.success(request, f"{row} dihapus.", extra_tags=undo)
    return redirect(_page_of(record.meeting))


@requires(Permission.SETTLE_MEETING)
@require_POST
def handover_restore(request, village, handover_id):
    rows = Handover.everything.exclude(removed_at=None).select_related("berita_acara")
    row = get_object_or_404(rows, berita_acara__village=village, pk=handover_id)
    try:
        acts.restore_handover(row, by=request.user)
    except acts.HandoverRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"{row} dikembalikan.")
    year = row.berita_acara.meeting.year
    return redirect("rembuk:advocacy_of_year", village.code, year)


@requires(Permission.VIEW_DOCUMENTS)
def handover_docx(request, village, berita_acara_id, receiver):
    """Surat penyampaian for the office to adapt."""
    record = _record(village, berita_acara_id, receiver)
    row = record.handovers.filter(receiver=receiver).first()
    number = record.number.replace("/", "-")
    content = cover_letter.letter_docx(record, receiver, row)
    return docx_answer(content, f"Surat penyampaian {number}.docx")


@requires(Permission.VIEW_DOCUMENTS)
def handover_paper(request, village, berita_acara_id, receiver, letter_name):
    if letter_name not in PAPERS:
        raise Http404
    record = _record(village, berita_acara_id, receiver)
    row = record.handovers.filter(receiver=receiver).first()
    title, render_pdf = PAPERS[letter_name]
    number = record.number.replace("/", "-")
    return pdf_answer(render_pdf(record, receiver, row), f"{title} {number}.pdf")


# --- one proposal --------------------------------------------------------------------


def _proposal(village, proposal_id):
    rows = Proposal.objects.filter(meeting__village=village)
    rows = rows.select_related("meeting", "problem")
    row = get_object_or_404(rows, pk=proposal_id)
    row.meeting.village = village
    if in_force(row.meeting) is None:
        raise Http404
    return row


def _address(proposal):
    code = proposal.meeting.village.code
    return reverse("rembuk:proposal_road", args=[code, proposal.pk])


@requires(Permission.VIEW_MEETING)
def proposal_road(request, village, proposal_id):
    proposal = _proposal(village, proposal_id)
    standing = standing_of(proposal)
    may = request.access.may(Permission.TRACK_PROPOSAL)
    fits = fits_of(proposal, village) if may and standing.state == STATE.RKP else []
    context = {
        "proposal": proposal,
        "standing": standing,
        "stages": standing.road,
        "editable": may and not proposal.meeting.is_open,
        "suggested": [fit for fit in fits if fit.closeness],
        "crumbs": _crumbs(proposal.meeting),
    }
    return render(request, "rembuk/proposal_road.html", context)


@requires(Permission.TRACK_PROPOSAL)
def step_add(request, village, proposal_id, step_state):
    proposal = _proposal(village, proposal_id)
    if step_state not in STATE:
        raise Http404
    state = STATE(step_state)
    form = StepForm(
        request.POST or None,
        instance=Step(proposal=proposal, state=state),
        today=village.today(),
        fits=fits_of(proposal, village) if state == STATE.APB else (),
        initial={"amount_rupiah": _expected(proposal, state)},
    )

    def save():
        uuid = form.cleaned_data["uuid"]
        return acts.take_step(proposal, state, form.values, uuid=uuid, by=request.user)

    here = {"label": proposal.activity, "url": _address(proposal)}
    return _page(
        request,
        form,
        save,
        proposal.meeting,
        url=_address(proposal),
        template="rembuk/step_form.html",
        proposal=proposal,
        heading=f"Catat: {state.label}",
        crumbs=_crumbs(proposal.meeting, here),
        back_url=_address(proposal),
    )


def _expected(proposal, state):
    """The amount to start from: what was carried out cost, or the step before said."""
    budgeted = standing_of(proposal).budgeted
    if state == STATE.DONE and budgeted:
        spent = proposal.deliveries.aggregate(sum=Sum("cost_rupiah"))["sum"]
        return spent or budgeted.amount_rupiah
    return proposal.cost_rupiah


def _step(village, rows, step_id):
    row = get_object_or_404(
        rows.select_related("proposal__meeting"),
        proposal__meeting__village=village,
        pk=step_id,
    )
    row.proposal.meeting.village = village
    return row


@requires(Permission.TRACK_PROPOSAL)
@require_POST
def step_undo(request, village, step_id):
    row = _step(village, Step.objects.all(), step_id)
    try:
        acts.undo_step(row, by=request.user)
    except acts.StepRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        undo = reverse("rembuk:step_redo", args=[village.code, row.pk])
        messages.success(request, f"Langkah “{row}” dihapus.", extra_tags=undo)
    return redirect(_address(row.proposal))


@requires(Permission.TRACK_PROPOSAL)
@require_POST
def step_redo(request, village, step_id):
    row = _step(village, Step.everything.exclude(removed_at=None), step_id)
    try:
        acts.redo_step(row, by=request.user)
    except acts.StepRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"Langkah “{row}” dikembalikan.")
    return redirect(_address(row.proposal))
