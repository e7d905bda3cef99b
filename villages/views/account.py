"""Coming in, going out, and the first page."""

from axes.helpers import get_cool_off
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth import views as auth_views
from django.contrib.auth.forms import PasswordChangeForm
from django.shortcuts import redirect, render
from django.utils import timezone

from villages.access import Permission, current_postings, public, requires
from villages.forms.accounts import LoginForm
from villages.navigation import places_of

login = public("nobody is logged in yet")(
    auth_views.LoginView.as_view(
        authentication_form=LoginForm, redirect_authenticated_user=True
    )
)
logout = requires(Permission.OWN_ACCOUNT)(auth_views.LogoutView.as_view())


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
