"""Moving: offers to other villages and their answers, and leaving in one step."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from households import actions
from households.forms.moving import (
    AcceptForm,
    AcceptPersonForm,
    HouseholdExitForm,
    OfferForm,
    PersonMoveForm,
    RefuseForm,
)
from households.models import AlreadyAnswered, Person
from households.views.households import crumbs_to, show_correction
from households.views.saving import attempt
from villages.access import Permission, requires

ANSWERED = 20  # the newest answers are told; older ones stand in the journal


@requires(Permission.EDIT_REGISTER)
def transfer_list(request, village):
    """What was offered to this village and by it, and what became of it."""
    offers = _with_people(village.incoming_transfers.open())
    given = _with_people(village.outgoing_transfers.open())
    context = {
        "incoming": offers.select_related("from_village", "household", "person"),
        "outgoing": given.select_related("to_village", "household", "person"),
        "answered": [_told(one, village) for one in _answered(village)],
    }
    return render(request, "households/transfer_list.html", context)


def _with_people(transfers):
    """How many people the household has: what it is recognised by."""
    still_here = Q(household__people__exited_on=None)
    people = Count("household__people", filter=still_here)
    return transfers.annotate(members=people).order_by("received_at", "pk")


def _answered(village):
    mine = Q(from_village=village) | Q(to_village=village, state="diterima")
    transfers = village.incoming_transfers.model.objects.filter(mine)
    return (
        transfers.exclude(answered_at=None)
        .select_related("from_village", "to_village", "household", "person__household")
        .order_by("-answered_at")[:ANSWERED]
    )


def _told(transfer, village):
    """One answer in words; who left for good is named no more."""
    row = {"answered_at": transfer.answered_at, "state": transfer.state}
    is_whole = transfer.person_id is None
    home = transfer.household if is_whole else transfer.person.household
    if home.village_id != village.pk:
        what = "Satu keluarga" if is_whole else "Satu orang"
        return row | {"title": f"{what} diterima {transfer.to_village}"}
    name = f"Keluarga {transfer.name}" if is_whole else transfer.name
    if transfer.to_village_id == village.pk:
        url = reverse("households:household", args=[village.code, home.pk])
        return row | {
            "title": f"{name} diterima dari {transfer.from_village}",
            "url": url,
        }
    said = f"{name}: tawaran ke {transfer.to_village} {transfer.get_state_display()}"
    return row | {"title": said, "reason": transfer.reason}


@requires(Permission.EDIT_REGISTER)
def household_transfer(request, village, household_id):
    household = get_object_or_404(village.households.standing(), pk=household_id)
    title = f"Keluarga {household.head_name} pindah ke desa lain"
    return _offer(request, village, household, None, title)


@requires(Permission.EDIT_REGISTER)
def person_transfer(request, village, person_id):
    person = fetch(village, person_id)
    title = f"{person} pindah ke desa lain"
    return _offer(request, village, person.household, person, title)


def fetch(village, person_id):
    """A person of the village, or 404."""
    mine = Person.objects.in_village(village).select_related("household__village")
    return get_object_or_404(mine, pk=person_id)


def _offer(request, village, household, person, title):
    form = OfferForm(request.POST or None, village=village)
    if form.is_valid():
        data = form.cleaned_data
        offer = attempt(
            form,
            lambda: actions.offer_transfer(
                household,
                by=request.user,
                to_village=data["to_village"],
                person=person,
                uuid=data["uuid"],
            ),
        )
        if offer:
            messages.success(
                request,
                f"Ditawarkan ke {offer.to_village}. Data tetap di sini sampai diterima "
                "desa itu.",
            )
            return redirect("households:transfer_list", village.code)
    context = {
        "form": form,
        "crumbs": crumbs_to(village, household),
        "title": title,
        "household": household,
        "person": person,
    }
    return render(request, "households/transfer_form.html", context)


@requires(Permission.EDIT_REGISTER)
@require_POST
def transfer_withdraw(request, village, transfer_uuid):
    transfer = get_object_or_404(village.outgoing_transfers, uuid=transfer_uuid)
    try:
        actions.withdraw_transfer(transfer, by=request.user)
    except AlreadyAnswered as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Tawaran ditarik kembali. Keluarga tetap di sini.")
    return redirect("households:transfer_list", village.code)


@requires(Permission.EDIT_REGISTER)
def transfer_refuse(request, village, transfer_uuid):
    transfer = _incoming(village, transfer_uuid)
    form = RefuseForm(request.POST or None, village=village)
    if not transfer.is_open:
        return _too_late(request, village, AlreadyAnswered(transfer))
    if form.is_valid():
        try:
            actions.refuse_transfer(
                transfer, by=request.user, reason=form.cleaned_data["reason"]
            )
        except AlreadyAnswered as refusal:
            return _too_late(request, village, refusal)
        messages.success(request, f"Tawaran {transfer.from_village} ditolak.")
        return redirect("households:transfer_list", village.code)
    crumbs = [_list_crumb(village)]
    return show_correction(request, form, crumbs, f"Tolak {_named(transfer)}")


@requires(Permission.EDIT_REGISTER)
def transfer_accept(request, village, transfer_uuid):
    transfer = _incoming(village, transfer_uuid)
    if not transfer.is_open:
        return _too_late(request, village, AlreadyAnswered(transfer))
    kind = AcceptPersonForm if transfer.person_id else AcceptForm
    form = kind(request.POST or None, village=village)
    if form.is_valid():
        try:
            accepted = attempt(form, lambda: _accept(form, transfer, request.user))
        except AlreadyAnswered as refusal:
            return _too_late(request, village, refusal)
        if accepted:
            return _welcome(request, village, transfer)
    context = {"form": form, "crumbs": [_list_crumb(village)], "transfer": transfer}
    context |= {"title": f"Terima {_named(transfer)}", "day": village.today()}
    return render(request, "households/transfer_accept.html", context)


def _accept(form, transfer, by):
    return actions.accept_transfer(transfer, by=by, **form.facts())


def _welcome(request, village, transfer):
    moved = transfer.person or transfer.household
    home = moved.household if transfer.person else moved
    messages.success(
        request, f"{_named(transfer)} sekarang tercatat di desa ini, dengan riwayatnya."
    )
    return redirect("households:household", village.code, home.pk)


def _incoming(village, transfer_uuid):
    offers = _with_people(village.incoming_transfers.all())
    offers = offers.select_related("from_village", "to_village", "household", "person")
    return get_object_or_404(offers, uuid=transfer_uuid)


def _named(transfer):
    return transfer.name if transfer.person_id else f"keluarga {transfer.name}"


def _too_late(request, village, refusal):
    messages.error(request, str(refusal))
    return redirect("households:transfer_list", village.code)


def _list_crumb(village):
    url = reverse("households:transfer_list", args=[village.code])
    return {"label": "Perpindahan", "url": url}


@requires(Permission.EDIT_REGISTER)
def person_move(request, village, person_id):
    person = fetch(village, person_id)
    form = PersonMoveForm(request.POST or None, person=person, village=village)
    if form.is_valid():
        data = form.cleaned_data
        moved = attempt(
            form,
            lambda: actions.move_person(
                person,
                by=request.user,
                household=data["household"],
                on=data["on"],
                version=data["version"],
            ),
        )
        if moved:
            messages.success(request, f"{person} tercatat pada {data['household']}.")
            return redirect("households:household", village.code, moved.household_id)
    crumbs = crumbs_to(village, person.household)
    return show_correction(request, form, crumbs, f"{person} pindah keluarga")


@requires(Permission.EDIT_REGISTER)
def household_exit(request, village, household_id):
    household = get_object_or_404(village.households.standing(), pk=household_id)
    form = HouseholdExitForm(request.POST or None, target=household, village=village)
    if form.is_valid():
        data = form.cleaned_data
        left = attempt(
            form,
            lambda: actions.exit_household(
                household, by=request.user, on=data["on"], reason=data["reason"]
            ),
        )
        if left is not None:
            messages.success(request, f"{len(left)} sasaran tercatat keluar.")
            return redirect("households:household", village.code, household.pk)
    crumbs = crumbs_to(village, household)
    return show_correction(request, form, crumbs, "Seluruh keluarga keluar")
