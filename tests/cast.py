"""Rows for tests, made the short way: `make_child(household, born_on=…)`.

All names are invented.
"""

import itertools
from datetime import date

from households.models import (
    ChildRecord,
    Household,
    Membership,
    Person,
    Pregnancy,
    PregnancyRecord,
    Residence,
    Statement,
)
from villages.models import ApiToken, Area, Dusun, Posting, User, Village

_numbers = itertools.count(1)
PASSWORD = "kata sandi untuk uji coba"


def make_areas(code, names):
    """The areas above a code of 6 digits, e.g. "330705", nation first."""
    codes = ["00", code[:2], code[:4], code[:6]]
    parent = None
    for level, (area_code, name) in enumerate(zip(codes, names, strict=True)):
        parent, _ = Area.objects.get_or_create(
            code=area_code, defaults={"name": name, "level": level, "parent": parent}
        )
    return parent


def make_village(code="3307052001", name="Sukamaju", dusuns=("Krajan", "Sidomulyo")):
    """A village with its areas and dusun."""
    district = make_areas(
        code[:6], ["INDONESIA", "JAWA TENGAH", f"KABUPATEN UJI {code[:4]}", "Kaliwiro"]
    )
    village = Village.objects.create(code=code, name=name, district=district)
    for dusun in dusuns:
        Dusun.objects.create(village=village, name=dusun)
    return village


def make_user(username, *postings):
    """A user with postings given as (role, area code)."""
    user = User.objects.create(username=username, name=username.title())
    user.set_password(PASSWORD)
    user.save()
    for role, area_code in postings:
        Posting.objects.create(
            user=user, role=role, area_code=area_code, starts_on=date(2020, 1, 1)
        )
    return user


def make_household(village, dusun=None, registered_on=date(2025, 1, 1), **fields):
    """A household that has lived in the village since its registration."""
    dusun = dusun or village.dusuns.first()
    fields.setdefault("head_name", f"Kepala {next(_numbers)}")
    household = Household.objects.create(
        village=village, dusun=dusun, registered_on=registered_on, **fields
    )
    Residence.objects.create(
        household=household, village=village, dusun=dusun, from_on=registered_on
    )
    return household


def make_person(household, registered_on=None, **fields):
    """A member of the household since `registered_on`."""
    registered_on = registered_on or household.registered_on
    fields.setdefault("name", f"Orang {next(_numbers)}")
    fields.setdefault("sex", "P")
    person = Person.objects.create(
        household=household, registered_on=registered_on, **fields
    )
    Membership.objects.create(person=person, household=household, from_on=registered_on)
    return person


def make_child(household, born_on, registered_on=None, **fields):
    """A child target; registered on the day of birth unless told otherwise."""
    registered_on = registered_on or max(born_on, household.registered_on)
    fields.setdefault("sex", "L")
    return make_person(
        household, registered_on, born_on=born_on, is_child=True, **fields
    )


def make_pregnancy(household, due_on, registered_on=None, woman=None, **fields):
    """A pregnancy of a woman of the household (made when not given)."""
    registered_on = registered_on or household.registered_on
    woman = woman or make_person(household, registered_on)
    return Pregnancy.objects.create(
        woman=woman, due_on=due_on, registered_on=registered_on, **fields
    )


def make_child_record(child, visited_on, **fields):
    """Formulir 2B of one month."""
    return ChildRecord.objects.create(
        child=child,
        household=child.household,
        month=visited_on.replace(day=1),
        visited_on=visited_on,
        **fields,
    )


def make_pregnancy_record(pregnancy, visited_on, **fields):
    """Formulir 2A of one month."""
    return PregnancyRecord.objects.create(
        pregnancy=pregnancy,
        household=pregnancy.woman.household,
        month=visited_on.replace(day=1),
        visited_on=visited_on,
        **fields,
    )


def make_statement(about, column, stated_on, value="v", **fields):
    """A dated fact about a household, a pregnancy or a child."""
    names = {Household: "household", Pregnancy: "pregnancy", Person: "child"}
    return Statement.objects.create(
        **{names[type(about)]: about},
        column=column,
        stated_on=stated_on,
        value=value,
        **fields,
    )


def make_token(user, posting=None, name="Uji", expires_on=date(2099, 1, 1)):
    """A key for programs; returns its secret."""
    posting = posting or user.postings.get()
    token = ApiToken(posting=posting, name=name, expires_on=expires_on)
    secret = token.draw()
    token.save()
    return secret
