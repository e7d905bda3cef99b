"""Diskusi terarah RDS: from the figures to ranked problems and alternatives."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from rembuk import actions
from rembuk.actions import discussion as acts
from rembuk.actions.taking import take_over as take
from rembuk.analysis import sentences_of
from rembuk.content import counted, lines
from rembuk.discussion import (
    analysis_of,
    material_at,
    missing_from_discussion,
    unit_costs_of,
)
from rembuk.discussion_paper import minutes_of_discussion
from rembuk.forms.discussion import (
    AnalysisForm,
    OpenForm,
    OpportunityForm,
    PeopleForm,
)
from rembuk.forms.meeting import DayForm
from rembuk.mad import finished_mad_of
from rembuk.models import Meeting, MeetingSettled
from rembuk.pages import acted, address_of, form_page, meeting_in
from rembuk.ranking import gaps_of
from rembuk.views.berita_acara import pdf_answer
from rembuk.views.rows import removed_row, save_row
from scorecard.reading import scorecard_of
from villages.access import Permission, requires

NOTHING_NEW = "Semua hasilnya sudah ada dalam rembuk ini."
PRESELECTED = 5  # gaps ticked for a start: what one meeting can discuss
QUARTERS = 4


def discussion_at(village, year, meeting_id):
    """The discussion of a meeting, its village and meeting at hand. Raises Http404."""
    meeting = meeting_in(village, year, meeting_id)
    if meeting.kind != Meeting.Kind.RDS:
        raise Http404
    discussion = meeting.discussion
    discussion.meeting, discussion.village = meeting, village
    return discussion


@requires(Permission.VIEW_MEETING)
def discussion_list(request, village):
    rows = village.discussions.select_related("meeting__quarter")
    rows = list(rows.prefetch_related("publications", "releases"))
    known = {row.year for row in rows}
    recent = village.quarters.exclude(computed=0, as_of=None)[:QUARTERS]
    context = {
        "rows": [_told(row) for row in rows],
        "recent": [quarter for quarter in recent if quarter.year not in known],
        "can_open": request.access.may(Permission.EDIT_MEETING),
        "has_figures": bool(recent),
    }
    return render(request, "rembuk/discussion_list.html", context)


def _told(row):
    shown = [one for one in row.publications.all() if one.withdrawn_at is None]
    released = [one for one in row.releases.all() if one.withdrawn_at is None]
    return {
        "discussion": row,
        "meeting": row.meeting,
        "is_shown": bool(shown),
        "is_released": bool(released),
    }


@requires(Permission.EDIT_MEETING)
def discussion_open(request, village, year, number):
    quarter = get_object_or_404(village.quarters, year=year, number=number)
    if there := village.discussions.filter(year=year).first():
        return redirect("rembuk:discussion", village.code, year, there.meeting_id)
    card = scorecard_of(village, quarter.triwulan)
    gaps = gaps_of(card)
    chosen = [gap.indicator for gap in gaps[:PRESELECTED]]
    initial = {"uuid": Meeting().uuid, "gaps": chosen}
    form = OpenForm(request.POST or None, gaps=gaps, initial=initial)
    if form.is_valid():
        return _opened(request, village, quarter, gaps, form.cleaned_data)
    context = {"quarter": quarter, "card": card, "gaps": gaps, "form": form}
    return render(request, "rembuk/discussion_open.html", context)


def _opened(request, village, quarter, gaps, data):
    row = acts.open_discussion(
        village,
        quarter,
        gaps=[gap for gap in gaps if gap.indicator in data["gaps"]],
        uuid=data["uuid"],
        by=request.user,
    )
    messages.success(request, f"{row} dibuka. Lengkapi bagian demi bagian.")
    return redirect("rembuk:discussion", village.code, row.year, row.meeting_id)


# --- its page ------------------------------------------------------------------------


@requires(Permission.VIEW_MEETING)
def discussion(request, village, year, meeting_id):
    row = discussion_at(village, year, meeting_id)
    meeting, material = row.meeting, material_at(row)
    is_open = meeting.is_open
    attendances = list(meeting.attendances.all())
    present, guests = counted(attendances)
    proposals = list(meeting.proposals.select_related("problem"))
    context = {
        "discussion": row,
        "meeting": meeting,
        "is_open": is_open,
        "editable": is_open and request.access.may(Permission.EDIT_MEETING),
        "lacking": missing_from_discussion(meeting) if is_open else [],
        "analysis": analysis_of(row, material),
        "is_typed": bool(row.analysis),
        "problems": _problems(village, meeting, proposals),
        "proposals": proposals,
        "total_rupiah": sum(one.cost_rupiah for one in proposals),
        "opportunities": meeting.opportunities.all(),
        "present": present,
        "guests": guests,
        "present_total": len(attendances) - guests,
        "photo_count": meeting.photos.count(),
        "minutes": lines(meeting.minutes),
        **_shown(row),
    }
    return render(request, "rembuk/discussion.html", context)


def _shown(row):
    """Where its results went: to residents, to the MAD, and what came back."""
    rows = row.publications.in_force().select_related("given_by")
    released = row.releases.in_force().select_related("given_by")
    return {
        "publication": rows.first(),
        "release": released.first(),
        "mad": finished_mad_of(row.village, row.year),
    }


def _problems(village, meeting, proposals):
    """Each problem with how many alternatives it has, and what a service costs."""
    costs = unit_costs_of(village, meeting.year)
    counts = {}
    for one in proposals:
        counts[one.problem_id] = counts.get(one.problem_id, 0) + 1
    return [
        {"row": row, "count": counts.get(row.pk, 0), "costs": costs.of(row)}
        for row in meeting.problems.all()
    ]


# part (in the URL) → its form, and what it is called
SECTIONS = {
    "waktu": (DayForm, "Waktu dan tempat"),
    "pimpinan": (PeopleForm, "Pimpinan dan narasumber"),
}


@requires(Permission.EDIT_MEETING)
def discussion_edit(request, village, year, meeting_id, section):
    if section == "analisis":
        return _analysis(request, discussion_at(village, year, meeting_id))
    if section not in SECTIONS:
        raise Http404
    form_class, title = SECTIONS[section]
    meeting = discussion_at(village, year, meeting_id).meeting
    form = form_class(request.POST or None, instance=meeting)
    shown = discussion_at(village, year, meeting_id).meeting

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


def _analysis(request, row):
    drafted = "\n".join(sentences_of(material_at(row)))
    initial = {"analysis": row.analysis or drafted}
    form = AnalysisForm(request.POST or None, instance=row, initial=initial)

    def save():
        data = form.cleaned_data
        text = "\n".join(lines(data["analysis"]))
        kept = "" if text == drafted else text  # the figures go on speaking
        acts.change_analysis(row, kept, version=data["version"], by=request.user)

    return form_page(
        request,
        row.meeting,
        form,
        save,
        done="Analisis tersimpan.",
        part="analisis",
        template="rembuk/meeting_edit.html",
        title="Analisis sederhana",
    )


# --- opportunities -------------------------------------------------------------------


@requires(Permission.EDIT_MEETING)
def opportunity_edit(request, village, year, meeting_id, opportunity_id=None):
    meeting = meeting_in(village, year, meeting_id)
    rows = meeting.opportunities
    row = get_object_or_404(rows, pk=opportunity_id) if opportunity_id else None
    form = OpportunityForm(request.POST or None, instance=row)
    return form_page(
        request,
        meeting,
        form,
        lambda: save_row(rows, row, form, by=request.user),
        done="Peluang tersimpan.",
        part="peluang",
        template="rembuk/opportunity_form.html",
        row=row,
    )


@requires(Permission.EDIT_MEETING)
@require_POST
def opportunity_remove(request, village, year, meeting_id, opportunity_id):
    meeting = meeting_in(village, year, meeting_id)
    row = get_object_or_404(meeting.opportunities, pk=opportunity_id)
    return removed_row(request, meeting, row, "Peluang dihapus.", "peluang")


# --- its end -------------------------------------------------------------------------


@requires(Permission.EDIT_MEETING)
@require_POST
def discussion_finish(request, village, year, meeting_id):
    row = discussion_at(village, year, meeting_id)
    done = "Diskusi selesai. Angkanya dibekukan; sekarang umumkan hasilnya."
    return act_on(request, row, acts.finish_discussion, done)


@requires(Permission.EDIT_MEETING)
@require_POST
def discussion_reopen(request, village, year, meeting_id):
    row = discussion_at(village, year, meeting_id)
    done = "Diskusi dibuka kembali. Selesaikan lagi setelah diperbaiki."
    return act_on(request, row, acts.reopen_discussion, done)


def act_on(request, row, act, done):
    """Run an act of one press on a discussion, tell how it went, and go back."""
    try:
        act(row, by=request.user)
    except (acts.DiscussionRefused, MeetingSettled) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(address_of(row.meeting))


@requires(Permission.VIEW_MEETING)
def discussion_paper(request, village, year, meeting_id):
    row = discussion_at(village, year, meeting_id)
    name = f"BA diskusi RDS {village.name} {year}.pdf"
    return pdf_answer(minutes_of_discussion(row), name)


# --- into the rembuk -----------------------------------------------------------------


@requires(Permission.EDIT_MEETING)
@require_POST
def take_over(request, village, year, meeting_id, origin):
    meeting = meeting_in(village, year, meeting_id)
    if not meeting.is_rembuk:
        raise Http404

    def act():
        count = take(meeting, origin, by=request.user)
        said = f"{count} hasil masuk ke rembuk ini." if count else NOTHING_NEW
        messages.success(request, said)

    return acted(request, meeting, act, done="", part="masalah")
