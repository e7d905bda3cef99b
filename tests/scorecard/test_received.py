"""What a person received and missed, package by package, quarter by quarter."""

from datetime import date

import pytest
from django.urls import reverse

from households import actions
from households.ages import add_months
from households.life import life_of
from scorecard.actions import drain
from scorecard.convergence import Letter
from scorecard.models import TargetQuarter
from scorecard.received import services_of
from tests.cast import make_child, make_child_record, make_household, make_person
from tests.households.pages import text_of
from tests.scorecard.counted_village import QUARTER, counted, finalised
from villages.quarters import Triwulan

pytestmark = pytest.mark.django_db


@pytest.fixture
def household(village):
    return make_household(village, registered_on=date(2020, 1, 1))


def life_url(village, person, name="life"):
    return reverse(f"scorecard:{name}", args=[village.code, person.pk])


def of_quarter(services):
    return next(one for one in services if one.quarter == QUARTER)


def test_each_quarter_says_package_by_package_what_is_missing(client, village, kpm):
    counted(village)
    child = TargetQuarter.objects.filter(kind="anak").earliest("pk").child
    client.force_login(kpm)

    told = text_of(client.get(life_url(village, child)))

    assert "TW4 2025" in told
    assert "Kesehatan ibu dan anak" in told
    assert "Mengapa huruf ini?" in told


def test_the_letters_are_the_stored_ones(village):
    counted(village)
    row = TargetQuarter.objects.get(kind="ibu", year=2025, number=4)
    woman = row.pregnancy.woman

    found = of_quarter(services_of(village, life_of(village, woman)))

    assert (found.figure.received, found.figure.due) == (4, 6)
    assert found.missing == ["pil Fe", "kelas ibu"]
    packages = {one.package: one for one in found.packages}
    assert packages["AIR"].is_complete
    assert not packages["KIA"].is_complete


def test_a_final_quarter_says_what_its_snapshot_sealed(village, kpm, admin_desa):
    counted(village)
    snapshot = finalised(village, kpm=kpm, admin=admin_desa)
    sealed = {one["id"]: one for one in snapshot.content["targets"]}
    rows = TargetQuarter.objects.filter(kind="anak", year=2025, number=4)

    for row in rows.select_related("child"):
        found = of_quarter(services_of(village, life_of(village, row.child)))
        letters = sealed[str(row.child.uuid)]["letters"].values()
        told = [letter for one in found.packages for _, letter in one.letters]
        assert found.is_final
        assert sorted(one.value for one in told) == sorted(
            one for one in letters if one != Letter.NOT_DUE.value
        )


def test_the_fragment_shows_this_quarter_alone(client, village, kpm, household):
    young = make_child(household, add_months(village.today(), -5))
    make_child_record(young, village.today(), weighing="v")
    actions.change_fact(
        young, by=kpm, column="akta_lahir", value="x", on=village.today()
    )
    drain()
    client.force_login(kpm)
    url = life_url(village, young, "life_services")

    told = text_of(client.get(url, headers={"HX-Request": "true"}))

    assert str(Triwulan.of(village.today())) in told
    assert "akta" in told
    assert "Riwayat" not in told


def test_without_script_the_fragment_is_the_page(client, village, kpm, household):
    siti = make_person(household)
    client.force_login(kpm)

    response = client.get(life_url(village, siti, "life_services"))

    assert response.url == life_url(village, siti)
