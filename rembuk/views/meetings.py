"""A rembuk from its opening to the last word of its minutes."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from rembuk import actions
from rembuk.content import counted, lines, signers_of
from rembuk.forms.meeting import (
    AgreementForm,
    DayForm,
    LetterForm,
    OpenForm,
    PeopleForm,
)
from rembuk.models import BeritaAcara, Meeting
from rembuk.pages import address_of, form_page, rembuk_in
from rembuk.ranking import gaps_of
from rembuk.readiness import missing_from
from rembuk.taking import offers_for
from rembuk.unsur import not_invited, standings_of
from scorecard.reading import scorecard_of
from villages.access import Permission, requires
from villages.models import NumberFormat

PRESELECTED = 5  # gaps ticked for a start: what one meeting can discuss
QUARTERS = 4


@requires(Permission.VIEW_MEETING)
def meeting_list(request, village, year=None):
    meetings = (
        village.meetings.rembuks()
        .select_related("quarter")
        .prefetch_related("berita_acaras")
    )
    if year:
        meetings = meetings.filter(year=year)
        if len(meetings) == 1:
            meetings[0].village = village
            return redirect(address_of(meetings[0]))
    rows = [{"meeting": m, "newest": m.berita_acaras.all()[0]} for m in meetings]
    context = {
        "year": year,
        "rows": rows,
        "recent": village.quarters.exclude(computed=0, as_of=None)[:QUARTERS],
    }
    return render(request, "rembuk/meeting_list.html", context)


@requires(Permission.EDIT_MEETING)
def meeting_open(request, village, year, number):
    quarter = get_object_or_404(village.quarters, year=year, number=number)
    card = scorecard_of(village, quarter.triwulan)
    gaps = gaps_of(card)
    earlier = village.meetings.rembuks().filter(year=year).first()
    form = OpenForm(
        request.POST or None,
        gaps=gaps,
        needs_reason=earlier is not None,
        initial={
            "uuid": Meeting().uuid,
            "gaps": [gap.indicator for gap in gaps[:PRESELECTED]],
        },
    )
    if form.is_valid():
        return _opened(request, village, quarter, gaps, form)
    context = {"quarter": quarter, "card": card, "gaps": gaps}
    context |= {"form": form, "earlier": earlier}
    return render(request, "rembuk/meeting_open.html", context)


def _opened(request, village, quarter, gaps, form):
    data = form.cleaned_data
    try:
        meeting = actions.open_meeting(
            village,
            quarter,
            gaps=[gap for gap in gaps if gap.indicator in data["gaps"]],
            second_reason=data.get("second_reason", ""),
            uuid=data["uuid"],
            by=request.user,
        )
    except actions.SecondMeeting as refusal:
        messages.warning(request, str(refusal))
        return redirect(
            "rembuk:meeting_open", village.code, quarter.year, quarter.number
        )
    messages.success(request, f"{meeting} dibuka. Lengkapi bagian demi bagian.")
    return redirect(address_of(meeting))


@requires(Permission.VIEW_MEETING)
def meeting(request, village, year, meeting_id):
    meeting = rembuk_in(village, year, meeting_id)
    records = list(meeting.berita_acaras.all())
    newest = records[0]
    is_open = newest.is_draft
    lacking = missing_from(meeting) if is_open else newest.unsigned_parties()
    attendances = list(meeting.attendances.all())
    present, guests = counted(attendances)
    context = {
        "meeting": meeting,
        "berita_acara": newest,
        "older": records[1:],
        "is_open": is_open,
        "editable": is_open and request.access.may(Permission.EDIT_MEETING),
        "lacking": lacking,
        "stages": stages_of(newest, lacking),
        "problems": _with_counts(meeting),
        "proposals": meeting.proposals.select_related("problem"),
        "present": present,
        "guests": guests,
        "present_total": len(attendances) - guests,
        "signers": signers_of(meeting).items(),
        "agreements": lines(meeting.agreement),
        "photo_count": meeting.photos.count(),
        "invited_count": meeting.invitations.count(),
        "uninvited": not_invited(standings_of(meeting, attendances)),
        "period": str(meeting.quarter),
        "offers": offers_for(meeting) if is_open else (),
    }
    context["total_rupiah"] = sum(p.cost_rupiah for p in context["proposals"])
    return render(request, "rembuk/meeting.html", context)


def _with_counts(meeting):
    counts = {}
    for problem_id in meeting.proposals.values_list("problem_id", flat=True):
        counts[problem_id] = counts.get(problem_id, 0) + 1
    return [(problem, counts.get(problem.pk, 0)) for problem in meeting.problems.all()]


STATES = BeritaAcara.State
PATH = ("Rembuk dicatat", "Ditetapkan", "Ditandatangani", "Disahkan")
# How much of the path is behind, with something lacking and with nothing lacking.
BEHIND = {
    STATES.DRAFT: (0, 1),
    STATES.SETTLED: (2, 2),
    STATES.SIGNED: (2, 3),
    STATES.RATIFIED: (4, 4),
}


def stages_of(berita_acara, lacking=()):
    """The path of a berita acara: what is behind, what is next, what it waits for."""
    if berita_acara.state not in BEHIND:
        return []
    behind = BEHIND[berita_acara.state][not lacking]
    words = ["selesai"] * behind + ["berjalan"] + ["nanti"] * len(PATH)
    texts = {1: berita_acara.number}
    if lacking and berita_acara.is_draft:
        texts[behind] = f"{len(lacking)} hal masih kurang"
    elif lacking:
        texts[behind] = f"menunggu {', '.join(party.label for party in lacking)}"
    return [
        {"label": label, "state": words[n], "text": texts.get(n) or words[n]}
        for n, label in enumerate(PATH)
    ]


# part (in the URL) → its form, and what it is called
SECTIONS = {
    "waktu": (DayForm, "Waktu dan tempat"),
    "pimpinan": (PeopleForm, "Pimpinan dan penanda tangan"),
    "undangan": (LetterForm, "Undangan"),
    "kesepakatan": (AgreementForm, "Kesepakatan"),
}


@requires(Permission.EDIT_MEETING)
def meeting_edit(request, village, year, meeting_id, section):
    if section not in SECTIONS:
        raise Http404
    meeting = rembuk_in(village, year, meeting_id)
    form_class, title = SECTIONS[section]
    form = form_class(request.POST or None, instance=meeting)
    if section == "undangan" and not meeting.letter_number:
        form.initial["letter_number"] = _next_letter(village, meeting)
    shown = rembuk_in(village, year, meeting_id)  # the form writes into its own row

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
        back=_back_of(shown, section),
        template="rembuk/meeting_edit.html",
        title=title,
        proposed_names=_known_names(shown) if section == "pimpinan" else (),
    )


def _next_letter(village, meeting):
    given_out = village.meetings.values_list("letter_number", flat=True)
    day = meeting.letter_on or village.today()
    kind = NumberFormat.Kind.INVITATION
    return NumberFormat.objects.proposed(village, kind, given_out, day)


def _back_of(meeting, section):
    """The letter is a part of the page of invitations."""
    if section != "undangan":
        return ""
    keys = [meeting.village.code, meeting.year, meeting.pk]
    return reverse("rembuk:invitation_list", args=keys)


def _known_names(meeting):
    """Names from the daftar hadir, offered while typing."""
    return meeting.attendances.values_list("name", flat=True)
