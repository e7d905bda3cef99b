"""The page behind the QR code in the room: a participant writes his own line."""

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from rembuk import actions
from rembuk.forms.day import SignInForm
from rembuk.models import Desk, DeskClosed
from rembuk.slides import heading_of
from villages.access import public

SALT = "daftar hadir"
KEPT = 24 * 60 * 60  # seconds a phone knows that it signed in


@public("Whoever is in the room signs in with the code on its screen; it shows nobody")
@never_cache
def sign_in(request, desk_token):
    desks = Desk.objects.select_related("meeting__village__district__parent")
    desk = get_object_or_404(desks, token=desk_token)
    with timezone.override(desk.meeting.village.zone):
        return _answer(request, desk)


def _answer(request, desk):
    if row := _listed_here(request, desk):
        return _page(request, desk, "done", row=row)
    if not desk.is_open:
        return _page(request, desk, "closed")
    form = SignInForm(request.POST or None, village=desk.meeting.village)
    if form.is_valid():
        return _signed(request, desk, form)
    return _page(request, desk, "form", form=form)


def _signed(request, desk, form):
    try:
        uuid = form.cleaned_data["uuid"]
        row = actions.sign_in(desk, form.values, uuid=uuid)
    except DeskClosed:
        return _page(request, desk, "closed")
    except actions.AlreadyListed as refusal:
        return _page(request, desk, "listed", refusal=refusal)
    except actions.DeskCrowded as refusal:
        form.add_error(None, str(refusal))
        return _page(request, desk, "form", form=form, status=429)
    answer = redirect("rembuk:sign_in", desk.token)
    answer.set_signed_cookie(
        _cookie_of(desk),
        row.pk,
        salt=SALT,
        max_age=KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


def _cookie_of(desk):
    """One per meeting: a desk that was opened anew still knows the phone."""
    return f"hadir-{desk.meeting_id}"


def _listed_here(request, desk):
    """The line that this phone wrote, while the secretary keeps it."""
    pk = request.get_signed_cookie(_cookie_of(desk), None, salt=SALT, max_age=KEPT)
    try:
        return desk.meeting.attendances.get(pk=pk) if pk else None
    except ObjectDoesNotExist:
        return None


def _page(request, desk, state, *, status=200, **context):
    village = desk.meeting.village
    context |= {"meeting": desk.meeting, "village": village, "state": state}
    context["heading"] = heading_of(desk.meeting)
    return render(request, "rembuk/sign_in.html", context, status=status)
