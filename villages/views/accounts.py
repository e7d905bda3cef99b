"""The admin desa makes accounts and gives the roles of his own village."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from villages import actions
from villages.access import Permission, requires
from villages.appointments import decrees_of
from villages.forms.accounts import AccountForm
from villages.models import Posting
from villages.models.posting import VILLAGE_ROLES


def _postings(village):
    """Roles given in this village, the current ones first."""
    return (
        Posting.objects.in_village(village)
        .filter(role__in=VILLAGE_ROLES)
        .select_related("user")
        .order_by("ends_on", "user__name")
    )


@requires(Permission.MANAGE_ACCOUNTS)
def account_list(request, village):
    today = village.today()
    postings = list(_postings(village))
    decrees = decrees_of(postings)
    for posting in postings:
        posting.decree = decrees.get(posting.pk)
        posting.is_over = bool(posting.ends_on and posting.ends_on < today)
    return render(request, "villages/account_list.html", {"postings": postings})


@requires(Permission.MANAGE_ACCOUNTS)
def account_add(request, village):
    form = AccountForm(request.POST or None, initial={"starts_on": village.today()})
    if form.is_valid():
        user, password = actions.open_account(
            village, by=request.user, **form.cleaned_data
        )
        return _show_password(request, village, user, password)
    return render(request, "villages/account_form.html", {"form": form})


def _show_password(request, village, user, password):
    context = {"account": user, "password": password}
    response = render(request, "villages/account_password.html", context)
    response["Cache-Control"] = "no-store"
    return response


@requires(Permission.MANAGE_ACCOUNTS)
@require_POST
def account_password(request, village, posting_id):
    posting = get_object_or_404(_postings(village), pk=posting_id)
    if _has_role_elsewhere(posting.user, village):
        messages.error(
            request,
            "Orang ini juga bertugas di tempat lain. Kata sandinya hanya dapat "
            "diperbarui oleh administrator.",
        )
        return redirect("villages:account_list", village.code)
    password = actions.renew_password(posting.user, village, by=request.user)
    return _show_password(request, village, posting.user, password)


def _has_role_elsewhere(user, village):
    """A village's admin must not take over a login that opens other places."""
    return user.postings.exclude(area_code=village.code).exists()


@requires(Permission.MANAGE_ACCOUNTS)
@require_POST
def posting_end(request, village, posting_id):
    posting = get_object_or_404(_postings(village), pk=posting_id)
    if posting.user_id == request.user.pk:
        messages.error(
            request,
            "Anda tidak dapat mengakhiri penugasan sendiri. Minta administrator atau "
            "admin desa yang lain.",
        )
        return redirect("villages:account_list", village.code)
    last = max(village.today(), posting.starts_on)
    actions.end_posting(posting, village, on=last, by=request.user)
    messages.success(request, f"Penugasan {posting.user} berakhir setelah hari ini.")
    return redirect("villages:account_list", village.code)
