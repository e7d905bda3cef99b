"""How every page of a rembuk finds its meeting, saves a row and tells of a refusal."""

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from rembuk.models import Meeting, MeetingSettled, ProblemInUse
from villages.models.entry import StaleVersion
from villages.views.saving import both_versions

REMOVED = (
    "Baris ini sudah dihapus orang lain sejak Anda membukanya, jadi tidak ada yang "
    "disimpan."
)
NOBODY_TYPED = "Belum ada nama yang ditulis, jadi tidak ada yang disimpan."


def meeting_in(village, year, meeting_id):
    """The village's meeting, its village and quarter at hand. Raises Http404."""
    rows = village.meetings.select_related("quarter")
    meeting = get_object_or_404(rows, year=year, pk=meeting_id)
    meeting.village = village
    return meeting


# The page of each kind of meeting; their problems, proposals, people and photos share
# the same forms.
PAGE = {
    Meeting.Kind.REMBUK: "rembuk:meeting",
    Meeting.Kind.RDS: "rembuk:discussion",
    Meeting.Kind.EVALUATION: "rembuk:evaluation",
}
# The list on which a kind stands, where it is not that of the rembuk.
LISTS = {
    Meeting.Kind.RDS: ("Diskusi RDS", "rembuk:discussion_list"),
    Meeting.Kind.EVALUATION: ("Evaluasi", "rembuk:evaluation_list"),
}


def rembuk_in(village, year, meeting_id):
    """The village's meeting, which must be a rembuk. Raises Http404."""
    meeting = meeting_in(village, year, meeting_id)
    if not meeting.is_rembuk:
        raise Http404
    return meeting


def address_of(meeting, part=""):
    """The page of a meeting, at one of its parts."""
    keys = [meeting.village.code, meeting.year, meeting.pk]
    page = reverse(PAGE[meeting.kind], args=keys)
    return f"{page}#{part}" if part else page


def crumbs_of(meeting, *more):
    """The way back to the meeting."""
    code = meeting.village.code
    label, name = LISTS.get(meeting.kind, ("Rembuk", "rembuk:meeting_list"))
    return [
        {"label": label, "url": reverse(name, args=[code])},
        {"label": str(meeting), "url": address_of(meeting)},
        *more,
    ]


def refused_if_settled(request, meeting):
    """The way back to a meeting that no longer changes, or None while it does."""
    if meeting.is_open:
        return None
    messages.warning(request, str(MeetingSettled(meeting)))
    return redirect(address_of(meeting))


def acted(request, meeting, act, *, done, part="", undo="", back=""):
    """Run an act of one press; tell how it went, and go back (to the meeting)."""
    try:
        act()
    except MeetingSettled as refusal:
        messages.warning(request, str(refusal))
    except ProblemInUse as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            messages.success(request, done, extra_tags=undo)
    return redirect(back or address_of(meeting, part))


def form_page(
    request, meeting, form, save, *, done, part="", back="", template, **context
):
    """A form of a meeting or of one of its rows: shown, refused, or saved."""
    back = back or address_of(meeting, part)
    if settled := refused_if_settled(request, meeting):
        return settled
    context = {"crumbs": crumbs_of(meeting)} | context
    context |= {
        "meeting": meeting,
        "village": meeting.village,
        "form": form,
        "back_url": back,
    }
    if not form.is_valid():
        return render(request, template, context)
    try:
        save()
    except StaleVersion as stale:
        return both_versions(request, form, stale.saved, template, context)
    except MeetingSettled as refusal:
        messages.warning(request, str(refusal))
    except ObjectDoesNotExist:
        messages.warning(request, REMOVED)
    else:
        messages.success(request, done)
    return redirect(back)
