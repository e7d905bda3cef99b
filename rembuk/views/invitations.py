"""Undangan: who is invited and which unsur lacks, and what happens when."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rembuk import actions
from rembuk.agenda import agenda_of
from rembuk.forms.day import AgendaItemForm, InvitationForm, ProposedForm
from rembuk.invitees import proposed
from rembuk.pages import acted, crumbs_of, form_page, rembuk_in
from rembuk.unsur import not_invited, standings_of
from rembuk.views.rows import removed_row, save_row
from villages.access import Permission, requires


def _page_of(meeting, part=""):
    keys = [meeting.village.code, meeting.year, meeting.pk]
    page = reverse("rembuk:invitation_list", args=keys)
    return f"{page}#{part}" if part else page


def _crumbs(meeting):
    return [*crumbs_of(meeting), {"label": "Undangan", "url": _page_of(meeting)}]


@requires(Permission.VIEW_MEETING)
def invitation_list(request, village, year, meeting_id):
    meeting = rembuk_in(village, year, meeting_id)
    candidates = proposed(meeting)
    return _shown(request, meeting, candidates, ProposedForm(proposed=candidates))


def _shown(request, meeting, candidates, form):
    editable = meeting.is_open and request.access.may(Permission.EDIT_MEETING)
    standings = standings_of(meeting)
    context = {
        "meeting": meeting,
        "editable": editable,
        "invitations": meeting.invitations.all(),
        "lacking": not_invited(standings),
        "candidates": candidates if editable else (),
        "form": form,
        "agenda": agenda_of(meeting),
        "crumbs": crumbs_of(meeting),
    }
    return render(request, "rembuk/invitation_list.html", context)


@requires(Permission.EDIT_MEETING)
@require_POST
def invitation_adopt(request, village, year, meeting_id):
    meeting = rembuk_in(village, year, meeting_id)
    candidates = proposed(meeting)
    form = ProposedForm(request.POST, proposed=candidates)
    if not form.is_valid():
        for words in form.errors["chosen"]:
            messages.warning(request, words)
        return redirect(_page_of(meeting))
    chosen = form.invitees
    return acted(
        request,
        meeting,
        lambda: actions.invite(meeting, chosen, by=request.user),
        done=f"{len(chosen)} penerima undangan ditambahkan.",
        back=_page_of(meeting),
    )


@requires(Permission.EDIT_MEETING)
def invitation_edit(request, village, year, meeting_id, invitation_id=None):
    meeting = rembuk_in(village, year, meeting_id)
    rows = meeting.invitations
    row = get_object_or_404(rows, pk=invitation_id) if invitation_id else None
    others = rows.exclude(pk=invitation_id) if row else rows.all()
    initial = {"element": request.GET.get("unsur", "")}
    form = InvitationForm(
        request.POST or None, instance=row, others=others, initial=initial
    )
    return form_page(
        request,
        meeting,
        form,
        lambda: save_row(rows, row, form, by=request.user),
        done="Penerima undangan tersimpan.",
        back=_page_of(meeting),
        template="rembuk/invitation_form.html",
        crumbs=_crumbs(meeting),
        row=row,
    )


@requires(Permission.EDIT_MEETING)
@require_POST
def invitation_remove(request, village, year, meeting_id, invitation_id):
    meeting = rembuk_in(village, year, meeting_id)
    row = get_object_or_404(meeting.invitations, pk=invitation_id)
    done = "Dihapus dari daftar undangan."
    return removed_row(request, meeting, row, done, "diundang", _page_of(meeting))


# --- agenda --------------------------------------------------------------------------


@requires(Permission.EDIT_MEETING)
@require_POST
def agenda_adopt(request, village, year, meeting_id):
    meeting = rembuk_in(village, year, meeting_id)
    return acted(
        request,
        meeting,
        lambda: actions.adopt_agenda(meeting, by=request.user),
        done="Susunan acara siap diubah.",
        back=_page_of(meeting, "acara"),
    )


@requires(Permission.EDIT_MEETING)
def agenda_edit(request, village, year, meeting_id, item_id=None):
    meeting = rembuk_in(village, year, meeting_id)
    rows = meeting.agenda_items
    row = get_object_or_404(rows, pk=item_id) if item_id else None
    form = AgendaItemForm(request.POST or None, instance=row)
    return form_page(
        request,
        meeting,
        form,
        lambda: save_row(rows, row, form, by=request.user),
        done="Susunan acara tersimpan.",
        back=_page_of(meeting, "acara"),
        template="rembuk/agenda_form.html",
        crumbs=_crumbs(meeting),
        row=row,
    )


@requires(Permission.EDIT_MEETING)
@require_POST
def agenda_move(request, village, year, meeting_id, item_id):
    meeting = rembuk_in(village, year, meeting_id)
    row = get_object_or_404(meeting.agenda_items, pk=item_id)
    up = request.POST.get("arah") == "naik"

    def move():
        actions.move(meeting.agenda_items, row, up=up, by=request.user)

    return acted(request, meeting, move, done="", back=_page_of(meeting, "acara"))


@requires(Permission.EDIT_MEETING)
@require_POST
def agenda_remove(request, village, year, meeting_id, item_id):
    meeting = rembuk_in(village, year, meeting_id)
    row = get_object_or_404(meeting.agenda_items, pk=item_id)
    back = _page_of(meeting, "acara")
    return removed_row(request, meeting, row, "Acara dihapus.", "acara", back)
