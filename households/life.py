"""One person's life in the register in order of time, from former child to mother.

Everything is read in a number of queries that does not depend on the rows.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.db.models import Q

from households.ages import add_months
from households.measured import story_of
from households.models import (
    ChildRecord,
    Membership,
    NotReached,
    PaudMonth,
    Person,
    PregnancyRecord,
    Residence,
    Statement,
)
from households.packages import Who, services_for
from households.people import age_of
from households.plausible import GROUP_MONTHS
from households.plausible_births import LIVE
from households.tasklist import SHORT
from villages.templatetags.kpm import decimal, yes_no
from villages.wording import long_date, month_and_year


@dataclass
class Event:
    """One day of a life: what happened, what was received and what was not.

    `order` ranks events of one day; `address` is (URL name, arguments) or None.
    """

    day: date
    title: str
    detail: str = ""
    received: list = field(default_factory=list)
    missing: list = field(default_factory=list)
    visit: object = None  # of the growth story, for its scores
    mat: str = ""
    address: tuple | None = None
    order: int = 5


@dataclass
class Life:
    """A person with all rows that tell of him or her."""

    person: Person
    pregnancies: list
    mother_records: list
    child_records: list
    marks: list
    statements: list
    not_reached: list
    memberships: list
    residences: list
    children: list
    siblings: list

    @property
    def story(self):
        """The growth of the person as a child."""
        return story_of(self.person, self.child_records)


def life_of(village, person):
    """The Life of a person of the village; relatives only who live there too."""
    pregnancies = list(person.pregnancies.order_by("due_on", "pk"))
    mine = Q(child=person) | Q(pregnancy__in=pregnancies)
    relatives = list(
        Person.objects.in_village(village)
        .filter(_related_to(person))
        .exclude(pk=person.pk)
        .order_by("born_on", "pk")
    )
    memberships = list(  # a family that stayed in another village is not told of
        Membership.objects.filter(person=person, household__village=village)
        .select_related("household")
        .order_by("from_on")
    )
    homes = {one.household_id for one in memberships} | {person.household_id}
    return Life(
        person=person,
        pregnancies=pregnancies,
        mother_records=_of(PregnancyRecord, pregnancy__in=pregnancies),
        child_records=_of(ChildRecord, child=person),
        marks=list(PaudMonth.objects.filter(child=person).order_by("month")),
        statements=list(
            Statement.objects.filter(mine | Q(household__in=homes))
            .filter(origin=Statement.Origin.CHANGE)
            .select_related("posyandu")
        ),
        not_reached=list(NotReached.objects.filter(mine)),
        memberships=memberships,
        residences=list(
            Residence.objects.filter(household__in=homes)
            .select_related("dusun", "village")
            .order_by("from_on")
        ),
        children=[one for one in relatives if one.mother_id == person.pk],
        siblings=[one for one in relatives if one.mother_id != person.pk],
    )


def _of(model, **mine):
    return list(model.objects.filter(**mine).order_by("visited_on"))


def _related_to(person):
    related = Q(mother=person)
    return related | Q(mother=person.mother_id) if person.mother_id else related


def events_of(life, today):
    """The Events of a life up to today, newest first."""
    found = [
        *_as_child(life, today),
        *_as_mother(life),
        *_visits_of_mother(life),
        *_visits_of_child(life),
        *_paud(life),
        *_facts(life),
        *_homes(life),
        *_in_vain(life),
    ]
    return sorted(found, key=lambda event: (event.day, event.order), reverse=True)


# --- beginning, middle and end -------------------------------------------------------


def _as_child(life, today):
    person = life.person
    if person.born_on:
        yield Event(person.born_on, "Lahir", _birth_measures(person), order=0)
    if not person.is_child:
        return
    yield Event(person.registered_on, "Terdaftar sebagai sasaran anak", order=1)
    grown = add_months(person.born_on, GROUP_MONTHS)
    if grown <= (person.exited_on or today):
        yield Event(grown, "Genap 24 bulan", "Selesai sebagai sasaran 0–23 bulan.")
    yield from _exit(person, "")


def _birth_measures(person):
    kg, cm = person.birth_weight_kg, person.birth_length_cm
    shown = (f"{decimal(kg, 2)} kg" if kg else "", f"{decimal(cm, 1)} cm" if cm else "")
    return ", ".join(part for part in shown if part)


def _exit(target, what):
    if target.exited_on:
        yield Event(
            target.exited_on, f"Keluar{what}", f"Alasan: {target.exit_reason}.", order=9
        )


def _as_mother(life):
    for one in life.pregnancies:
        page = ("households:pregnancy", one.pk)
        due = f"Perkiraan lahir {long_date(one.due_on)}."
        title = "Terdaftar hamil"
        yield Event(one.registered_on, title, due, address=page, order=1)
        if one.ended_on:
            yield Event(one.ended_on, _ending(one), address=page, order=2)
        yield from _exit(one, " sebagai ibu hamil")


def _ending(pregnancy):
    """Return "Melahirkan, 2 bayi lahir hidup", "Lahir mati" or "Keguguran"."""
    if pregnancy.outcome != LIVE:
        return pregnancy.outcome.capitalize()
    count = pregnancy.live_births
    return f"Melahirkan, {count} bayi lahir hidup" if count else "Melahirkan"


# --- visits --------------------------------------------------------------------------


def _visits_of_mother(life):
    for record in life.mother_records:
        muac = f"LiLA {decimal(record.muac_cm)} cm" if record.muac_cm else ""
        pills = f"{record.iron_pills} pil Fe" if record.iron_pills else ""
        parts = (record.get_status_display(), muac, pills)
        received, missing = _services(record, Who.MOTHER)
        yield Event(
            record.visited_on,
            f"Pemantauan ibu hamil, {month_and_year(record.month)}",
            " · ".join(part for part in parts if part),
            received,
            missing,
            address=("households:pregnancy_month", record.pregnancy_id, record.month),
        )


def _visits_of_child(life):
    story = life.story
    for record in life.child_records:
        visit = story.of(record)
        age = age_of(life.person, record.visited_on)
        received, missing = _services(record, Who.CHILD)
        yield Event(
            record.visited_on,
            f"Pemantauan anak, {month_and_year(record.month)}",
            " · ".join(part for part in (age, *_measures(record, visit)) if part),
            received,
            missing,
            visit,
            record.mat,
            ("households:child_month", life.person.pk, record.month),
        )


def _measures(record, visit):
    if visit:
        yield f"{decimal(visit.kg)} kg" if visit.kg else ""
        yield f"{decimal(visit.cm)} cm" if visit.cm else ""
    yield record.get_nutrition_display()


def _services(record, who):
    """(received, not received) of one monthly record; a blank says neither."""
    cells = vars(record)
    received, missing = [], []
    for service in services_for(who):
        if service.is_received(cells):
            received.append(SHORT[service.code])
        elif any(cells.get(tick) == "x" for tick in service.ticks):
            missing.append(SHORT[service.code])
    return received, missing


def _in_vain(life):
    for one in life.not_reached:
        detail = f"{one.get_reason_display().capitalize()}."
        yield Event(one.visited_on, "Didatangi, tidak bertemu", detail)


# --- what lasts ----------------------------------------------------------------------


def _paud(life):
    """One line a year: the months with each mark."""
    for year, marks in groupby(life.marks, key=lambda mark: mark.month.year):
        listed = list(marks)
        counts = {
            label: sum(mark.mark == code for mark in listed)
            for code, label in PaudMonth._meta.get_field("mark").choices
        }
        said = (f"{label} {count} bulan" for label, count in counts.items() if count)
        yield Event(listed[-1].month, f"PAUD {year}", ", ".join(said))


def _facts(life):
    for one in life.statements:
        if one.household_id and not _lived_there(life, one):
            continue
        value = one.posyandu or (
            "tidak ada" if one.column == "posyandu" else yes_no(one.value)
        )
        title = f"{one.get_column_display().capitalize()}: {value}"
        yield Event(one.stated_on, title, order=4)


def _lived_there(life, statement):
    """Whether the person belonged to the household on the day of the statement."""
    past = [one for one in life.memberships if one.from_on <= statement.stated_on]
    home = past[-1] if past else None
    return (home.household_id if home else life.person.household_id) == (
        statement.household_id
    )


def _homes(life):
    """Each home after the first: another household, dusun or village."""
    for one in life.memberships[1:]:
        yield Event(one.from_on, f"Pindah ke {one.household}", order=3)
    yield from _moves_of(life, life.person.household_id)


def _moves_of(life, household_id):
    lived = [one for one in life.residences if one.household_id == household_id]
    since = max((one.from_on for one in life.memberships), default=date.min)
    for before, now in zip(lived, lived[1:], strict=False):
        if now.from_on < since:
            continue
        where = f"Dusun {now.dusun}"
        if now.village_id != before.village_id:
            where = f"{now.village}, {where}"
        yield Event(now.from_on, f"Rumah tangga pindah ke {where}", order=3)


def person_pages(person, pregnancies):
    """The pages on which the person is looked after: as a child, as a mother."""
    pages = [("households:child", person.pk, "Halaman anak")] if person.is_child else []
    return pages + [
        ("households:pregnancy", one.pk, f"Kehamilan, HPL {long_date(one.due_on)}")
        for one in reversed(pregnancies)
    ]
