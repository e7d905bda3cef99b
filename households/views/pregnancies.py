"""Pregnant women: registering, one pregnancy, its end, leaving the register."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from households import actions
from households.forms.endings import DeliveryForm, ExitForm, newborn_forms
from households.forms.targets import PregnancyForm
from households.known import STATUS, answers_of
from households.models import Pregnancy, QuarterFinal
from households.models.entry import ExitReason
from households.people import stage_of
from households.plausible_births import LIVE
from households.tasklist import RISKS
from households.views.facts import household_facts, target_facts
from households.views.households import crumbs_to, remove, show_correction
from households.views.saving import already_saved, attempt
from villages.access import Permission, requires
from villages.wording import NOTHING, long_date

PERSONAL_FIELDS = ("name", "nik", "born_on")


@requires(Permission.EDIT_REGISTER)
def pregnancy_add(request, village, household_id):
    household = get_object_or_404(village.households.standing(), pk=household_id)
    saved = already_saved(request, Pregnancy.objects.in_village(village))
    if saved:
        messages.info(request, f"{saved.woman} sudah tersimpan.")
        return redirect("households:pregnancy", village.code, saved.pk)
    form = PregnancyForm(request.POST or None, household=household, village=village)
    if form.is_valid():
        saved = attempt(form, lambda: _register(form, household, request.user))
        if saved:
            messages.success(request, f"Ibu {saved.woman} terdaftar.")
            return redirect("households:pregnancy", village.code, saved.pk)
    return render(
        request,
        "households/target_form.html",
        {
            "form": form,
            "crumbs": crumbs_to(village, household),
            "title": "Daftarkan ibu hamil",
            "label": "Daftarkan ibu hamil",
        },
    )


def _register(form, household, by):
    return actions.register_pregnancy(
        household, by=by, uuid=form.cleaned_data["uuid"], **form.facts()
    )


@requires(Permission.VIEW_REGISTER)
def pregnancy(request, village, pregnancy_id):
    pregnancy = fetch(village, pregnancy_id)
    household, today = pregnancy.woman.household, village.today()
    answers = answers_of(households=[household.pk], pregnancies=[pregnancy.pk])
    subject = ("pregnancy", pregnancy.pk)
    posyandus = village.posyandus.values_list("pk", "name")
    records = list(pregnancy.records.order_by("-month"))
    return render(
        request,
        "households/pregnancy.html",
        {
            "pregnancy": pregnancy,
            "stage": stage_of(pregnancy, today),
            "risk": RISKS.get(answers.value(subject, STATUS), ""),
            "crumbs": crumbs_to(village, household),
            "facts": target_facts(
                request, village, subject, answers, posyandus=posyandus
            )
            + household_facts(request, village, household, answers)[:2],
            "records": records,
            "is_recorded": any(one.month == today.replace(day=1) for one in records),
            "newborns": pregnancy.newborns.in_village(village).order_by("pk"),
            "month": today.replace(day=1),
            "particulars": _particulars(request, pregnancy),
        },
    )


def _particulars(request, pregnancy):
    """(label, value, address) of the register's particulars; NIK for those who may."""
    woman, ended_on = pregnancy.woman, pregnancy.ended_on
    born_on = long_date(woman.born_on) if woman.born_on else NOTHING
    rows = [("HPL", long_date(pregnancy.due_on), "")]
    if ended_on:
        rows.append((pregnancy.outcome.capitalize(), long_date(ended_on), ""))
    if request.access.may(Permission.SEE_IDENTITY):
        rows.append(("NIK ibu", woman.nik or "belum diisi", ""))
    return [
        *rows,
        ("Tanggal lahir ibu", born_on, ""),
        ("Nomor KIA", pregnancy.kia_number or NOTHING, ""),
        ("Terdaftar", long_date(pregnancy.registered_on), ""),
    ]


def fetch(village, pregnancy_id):
    """A pregnancy of the village, or 404; of one that was merged the survivor."""
    mine = Pregnancy.objects.in_village(village).select_related(
        "woman__household__village", "verified_by"
    )
    found = get_object_or_404(mine, pk=pregnancy_id)
    return fetch(village, found.merged_into_id) if found.merged_into_id else found


@requires(Permission.EDIT_REGISTER)
def pregnancy_change(request, village, pregnancy_id):
    pregnancy = fetch(village, pregnancy_id)
    household = pregnancy.woman.household
    form = PregnancyForm(
        request.POST or None,
        household=household,
        pregnancy=pregnancy,
        village=village,
    )
    if form.is_valid() and attempt(form, lambda: _correct(form, pregnancy, request)):
        messages.success(request, "Data kehamilan diperbaiki.")
        return redirect("households:pregnancy", village.code, pregnancy.pk)
    crumbs = [*crumbs_to(village, household), _crumb(village, pregnancy)]
    return show_correction(request, form, crumbs, "Ubah data ibu dan kehamilan")


