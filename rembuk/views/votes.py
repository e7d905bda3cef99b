"""Votes counted for each proposal, when the village votes among them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from rembuk.actions import deciding
from rembuk.forms.deciding import CellsForm, votes_in
from rembuk.models import MeetingSettled
from rembuk.pages import address_of, crumbs_of, meeting_in, refused_if_settled
from rembuk.voting import FIELDS, TooManyVotes, is_voted, voters_of, votes_of
from villages.access import Permission, requires

WORDS = {
    "votes_for": "Setuju",
    "votes_against": "Tidak setuju",
    "votes_abstained": "Abstain",
}


@requires(Permission.VIEW_MEETING)
def votes(request, village, year, meeting_id):
    """How many are for, against and abstain, proposal by proposal."""
    meeting = meeting_in(village, year, meeting_id)
    return _page(request, meeting, _form(meeting))


def _form(meeting, data=None):
    cells = deciding.votes_cells(meeting)
    saved = {name: getattr(row, field) for name, (row, field) in cells.items()}
    return CellsForm(dict.fromkeys(saved, votes_in), saved, data)


def _page(request, meeting, form, status=200, refusal=""):
    proposals = list(meeting.proposals.all())
    editable = meeting.is_open and request.access.may(Permission.EDIT_MEETING)
    context = {
        "meeting": meeting,
        "village": meeting.village,
        "rows": [(one, _cells(form, one), votes_of(one)) for one in proposals],
        "words": list(WORDS.values()),
        "voters": voters_of(meeting),
        "is_begun": any(is_voted(one) for one in proposals),
        "form": form,
        "refusal": refusal,
        "editable": editable,
        "crumbs": crumbs_of(meeting),
        "back_url": address_of(meeting, "usulan"),
    }
    return render(request, "rembuk/votes.html", context, status=status)


def _cells(form, row):
    return [
        form.cell(f"s-{row.pk}-{name.removeprefix('votes_')}", WORDS[name])
        for name in FIELDS
    ]


@requires(Permission.EDIT_MEETING)
@require_POST
def votes_save(request, village, year, meeting_id):
    """Save the votes that were changed on the page."""
    meeting = meeting_in(village, year, meeting_id)
    form = _form(meeting, request.POST)
    if not form.is_valid():
        return _page(request, meeting, form, status=422)
    try:
        found = deciding.count_votes(meeting, form.typed, by=request.user)
    except MeetingSettled:
        return refused_if_settled(request, meeting)
    except TooManyVotes as error:
        return _page(request, meeting, form, status=422, refusal=str(error))
    if found.clashes:
        form = _form(meeting, request.POST)
        form.clashes = found.clashes
        form.typed = {name: form.typed[name] for name in found.clashes}
        return _page(request, meeting, form, status=409)
    messages.success(request, "Jumlah suara tersimpan.")
    return redirect("rembuk:votes", village.code, year, meeting_id)
