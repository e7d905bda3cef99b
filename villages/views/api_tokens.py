"""Akses data: the keys that a person made for programs, of his own postings."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from villages import actions
from villages.access import Permission, current_postings, reads_figures, requires
from villages.forms.api_tokens import ApiTokenForm
from villages.models import ApiToken
from villages.postings import named, places_by_code


def _tokens(user):
    return ApiToken.objects.filter(posting__user=user).select_related("posting__user")


@requires(Permission.OWN_ACCOUNT)
def api_token_list(request):
    """The keys, those that still open something first."""
    today = timezone.localdate()
    holding = set(_tokens(request.user).holding(today).values_list("pk", flat=True))
    tokens = sorted(_tokens(request.user), key=lambda token: token.pk not in holding)
    places = places_by_code([token.posting for token in tokens])
    for token in tokens:
        token.opens = named(token.posting, places)
        token.is_holding = token.pk in holding
    context = {
        "tokens": tokens,
        "may_make": any(map(reads_figures, current_postings(request.user))),
    }
    return render(request, "villages/api_token_list.html", context)


@requires(Permission.OWN_ACCOUNT)
def api_token_add(request):
    """Make a key; the answer shows it, for the only time."""
    today = timezone.localdate()
    form = ApiTokenForm(request.POST or None, user=request.user, today=today)
    if not form.is_valid():
        return render(request, "villages/api_token_form.html", {"form": form})
    secret = actions.open_token(form.save(commit=False), by=request.user)
    posting = form.instance.posting
    opens = named(posting, places_by_code([posting]))
    context = {"token": form.instance, "secret": secret, "opens": opens}
    response = render(request, "villages/api_token_secret.html", context)
    response["Cache-Control"] = "no-store"
    return response


@requires(Permission.OWN_ACCOUNT)
@require_POST
def api_token_revoke(request, token_id):
    token = get_object_or_404(_tokens(request.user), pk=token_id)
    actions.revoke_token(token, by=request.user)
    messages.success(request, f"Kunci “{token}” dicabut dan tidak berlaku lagi.")
    return redirect("villages:api_token_list")