def _crumb(village, pregnancy):
    url = reverse("households:pregnancy", args=[village.code, pregnancy.pk])
    return {"label": pregnancy.woman.name, "url": url}


def _correct(form, pregnancy, request):
    facts = form.facts()
    hers = {name: facts.pop(name) for name in PERSONAL_FIELDS}
    return actions.correct_mother(
        pregnancy,
        by=request.user,
        version=form.cleaned_data["version"],
        reason=form.cleaned_data.get("reason", ""),
        hers=hers,
        **facts,
    )


@requires(Permission.EDIT_REGISTER)
def pregnancy_deliver(request, village, pregnancy_id):
    pregnancy = fetch(village, pregnancy_id)
    data = request.POST or None
    form = DeliveryForm(data, pregnancy=pregnancy, village=village)
    is_live = request.POST.get("outcome", LIVE) == LIVE
    babies = newborn_forms(data, village=village, is_live=is_live)
    if form.is_valid() and _all_valid(babies):
        children = attempt(form, lambda: _deliver(form, babies, pregnancy, request))
        if children is not None:
            names = ", ".join(child.name for child in children)
            said = f"Persalinan tercatat; {names} terdaftar." if names else "Tercatat."
            messages.success(request, said)
            return redirect("households:pregnancy", village.code, pregnancy.pk)
    household = pregnancy.woman.household
    context = {"form": form, "babies": babies, "pregnancy": pregnancy}
    context["saved"] = getattr(form, "conflict", None)
    context["crumbs"] = [*crumbs_to(village, household), _crumb(village, pregnancy)]
    return render(request, "households/delivery_form.html", context)


def _all_valid(forms):
    """Whether all are; each is asked, so that every mistake is shown at once."""
    valid = [form.is_valid() for form in forms]
    return all(valid)


def _deliver(form, babies, pregnancy, request):
    names = ("name", "sex", "birth_weight_kg", "birth_length_cm", "uuid")
    newborns = [
        actions.Newborn(**{name: baby.cleaned_data[name] for name in names})
        for baby in babies
        if baby.is_asked
    ]
    return actions.deliver(
        pregnancy,
        by=request.user,
        ended_on=form.cleaned_data["ended_on"],
        outcome=form.cleaned_data["outcome"],
        newborns=newborns,
        version=form.cleaned_data["version"],
    )


@requires(Permission.EDIT_REGISTER)
def pregnancy_exit(request, village, pregnancy_id):
    pregnancy = fetch(village, pregnancy_id)
    crumbs = [
        *crumbs_to(village, pregnancy.woman.household),
        _crumb(village, pregnancy),
    ]
    return leave(request, village, pregnancy, "pregnancy", crumbs)


def leave(request, village, target, kind, crumbs):
    """The page on which a target leaves the register; undone with one press."""
    form = ExitForm(request.POST or None, target=target, village=village)
    if form.is_valid():
        data = form.cleaned_data
        values = {"on": data["on"], "reason": data["reason"]}
        left = attempt(
            form,
            lambda: actions.exit_target(
                target, by=request.user, version=data["version"], **values
            ),
        )
        if left:
            undo = reverse(f"households:{kind}_return", args=[village.code, target.pk])
            reason = ExitReason(data["reason"]).label
            told = f"{crumbs[-1]['label']} tercatat keluar: {reason}"
            said = f"{told}, {long_date(data['on'])}."
            messages.success(request, said, extra_tags=undo)
            return redirect(f"households:{kind}", village.code, target.pk)
    return show_correction(request, form, crumbs, f"{crumbs[-1]['label']} keluar")


@requires(Permission.EDIT_REGISTER)
@require_POST
def pregnancy_return(request, village, pregnancy_id):
    return come_back(request, village, fetch(village, pregnancy_id), "pregnancy")


def come_back(request, village, target, kind):
    """Undo an exit."""
    try:
        actions.cancel_exit(target, by=request.user)
    except (actions.Implausible, QuarterFinal) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Kembali menjadi sasaran.")
    return redirect(f"households:{kind}", village.code, target.pk)


@requires(Permission.EDIT_REGISTER)
@require_POST
def pregnancy_remove(request, village, pregnancy_id):
    pregnancy = fetch(village, pregnancy_id)
    household_id = pregnancy.woman.household_id
    if remove(request, pregnancy):
        return redirect("households:household", village.code, household_id)
    return redirect("households:pregnancy", village.code, pregnancy_id)
