"""The demo's families are believable, the same every time, and nobody's."""

from datetime import date

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from households.ages import completed_months
from households.workbook.importing import examine
from rembuk.demo.accounts import open_logins
from rembuk.demo.families import settle
from rembuk.demo.places import SUKAMAJU, VILLAGES
from rembuk.demo.workbook import sheets_of, workbook_of
from tests.cast import make_household, make_user, make_village
from villages.models import Posting, User, Village
from villages.models.posting import Role

# The first and last day of a month and a year, a leap day, and one in between.
DAYS = [
    date(2027, 1, 1),
    date(2026, 12, 31),
    date(2028, 2, 29),
    date(2027, 4, 1),
    date(2026, 8, 17),
]


@pytest.mark.parametrize("plan", VILLAGES, ids=lambda plan: plan.name)
def test_a_village_is_the_same_every_time(plan):
    today = date(2026, 11, 22)

    assert workbook_of(plan, today).read() == workbook_of(plan, today).read()


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_a_village_of_any_day_is_a_workbook_without_problems(village, today):
    village.today = lambda: today

    found = examine(village, workbook_of(SUKAMAJU, today))

    assert [problem.as_dict() for problem in found.problems] == []
    assert [warning.as_dict() for warning in found.warnings] == []


@pytest.mark.parametrize("today", DAYS, ids=str)
@pytest.mark.parametrize("plan", VILLAGES, ids=lambda plan: plan.name)
def test_a_village_has_about_150_targets_on_any_day(plan, today):
    families = settle(plan, today)

    expecting = [one for one in families.mothers if not one.ended_on]
    children = [one for one in families.children if not one.left_on]
    young = [one for one in children if completed_months(one.born_on, today) < 24]
    assert 12 <= len(expecting) <= 24
    assert 50 <= len(young) <= 70
    assert 130 <= len(expecting) + len(children) <= 165


def test_a_village_has_what_teaches():
    sheets = sheets_of(SUKAMAJU, date(2026, 11, 22))

    births = [row["jumlah_lahir_hidup"] for row in sheets["ibu_hamil"]]
    assert births.count(2) == 1
    assert any(not row["nik"] for row in sheets["anak"])
    assert {"N", "S", "GK"} <= {row["status_gizi"] for row in sheets["bulanan_anak"]}
    assert {"N", "R", "K"} == {row["status_kehamilan"] for row in sheets["bulanan_ibu"]}
    assert {"pindah", "salah data"} <= {row["alasan_keluar"] for row in sheets["anak"]}
    assert {"keguguran"} <= {row["hasil"] for row in sheets["ibu_hamil"]}


def test_numbers_name_a_kecamatan_that_does_not_exist():
    for plan in VILLAGES:
        for row in sheets_of(plan, date(2026, 11, 22))["anak"]:
            assert not row["nik"] or row["nik"].startswith("339901")


def test_no_two_people_of_the_kecamatan_share_a_number():
    numbers = [
        row["nik"]
        for plan in VILLAGES
        for row in sheets_of(plan, date(2026, 11, 22))["anak"]
        if row["nik"]
    ]

    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("somebody", ["user", "family"])
def test_a_database_with_people_is_refused(db, somebody):
    if somebody == "user":
        make_user("bu.tini")
    else:
        make_household(make_village())

    with pytest.raises(CommandError, match="kosong"):
        call_command("demo", verbosity=0)

    assert not Village.objects.filter(code=SUKAMAJU.code).exists()


def test_every_role_has_a_login_where_it_belongs(village):
    Village.objects.create(
        code=SUKAMAJU.code, name=SUKAMAJU.name, district=village.district
    )

    open_logins()

    assert {posting.role for posting in Posting.objects.all()} == set(Role)
    for posting in Posting.objects.all():
        posting.full_clean()
    assert User.objects.get(username="kpm").check_password(settings.DEMO_PASSWORD)
