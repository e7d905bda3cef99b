"""After a family moved, its old village's pages count it where it must and name it
nowhere; the new village reads its whole history."""

from datetime import timedelta

import pytest
from django.urls import reverse

from households import actions as register
from households.ages import add_months
from households.models import Quarter, Transfer
from scorecard import actions
from scorecard.actions.compute import touch_areas
from scorecard.actions.finalise import take
from scorecard.checks import checks_of
from scorecard.parity import differences
from tests.cast import (
    make_child,
    make_child_record,
    make_household,
    make_pregnancy,
    make_user,
)
from tests.households.pages import at, text_of
from villages.models.posting import Role
from villages.quarters import Triwulan

pytestmark = pytest.mark.django_db
SECRETS = ("Kartosuwiryo", "Zulkifli", "Nurbaya", "KIA-77")


@pytest.fixture
def today(village):
    return village.today()


@pytest.fixture
def running(today):
    return Triwulan.of(today)


@pytest.fixture
def home(village, today):
    since = Triwulan.of(today).shift(-2).first_day
    household = make_household(village, registered_on=since, head_name="Kartosuwiryo")
    child = make_child(
        household, add_months(today, -14), since, name="Zulkifli", kia_number="KIA-77"
    )
    make_child_record(child, Triwulan.of(today).shift(-1).first_day, weighing="v")
    pregnancy = make_pregnancy(household, today + timedelta(days=40))
    pregnancy.woman.name = "Nurbaya"
    pregnancy.woman.save()
    return household


@pytest.fixture
def moved(home, village, neighbour, kpm):
    Quarter.objects.touch([village.pk], since=home.registered_on, today=village.today())
    actions.drain()
    before = Triwulan.of(village.today()).shift(-2)
    row = village.quarters.of(before).get()
    take(row, by=kpm)
    Quarter.objects.filter(pk=row.pk).update(state="final", final_at=row.computed_at)
    touch_areas([(village.code[:6], before.year, before.number)])
    offer = register.offer_transfer(home, by=kpm, to_village=neighbour)
    register.accept_transfer(offer, by=kpm, dusun=neighbour.dusuns.get())
    actions.drain()
    home.refresh_from_db()
    return home


def targets(village, quarter):
    rows = village.target_quarters.filter(year=quarter.year, number=quarter.number)
    return rows.count()


def test_it_counts_there_from_the_quarter_of_acceptance_on(
    moved, village, neighbour, running
):
    assert targets(village, running) == 0
    assert targets(neighbour, running) == 2
    assert targets(village, running.shift(-1)) == 2
    assert targets(neighbour, running.shift(-1)) == 0
    assert list(differences()) == []


def test_no_page_of_the_old_village_names_it(client, kpm, moved, village, running):
    client.force_login(kpm)
    before = running.shift(-1)
    at_quarter = {"year": before.year, "number": before.number}
    shown = 0
    for name, more in (
        ("scorecard", {}),
        ("matrix", {"kind": "ibu"}),
        ("matrix", {"kind": "anak"}),
        ("explain_people", {"code": "timbang"}),
        ("explain_people", {"code": "anc"}),
        ("check_list", {}),
    ):
        url = reverse(
            f"scorecard:{name}",
            kwargs={"village_code": village.code, **at_quarter, **more},
        )
        told = text_of(client.get(url))
        shown += told.count("pindah ke desa lain")
        assert not [one for one in SECRETS if one in told], name
    assert shown >= 4
    for name in ("household_list", "task_list", "transfer_list", "nik_list"):
        told = text_of(client.get(at(village, name)))
        assert not [one for one in SECRETS if one in told], name


def test_the_letters_of_who_left_are_shown_without_a_way_to_him(
    client, kpm, moved, village, running
):
    client.force_login(kpm)
    before = running.shift(-1)
    child = moved.people.get(is_child=True)
    url = reverse(
        "scorecard:person",
        args=[village.code, before.year, before.number, "anak", child.uuid],
    )
    response = client.get(url)
    assert "pindah ke desa lain" in text_of(response)
    assert at(village, "child", child.pk) not in response.content.decode()


def test_a_final_quarter_keeps_the_names_it_printed(
    client, kpm, moved, village, running
):
    client.force_login(kpm)
    final = running.shift(-2)
    url = reverse(
        "scorecard:matrix", args=[village.code, final.year, final.number, "anak"]
    )
    assert "Zulkifli" in text_of(client.get(url))


def test_what_only_the_new_village_can_mend_is_not_asked_of_the_old(
    moved, village, running
):
    row = village.quarters.of(running.shift(-1)).get()
    assert [check.code for check in checks_of(row)] == []


def test_the_new_village_reads_the_whole_history(client, neighbour, moved, running):
    client.force_login(make_user("kpm_sana", (Role.KPM, neighbour.code)))
    child = moved.people.get(is_child=True)
    told = text_of(client.get(at(neighbour, "child", child.pk)))
    assert "Zulkifli" in told
    life = reverse("scorecard:life", args=[neighbour.code, child.pk])
    assert "Rumah tangga pindah ke Desa Sukamundur" in text_of(client.get(life))


def test_one_person_takes_nothing_of_the_family_along(
    client, home, village, neighbour, kpm
):
    child = home.people.get(is_child=True)
    offer = register.offer_transfer(home, by=kpm, to_village=neighbour, person=child)
    grandmother = make_household(neighbour, head_name="Mbah Sri")
    register.accept_transfer(offer, by=kpm, household=grandmother)
    client.force_login(make_user("kpm_sana", (Role.KPM, neighbour.code)))
    for url in (
        at(neighbour, "child", child.pk),
        at(neighbour, "household", grandmother.pk),
        reverse("scorecard:life", args=[neighbour.code, child.pk]),
    ):
        told = text_of(client.get(url))
        assert "Zulkifli" in told
        assert "Kartosuwiryo" not in told
    assert Transfer.objects.get().state == "diterima"
