"""Dated facts of the register: what is known, since when, and changing it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from households import actions
from households.forms.households import Column, FactForm, PosyanduFactForm
from households.models import Person, Pregnancy
from households.views.saving import attempt
from villages.access import Permission, requires
from villages.templatetags.kpm import yes_no
from villages.views.saving import differences
from villages.wording import long_date

LABELS = {
    Column.WATER: "Sumber air minum aman",
    Column.LATRINE: "Jamban layak",
    Column.VULNERABLE: "Miskin atau rentan",
    Column.CERTIFICATE: "Akta lahir",
    Column.INSURANCE: "Jaminan kesehatan",
    Column.POSYANDU: "Posyandu",
}
OF_HOUSEHOLD = (Column.WATER, Column.LATRINE, Column.VULNERABLE)
OF_PREGNANCY = (Column.INSURANCE, Column.POSYANDU)
OF_CHILD = (Column.CERTIFICATE, Column.INSURANCE, Column.POSYANDU)


def household_facts(request, village, household, answers):
    """The facts of a household for `partials/facts.html`."""
    subject = ("household", household.pk)
    return _shown(request, village, subject, OF_HOUSEHOLD, answers)


def target_facts(request, village, subject, answers, *, posyandus):
    """The facts of a pregnancy or a child; `posyandus` are their names by id."""
    columns = OF_PREGNANCY if subject[0] == "pregnancy" else OF_CHILD
    return _shown(request, village, subject, columns, answers, posyandus)


def _shown(request, village, subject, columns, answers, posyandus=()):
    may_edit = request.access.may(Permission.EDIT_REGISTER)
    kind, pk = subject
    facts = []
    for column in columns:
        answer = answers.newest(subject, column)
        url = reverse(f"households:{kind}_fact", args=[village.code, pk, column])
        is_posyandu = column == Column.POSYANDU
        value = dict(posyandus).get(answer.value, "belum dipilih")
        facts.append(
            {
                "label": LABELS[column],
                "value": value if is_posyandu else yes_no(answer.value),
                "since": long_date(answer.since) if answer.since else "",
                "url": url if may_edit else "",
            }
        )
    return facts


@requires(Permission.EDIT_REGISTER)
def household_fact(request, village, household_id, column):
    about = get_object_or_404(village.households.standing(), pk=household_id)
    return _change(request, village, about, column, OF_HOUSEHOLD, str(about))


@requires(Permission.EDIT_REGISTER)
def pregnancy_fact(request, village, pregnancy_id, column):
    mine = Pregnancy.objects.in_village(village).select_related("woman__household")
    about = get_object_or_404(mine, pk=pregnancy_id)
    return _change(request, village, about, column, OF_PREGNANCY, str(about.woman))


@requires(Permission.EDIT_REGISTER)
def child_fact(request, village, child_id, column):
    mine = Person.objects.in_village(village).select_related("household")
    about = get_object_or_404(mine, pk=child_id, is_child=True)
    return _change(request, village, about, column, OF_CHILD, about.name)


def _change(request, village, about, column, columns, name):
    if column not in columns:
        raise Http404
    kind = PosyanduFactForm if column == Column.POSYANDU else FactForm
    form = kind(request.POST or None, about=about, column=column, village=village)
    page = f"households:{about._meta.model_name}"
    if about._meta.model_name == "person":
        page = "households:child"
    if form.is_valid() and attempt(form, lambda: _save(form, request.user)):
        messages.success(request, f"{LABELS[column]} tercatat.")
        return redirect(page, village.code, about.pk)
    back = reverse(page, args=[village.code, about.pk])
    context = {"form": form, "label": LABELS[column], "name": name, "back_url": back}
    context["crumbs"] = [{"label": name, "url": back}]
    if saved := getattr(form, "conflict", None):
        context |= {"saved": saved, "differences": differences(form, saved)}
        form.data = form.data.copy()
        form.data["version"] = saved.version
    status = 409 if saved else 200
    return render(request, "households/fact_form.html", context, status=status)


def _save(form, by):
    data = form.cleaned_data
    stated = {name: data[name] for name in ("value", "posyandu") if name in data}
    return actions.change_fact(
        form.about,
        by=by,
        column=form.column,
        on=data["on"],
        uuid=data["uuid"],
        version=data["version"] or 0,
        **stated,
    )
