"""A person's page: the whole life in the register, services and changes included."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from households.life import events_of, life_of, person_pages
from households.models import Person
from households.people import age_of
from households.told import lines_about, printed, told
from households.views.charts import chart_context
from households.views.households import crumbs_to
from scorecard.received import services_of
from scorecard.views.choice import url_of
from villages.access import Permission, requires
from villages.quarters import Triwulan
from villages.wording import long_date


@requires(Permission.VIEW_REGISTER)
def life(request, village, person_id):
    """Everything that is known of one person, in order of time."""
    person, today = _fetch(village, person_id), village.today()
    whole = life_of(village, person)
    lines = lines_about(whole)
    sees_identity = request.access.may(Permission.SEE_IDENTITY)
    context = {
        "person": person,
        "lead": _lead(person, today),
        "crumbs": crumbs_to(village, person.household),
        "particulars": _particulars(person, sees_identity),
        "pages": _pages(village, person, whole.pregnancies),
        "relatives": list(_relatives(village, whole, today)),
        "services": _services(village, whole, today),
        "years": _by_year(village, events_of(whole, today)),
        "documents": printed(lines),
        "changes": told(lines, sees_identity=sees_identity),
        "has_growth": bool(whole.story.visits) and person.is_child,
    }
    if context["has_growth"]:
        url = reverse("scorecard:life", args=[village.code, person.pk])
        context |= chart_context(request, whole.story, url)
    return render(request, "scorecard/life.html", context)


def _fetch(village, person_id):
    """A person of the village, or 404; of one who was merged the survivor."""
    people = Person.objects.in_village(village).select_related(
        "household__dusun", "household__village", "mother__household"
    )
    found = get_object_or_404(people, pk=person_id)
    return _fetch(village, found.merged_into_id) if found.merged_into_id else found


def _lead(person, today):
    age = age_of(person, today) if person.born_on else ""
    dusun = f"Dusun {person.household.dusun}"
    parts = (person.get_sex_display(), age, dusun)
    return " · ".join(part for part in parts if part)


def _particulars(person, sees_identity):
    """(label, value, address) for `households/particulars.html`."""
    born_on = long_date(person.born_on) if person.born_on else "belum diisi"
    rows = [("Tanggal lahir", born_on, "")]
    if sees_identity:
        rows.append(("NIK", person.nik or "belum diisi", ""))
    return rows


def _pages(village, person, pregnancies):
    return [
        {"label": label, "url": reverse(name, args=[village.code, pk])}
        for name, pk, label in person_pages(person, pregnancies)
    ]


def _relatives(village, whole, today):
    """Rows that lead to the lives of mother, children and siblings in the village."""
    mother = whole.person.mother
    if mother and mother.household.village_id == village.pk:
        yield _relative(village, mother, "Ibu", today)
    elif mother:
        yield {"title": mother.name, "url": "", "detail": "Ibu"}
    for child in whole.children:
        yield _relative(village, child, "Anak", today)
    for sibling in whole.siblings:
        yield _relative(village, sibling, "Saudara", today)


def _relative(village, person, what, today):
    age = f", {age_of(person, today)}" if person.born_on else ""
    url = reverse("scorecard:life", args=[village.code, person.pk])
    return {"title": person.name, "url": url, "detail": f"{what}{age}"}


def _services(village, whole, today):
    """The quarters with the way to their letters; the running one is open."""
    running = Triwulan.of(today)
    rows = []
    for one in services_of(village, whole):
        values = {"kind": one.kind, "target": one.target.uuid}
        is_here = one.is_here
        url = url_of("person", village, one.quarter, **values) if is_here else ""
        rows.append({"it": one, "url": url, "is_running": one.quarter == running})
    return rows


def _by_year(village, events):
    """[(year, events)] with the address of each."""
    years = {}
    for event in events:
        if event.address:
            name, *arguments = event.address
            event.url = reverse(name, args=[village.code, *arguments])
        years.setdefault(event.day.year, []).append(event)
    return list(years.items())


@requires(Permission.VIEW_REGISTER)
def life_services(request, village, person_id):
    """This quarter's services: a fragment for the pages of the register."""
    if request.headers.get("HX-Request") != "true":
        return redirect("scorecard:life", village.code, person_id)
    whole = life_of(village, _fetch(village, person_id))
    rows = _services(village, whole, village.today())
    now = [row for row in rows if row["is_running"]]
    return render(request, "scorecard/life_services.html", {"services": now})
