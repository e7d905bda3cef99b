"""Registering households, pregnancies and children; leaving a double post harmless."""

from django.db import transaction

from households.models import (
    Household,
    Membership,
    Person,
    Pregnancy,
    Residence,
    Statement,
)
from households.plausible import (
    Problem,
    child_problems,
    registration_problems,
    woman_problems,
)
from households.plausible_births import PregnancyFacts, pregnancy_problems
from households.plausible_measures import Child, length_problems, weight_problems
from villages.actions.saving import given_uuid, note_creation, saved_with

from .saving import refuse, today_of, touch, villages_of_households, villages_of_people

Column = Statement.Column
HOUSEHOLD_FIELDS = (
    "dusun_id",
    "rt",
    "rw",
    "address",
    "kk_number",
    "head_name",
    "registered_on",
)
PERSON_FIELDS = (
    "household_id",
    "name",
    "sex",
    "born_on",
    "nik",
    "mother_id",
    "kia_number",
    "birth_weight_kg",
    "birth_length_cm",
    "registered_on",
)
PREGNANCY_FIELDS = (
    "woman_id",
    "kia_number",
    "lmp_on",
    "due_on",
    "ended_on",
    "outcome",
    "live_births",
    "registered_on",
)


@transaction.atomic
def register_household(
    village,
    *,
    by,
    dusun,
    head_name,
    registered_on,
    vulnerable="",
    water="",
    latrine="",
    uuid=None,
    recorded_at=None,
    today=None,
    **details,
):
    """A household and what was asked of it; `details` are rt, rw, address, kk_number.

    A known uuid returns the saved row. Raises Implausible, QuarterFinal.
    """
    saved = saved_with(village.households, uuid)
    if saved:
        return saved
    today = today or village.today()
    refuse(registration_problems(registered_on, today))
    touch([village.pk], since=registered_on, dated=[registered_on], today=today)
    saved = saved_with(village.households, uuid)  # by a press that held the quarter
    if saved:
        return saved
    household = Household.objects.create(
        village=village,
        dusun=dusun,
        head_name=head_name,
        registered_on=registered_on,
        recorded_by=by,
        recorded_at=recorded_at,
        **given_uuid(Household, uuid),
        **details,
    )
    Residence.objects.create(
        household=household, village=village, dusun=dusun, from_on=registered_on
    )
    stated = {
        Column.VULNERABLE: vulnerable,
        Column.WATER: water,
        Column.LATRINE: latrine,
    }
    state_at_registration(household, stated, by=by)
    note_creation(household, HOUSEHOLD_FIELDS, village=village, by=by)
    return household


def state_at_registration(about, stated, *, by, posyandu=None):
    """Keep the answers given on the day of registration; a blank states nothing."""
    subject = {Household: "household", Pregnancy: "pregnancy", Person: "child"}
    common = {
        subject[type(about)]: about,
        "stated_on": about.registered_on,
        "origin": Statement.Origin.REGISTRATION,
        "recorded_by": by,
    }
    rows = [
        Statement(column=column, value=value, **common)
        for column, value in stated.items()
        if value
    ]
    if posyandu:
        rows.append(Statement(column=Column.POSYANDU, posyandu=posyandu, **common))
    Statement.objects.bulk_create(rows)


