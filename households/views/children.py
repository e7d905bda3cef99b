"""Children: registering, one child with its growth, leaving the register."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from households import actions
from households.ages import completed_months
from households.forms.targets import ChildForm
from households.growth import OLDEST_MONTHS as STANDARD_MONTHS
from households.known import STATUS, answers_of
from households.measured import story_of
from households.models import Person
from households.people import age_of
from households.plausible import GROUP_MONTHS, OLDEST_MONTHS
from households.tasklist import RISKS
from households.views.charts import chart_context
from households.views.facts import household_facts, target_facts
from households.views.households import crumbs_to, remove, show_correction
from households.views.pregnancies import come_back, leave
from households.views.saving import already_saved, attempt
from villages.access import Permission, requires
from villages.templatetags.kpm import decimal
from villages.wording import NOTHING, long_date


@requires(Permission.EDIT_REGISTER)
def child_add(request, village, household_id):
    household = get_object_or_404(village.households.standing(), pk=household_id)
    saved = already_saved(request, Person.objects.in_village(village))
    if saved:
        messages.info(request, f"{saved} sudah tersimpan.")
        return redirect("households:child", village.code, saved.pk)
    form = ChildForm(request.POST or None, household=household, village=village)
    if form.is_valid():
        saved = attempt(form, lambda: _register(form, household, request.user))
        if saved:
            messages.success(request, f"{saved} terdaftar.")
            return redirect("households:child", village.code, saved.pk)
    return render(
        request,
        "households/target_form.html",
        {
            "form": form,
            "crumbs": crumbs_to(village, household),
            "title": "Daftarkan anak",
            "label": "Daftarkan anak",
        },
    )


def _register(form, household, by):
    return actions.register_child(
        household, by=by, uuid=form.cleaned_data["uuid"], **form.facts()
    )


@requires(Permission.VIEW_REGISTER)
def child(request, village, child_id):
    child, today = fetch(village, child_id), village.today()
    answers = answers_of(households=[child.household_id], children=[child.pk])
    subject = ("child", child.pk)
    posyandus = village.posyandus.values_list("pk", "name")
    months = completed_months(child.born_on, max(today, child.born_on))
    records = list(child.records.order_by("-month"))
    story = story_of(child, records)
    for record in records:
        record.visit = story.of(record)
    url = reverse("households:child", args=[village.code, child.pk])
    return render(
        request,
        "households/child.html",
        {
            **chart_context(request, story, url),
            "child": child,
            "age": age_of(child, today),
            "is_baby": months < GROUP_MONTHS,
            "is_preschooler": GROUP_MONTHS <= months < OLDEST_MONTHS,
            "is_weighed_still": GROUP_MONTHS <= months < STANDARD_MONTHS,
            "risk": RISKS.get(answers.value(subject, STATUS), ""),
            "crumbs": crumbs_to(village, child.household),
            "facts": target_facts(
                request, village, subject, answers, posyandus=posyandus
            )
            + household_facts(request, village, child.household, answers)[:2],
            "particulars": _particulars(request, village, child),
            "records": records,
            "is_recorded": any(one.month == today.replace(day=1) for one in records),
            "marks": child.paud_months.order_by("-month")[:24],
            "month": today.replace(day=1),
        },
    )


def _particulars(request, village, child):
    """(label, value, address) of the register's particulars; NIK for those who may."""
    kg, cm = decimal(child.birth_weight_kg, 2), decimal(child.birth_length_cm, 1)
    rows = [
        ("Tanggal lahir", long_date(child.born_on), ""),
        ("Berat dan panjang lahir", f"{kg} kg · {cm} cm", ""),
        ("Ibu", child.mother or "tidak tercatat", _life_of_mother(village, child)),
        ("Nomor KIA", child.kia_number or NOTHING, ""),
        ("Terdaftar", long_date(child.registered_on), ""),
    ]
    if request.access.may(Permission.SEE_IDENTITY):
        rows.insert(2, ("NIK", child.nik or "menunggu NIK", ""))
    return rows


def _life_of_mother(village, child):
    """The page of the mother's life, if she lives in the village herself."""
    if child.mother is None or child.mother.household.village_id != village.pk:
        return ""
    return reverse("scorecard:life", args=[village.code, child.mother_id])


def fetch(village, child_id):
    """A child of the village, or 404; of one that was merged the survivor."""
    mine = Person.objects.in_village(village).select_related(
        "household__village", "mother__household", "verified_by"
    )
    child = get_object_or_404(mine, pk=child_id, is_child=True)
    return fetch(village, child.merged_into_id) if child.merged_into_id else child


@requires(Permission.EDIT_REGISTER)
def child_change(request, village, child_id):
    child = fetch(village, child_id)
    form = ChildForm(
        request.POST or None,
        household=child.household,
        child=child,
        village=village,
    )
    if form.is_valid() and attempt(form, lambda: _correct(form, child, request)):
        messages.success(request, "Data anak diperbaiki.")
        return redirect("households:child", village.code, child.pk)
    return show_correction(request, form, _crumbs(village, child), "Ubah data anak")


def _correct(form, child, request):
    return actions.correct_person(
        child,
        by=request.user,
        version=form.cleaned_data["version"],
        reason=form.cleaned_data.get("reason", ""),
        **form.facts(),
    )


def _crumbs(village, child):
    url = reverse("households:child", args=[village.code, child.pk])
    return [*crumbs_to(village, child.household), {"label": child.name, "url": url}]


@requires(Permission.EDIT_REGISTER)
def child_exit(request, village, child_id):
    child = fetch(village, child_id)
    return leave(request, village, child, "child", _crumbs(village, child))


@requires(Permission.EDIT_REGISTER)
@require_POST
def child_return(request, village, child_id):
    return come_back(request, village, fetch(village, child_id), "child")


@requires(Permission.EDIT_REGISTER)
@require_POST
def child_remove(request, village, child_id):
    child = fetch(village, child_id)
    household_id = child.household_id
    if remove(request, child):
        return redirect("households:household", village.code, household_id)
    return redirect("households:child", village.code, child_id)
