"""From a temporary identity to a NIK, and from the group of babies to that of PAUD."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse

from households import actions
from households.ages import add_months, born_on_or_before
from households.forgotten import ERASED
from households.forms.targets import NikForm
from households.models import Person
from households.people import age_of
from households.plausible import GROUP_MONTHS, OLDEST_MONTHS
from households.views.moving import fetch
from households.views.saving import attempt, is_uuid
from villages.access import Permission, requires

PAGE = 30
MONTHS_BACK = 3  # so long a child is told as newly grown


@requires(Permission.EDIT_REGISTER)
def nik_list(request, village):
    """Who waits for a NIK, the longest waiting first, each with a field to type it."""
    waiting = _waiting(village)
    total = waiting.count()
    last = _last_shown(request, waiting)
    if last:
        later = Q(registered_on__gt=last.registered_on)
        later |= Q(registered_on=last.registered_on, pk__gt=last.pk)
        waiting = waiting.filter(later)
    found = list(waiting.select_related("household__dusun", "mother")[: PAGE + 1])
    shown, today = found[:PAGE], village.today()
    for person in shown:
        person.form = NikForm(person=person, village=village, prefix=f"p{person.pk}")
        person.form.fields["nik"].widget.attrs["class"] = "form-control"
        person.detail = _detail(person, today)
    context = {
        "people": shown,
        "total": total,
        "following": shown[-1].uuid if len(found) > PAGE else None,
        "is_first": last is None,
    }
    return render(request, "households/nik_list.html", context)


def _waiting(village):
    """Children under seven and mothers who are in the register without a NIK."""
    is_child = Q(is_child=True)
    is_child &= Q(born_on__gt=born_on_or_before(village.today(), OLDEST_MONTHS))
    is_mother = Q(pregnancies__isnull=False, pregnancies__exited_on=None)
    people = Person.objects.in_village(village).filter(nik="", exited_on=None)
    people = people.exclude(name=ERASED)
    return (
        people.filter(is_child | is_mother).order_by("registered_on", "pk").distinct()
    )


def _last_shown(request, waiting):
    key = request.GET.get("setelah", "")
    return waiting.model.objects.filter(uuid=key).first() if is_uuid(key) else None


def _detail(person, today):
    parts = [f"Dusun {person.household.dusun}"]
    if person.is_child:
        parts.insert(0, age_of(person, today))
        if person.mother:
            parts.append(f"anak {person.mother}")
    return " · ".join(parts)


@requires(Permission.EDIT_REGISTER)
def person_nik(request, village, person_id):
    """One step: the sixteen digits; a double is asked once and then believed."""
    person = fetch(village, person_id)
    prefix = f"p{person.pk}"
    form = NikForm(request.POST or None, person=person, village=village, prefix=prefix)
    if form.is_valid() and attempt(form, lambda: _save(form, person, request.user)):
        messages.success(request, f"NIK {person} tersimpan.")
        return redirect("households:nik_list", village.code)
    url = reverse("households:nik_list", args=[village.code])
    context = {"form": form, "person": person, "saved": getattr(form, "conflict", None)}
    context["crumbs"] = [{"label": "Menunggu NIK", "url": url}]
    context["detail"] = _detail(person, village.today())
    return render(request, "households/nik_form.html", context)


def _save(form, person, by):
    data = form.cleaned_data
    return actions.correct_person(
        person,
        by=by,
        version=data["version"],
        nik=data["nik"],
        reason="NIK menyusul",
    )


@requires(Permission.VIEW_REGISTER)
def grown_list(request, village):
    """Who has just reached 24 months, and who soon will: derived, never typed."""
    today = village.today()
    people = (
        Person.objects.in_village(village)
        .filter(
            is_child=True,
            exited_on=None,
            born_on__gt=born_on_or_before(today, GROUP_MONTHS + MONTHS_BACK),
            born_on__lte=born_on_or_before(add_months(today, 1), GROUP_MONTHS),
        )
        .select_related("household__dusun")
        .order_by("born_on", "name", "pk")
    )
    grown, soon = [], []
    for child in people:
        child.turns_on = add_months(child.born_on, GROUP_MONTHS)
        (grown if child.turns_on <= today else soon).append(child)
    context = {"grown": list(reversed(grown)), "soon": soon, "month": today}
    return render(request, "households/grown_list.html", context)