@transaction.atomic
def register_pregnancy(
    household,
    *,
    by,
    due_on,
    registered_on,
    woman=None,
    name="",
    born_on=None,
    nik="",
    kia_number="",
    lmp_on=None,
    insurance="",
    posyandu=None,
    uuid=None,
    recorded_at=None,
    today=None,
):
    """A pregnancy of a woman known already, or of a new member of the household.

    A known uuid returns the saved row. Raises Implausible (also for a second open
    pregnancy of the woman), QuarterFinal.
    """
    mine = Pregnancy.objects.filter(woman__household__village=household.village)
    saved = saved_with(mine, uuid)
    if saved:
        return saved
    today = today_of(household, today)
    facts = PregnancyFacts(due_on, registered_on, lmp_on)
    known = woman or household
    refuse(
        [
            *pregnancy_problems(facts, today),
            *registration_problems(
                registered_on, today, household_registered_on=known.registered_on
            ),
            *woman_problems(woman.born_on if woman else born_on, today),
        ]
    )
    villages = villages_of_people(woman) if woman else villages_of_households(household)
    touch(villages, since=registered_on, dated=[registered_on], today=today)
    saved = saved_with(mine, uuid)
    if saved:
        return saved
    refuse(open_pregnancy_problems(woman))
    if woman is None:
        woman = _new_member(
            household,
            by=by,
            name=name,
            sex=Person.Sex.FEMALE,
            born_on=born_on,
            nik=nik,
            registered_on=registered_on,
        )
    pregnancy = Pregnancy.objects.create(
        woman=woman,
        due_on=due_on,
        lmp_on=lmp_on,
        kia_number=kia_number,
        registered_on=registered_on,
        recorded_by=by,
        recorded_at=recorded_at,
        **given_uuid(Pregnancy, uuid),
    )
    state_at_registration(
        pregnancy, {Column.INSURANCE: insurance}, by=by, posyandu=posyandu
    )
    note_creation(pregnancy, PREGNANCY_FIELDS, village=household.village, by=by)
    return pregnancy


def open_pregnancy_problems(woman):
    """A woman has one pregnancy at a time."""
    if woman is None or not woman.pregnancies.open().exists():
        return []
    return [
        Problem(
            "woman",
            f"{woman} masih tercatat hamil.",
            "Catat dahulu persalinan atau akhir kehamilan itu.",
        )
    ]


def _new_member(household, *, by, registered_on, **fields):
    person = Person.objects.create(
        household=household, registered_on=registered_on, recorded_by=by, **fields
    )
    Membership.objects.create(person=person, household=household, from_on=registered_on)
    note_creation(person, PERSON_FIELDS, village=household.village, by=by)
    return person


@transaction.atomic
def register_child(
    household,
    *,
    by,
    name,
    sex,
    born_on,
    registered_on,
    mother=None,
    certificate="",
    insurance="",
    posyandu=None,
    uuid=None,
    today=None,
    **details,
):
    """A child; `details` are nik ("" is "menunggu NIK"), kia_number, birth_pregnancy,
    birth_weight_kg, birth_length_cm, recorded_at.

    A known uuid returns the saved row. Raises Implausible, QuarterFinal.
    """
    mine = Person.objects.filter(household__village=household.village)
    saved = saved_with(mine, uuid)
    if saved:
        return saved
    today = today_of(household, today)
    newborn = Child(sex, 0, 0)
    refuse(
        [
            *child_problems(
                born_on,
                registered_on,
                today,
                household_registered_on=household.registered_on,
                mother_born_on=mother.born_on if mother else None,
            ),
            *birth_measure_problems(newborn, details),
        ]
    )
    villages = villages_of_households(household)
    touch(villages, since=registered_on, dated=[registered_on], today=today)
    saved = saved_with(mine, uuid)
    if saved:
        return saved
    child = _new_member(
        household,
        by=by,
        name=name,
        sex=sex,
        born_on=born_on,
        registered_on=registered_on,
        mother=mother,
        is_child=True,
        **given_uuid(Person, uuid),
        **details,
    )
    stated = {Column.CERTIFICATE: certificate, Column.INSURANCE: insurance}
    state_at_registration(child, stated, by=by, posyandu=posyandu)
    return child


def birth_measure_problems(newborn, details):
    """What cannot be of the weight and length at birth."""
    kg, cm = details.get("birth_weight_kg"), details.get("birth_length_cm")
    return [
        *weight_problems(kg, newborn, field="birth_weight_kg"),
        *length_problems(cm, newborn, field="birth_length_cm"),
    ]
