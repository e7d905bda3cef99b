"""Households: the list, one household, and its particulars."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from households import actions
from households.forms.households import HouseholdForm, MoveForm
from households.known import answers_of
from households.models import Person, Pregnancy, QuarterFinal
from households.people import age_of, stage_of
from households.told import changes_of, told
from households.views.facts import household_facts
from households.views.saving import already_saved, attempt, is_uuid
from households.views.tasks import chosen
from villages.access import Permission, requires
from villages.views.saving import differences

PAGE = 25


@requires(Permission.VIEW_REGISTER)
def household_list(request, village):
    """By name, page by page."""
    dusun = chosen(request, "dusun")
    last = _last_shown(request, village)
    found = list(_listed(village).in_dusun(dusun).after(last)[: PAGE + 1])
    shown, today = found[:PAGE], village.today()
    for household in shown:
        household.shown = [told for told in _members_of(household, today) if told]
    return render(
        request,
        "households/household_list.html",
        {
            "households": shown,
            "following": shown[-1].uuid if len(found) > PAGE else None,
            "is_first": "setelah" not in request.GET,
            "dusun": dusun,
            "dusuns": [(row, row.pk == dusun) for row in village.dusuns.all()],
            "total": village.households.standing().count(),
            "offers": village.incoming_transfers.open().count(),
            "doubles": village.possible_doubles.open().count(),
        },
    )


def _members_of(household, today):
    """Its targets in a few words: "Siti, hamil 7 bulan"."""
    for person in household.members:
        if person.is_child:
            yield f"{person}, {age_of(person, today)}"
        for pregnancy in person.open_ones:
            yield f"{person}, {stage_of(pregnancy, today)}"


def _listed(village):
    pregnancies = Pregnancy.objects.open()
    people = (
        Person.objects.filter(exited_on=None)
        .order_by("born_on", "pk")
        .prefetch_related(Prefetch("pregnancies", pregnancies, to_attr="open_ones"))
    )
    return (
        village.households.standing()
        .select_related("dusun")
        .prefetch_related(Prefetch("people", people, to_attr="members"))
        .order_by("head_name", "pk")
    )


def _last_shown(request, village):
    """The household the page before ended with; its uuid says nothing of it."""
    key = request.GET.get("setelah", "")
    return village.households.filter(uuid=key).first() if is_uuid(key) else None


@requires(Permission.EDIT_REGISTER)
def household_add(request, village):
    saved = already_saved(request, village.households)
    if saved:
        messages.info(request, f"{saved} sudah tersimpan.")
        return redirect("households:household", village.code, saved.pk)
    form = HouseholdForm(request.POST or None, village=village)
    if form.is_valid():
        saved = attempt(form, lambda: _register(form, village, request.user))
        if saved:
            messages.success(
                request, f"{saved} terdaftar. Tambahkan ibu hamil atau anaknya."
            )
            return redirect("households:household", village.code, saved.pk)
    crumbs = [_list_crumb(village)]
    return render(
        request,
        "households/household_form.html",
        {"form": form, "crumbs": crumbs, "has_dusun": village.dusuns.exists()},
    )


def _register(form, village, by):
    return actions.register_household(
        village, by=by, uuid=form.cleaned_data["uuid"], **form.facts()
    )


@requires(Permission.VIEW_REGISTER)
def household(request, village, household_id):
    household = get_object_or_404(
        village.households.select_related("dusun", "verified_by"), pk=household_id
    )
    if household.merged_into_id:
        return redirect("households:household", village.code, household.merged_into_id)
    today = village.today()
    children = household.people.filter(is_child=True).order_by("born_on", "pk")
    pregnancies = (
        Pregnancy.objects.filter(woman__household=household)
        .select_related("woman")
        .order_by("-due_on", "pk")
    )
    members = [_mother_row(village, one, today) for one in pregnancies]
    members += [_child_row(village, child, today) for child in children]
    answers = answers_of(households=[household.pk])
    return render(
        request,
        "households/household.html",
        {
            "household": household,
            "crumbs": [_list_crumb(village)],
            "facts": household_facts(request, village, household, answers),
            "members": members,
            "sees_identity": _sees_identity(request),
            "residences": household.residences.select_related(
                "dusun", "village"
            ).order_by("from_on"),
            "changes": told(
                changes_of(household), sees_identity=_sees_identity(request)
            ),
            "offer": household.transfers.open().select_related("to_village").first(),
        },
    )


def _sees_identity(request):
    return request.access.may(Permission.SEE_IDENTITY)


def _mother_row(village, pregnancy, today):
    url = reverse("households:pregnancy", args=[village.code, pregnancy.pk])
    return _row(pregnancy.woman.name, url, stage_of(pregnancy, today), pregnancy)


def _child_row(village, child, today):
    url = reverse("households:child", args=[village.code, child.pk])
    return _row(child.name, url, f"anak {age_of(child, today)}", child)


def _row(title, url, detail, target):
    row = {"title": title, "url": url, "detail": detail}
    if target.exited_on:
        return row | {"state": "final", "state_text": target.exit_reason}
    if not target.is_verified:
        return row | {"state": "menunggu", "state_text": "belum diverifikasi"}
    return row


def _list_crumb(village):
    url = reverse("households:household_list", args=[village.code])
    return {"label": "Sasaran", "url": url}


def crumbs_to(village, household):
    """The way to a page below a household."""
    url = reverse("households:household", args=[village.code, household.pk])
    return [_list_crumb(village), {"label": str(household), "url": url}]


@requires(Permission.EDIT_REGISTER)
def household_change(request, village, household_id):
    household = get_object_or_404(village.households.standing(), pk=household_id)
    form = HouseholdForm(request.POST or None, village=village, household=household)
    if form.is_valid() and attempt(form, lambda: _correct(form, household, request)):
        messages.success(request, "Data rumah tangga diperbaiki.")
        return redirect("households:household", village.code, household.pk)
    return show_correction(
        request, form, crumbs_to(village, household), "Ubah data rumah tangga"
    )


def _correct(form, household, request):
    return actions.correct_household(
        household,
        by=request.user,
        version=form.cleaned_data["version"],
        reason=form.cleaned_data.get("reason", ""),
        **form.facts(),
    )


def show_correction(request, form, crumbs, title):
    """The form of a correction; after a conflict with both values, and status 409."""
    saved = getattr(form, "conflict", None)
    context = {"form": form, "crumbs": crumbs, "title": title, "saved": saved}
    if saved:
        context["differences"] = differences(form, saved)
        form.data = form.data.copy()
        form.data["version"] = saved.version
    return render(
        request, "households/correction.html", context, status=409 if saved else 200
    )


@requires(Permission.EDIT_REGISTER)
def household_move(request, village, household_id):
    household = get_object_or_404(village.households.standing(), pk=household_id)
    form = MoveForm(request.POST or None, about=household, village=village)
    if form.is_valid():
        data = form.cleaned_data
        moved = attempt(
            form,
            lambda: actions.move_household(
                household, by=request.user, dusun=data["dusun"], on=data["on"]
            ),
        )
        if moved:
            messages.success(request, f"Tercatat di Dusun {moved.dusun}.")
            return redirect("households:household", village.code, household.pk)
    return show_correction(request, form, crumbs_to(village, household), "Pindah dusun")


@requires(Permission.EDIT_REGISTER)
@require_POST
def household_remove(request, village, household_id):
    household = get_object_or_404(village.households.standing(), pk=household_id)
    if remove(request, household):
        return redirect("households:household_list", village.code)
    return redirect("households:household", village.code, household_id)


def remove(request, row):
    """Delete what nobody verified; True when it is gone, else the reason is shown."""
    name = str(row)
    try:
        actions.delete_unverified(row, by=request.user)
    except (actions.AlreadyVerified, actions.NotEmpty, QuarterFinal) as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, f"{name} dihapus.")
    return True
