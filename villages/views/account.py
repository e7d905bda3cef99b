"""Coming in, going out, and the first page."""

from http import HTTPStatus

from axes.helpers import get_cool_off
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth import views as auth_views
from django.contrib.auth.forms import PasswordChangeForm
from django.shortcuts import redirect, render
from django.utils import timezone

from villages import resending
from villages.access import Permission, current_postings, public, requires
from villages.codes import NATION
from villages.forms.accounts import LoginForm
from villages.models import Area
from villages.navigation import places_of

logout = requires(Permission.OWN_ACCOUNT)(auth_views.LogoutView.as_view())


@public("nobody is logged in yet")
def login(request):
    """Name and password; a form that came too late is held, and sent on after them."""
    is_late = request.method == "POST" and not resending.is_login(request.POST)
    if is_late and not request.user.is_authenticated:
        return _hold(request)
    typed = request.POST.get("typed", "")
    view = auth_views.LoginView.as_view(
        authentication_form=LoginForm,
        redirect_authenticated_user=True,
        extra_context={"typed": typed, "has_places": _has_places()},
    )
    answer = view(request)
    if not (typed and answer.status_code == HTTPStatus.FOUND):
        return answer
    context = {"fields": resending.fields_of(typed), "address": answer.url}
    return render(request, "registration/resend.html", context)


def _has_places() -> bool:
    """Whether residents can find their village from the nation downwards."""
    return Area.objects.filter(code=NATION, ended_on=None).exists()


def _hold(request):
    """The login page with what was typed; nothing typed leads to the first page."""
    typed = resending.line_of(dict(request.POST.lists()))
    context = {
        "form": LoginForm(request),
        "typed": typed,
        "has_files": bool(request.FILES),
        "next": request.GET.get("next", "") if typed else "",
    }
    return render(request, "registration/login.html", context)


@public("answers a login that was refused")
def locked_out(request, response=None, credentials=None):
    """Too many wrong passwords from one address: say until when."""
    context = {"until": timezone.now() + get_cool_off(request)}
    return render(request, "registration/locked_out.html", context, status=429)


@requires(Permission.OWN_ACCOUNT)
def home(request):
    """Straight to the one place, the choice of several, or what to do without any."""
    if request.user.must_change_password:
        return redirect("villages:password_change")
    places = places_of(current_postings(request.user))
    if len(places) == 1:
        return redirect(places[0].url)
    return render(request, "villages/home.html", {"places": places})


@requires(Permission.OWN_ACCOUNT)
def password_change(request):
    form = PasswordChangeForm(request.user, request.POST or None)
    if form.is_valid():
        user = form.save()
        user.keep_own_password()
        update_session_auth_hash(request, user)
        messages.success(request, "Kata sandi Anda sudah diganti.")
        return redirect("villages:home")
    return render(request, "registration/password_change_form.html", {"form": form})
