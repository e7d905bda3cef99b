"""Mengapa angka ini? Every figure of a scorecard, and of an area, says why."""

import re
from html import unescape

import pytest
from django.urls import reverse

from households.packages import Package
from scorecard.convergence import total
from scorecard.reading import area_scorecard, scorecard_of
from scorecard.rules import FATHERS
from scorecard.tables import PAUD
from scorecard.why import GROUPS, WHOLE, NoSuchFigure, of_part, why
from scorecard.why_area import figures_below, why_area
from scorecard.why_beside import fathers_behind, preschoolers_behind
from scorecard.why_counts import COUNTS, homes_counted, people_counted, why_count
from tests.scorecard.counted_village import QUARTER, counted, finalised, preschooler
from villages.models import Area

pytestmark = pytest.mark.django_db


@pytest.fixture
def worked(village):
    counted(village, children=3)
    preschooler(village, "v", "x")
    return village


def address(name, **more):
    keys = {"year": QUARTER.year, "number": QUARTER.number}
    return reverse(f"scorecard:{name}", kwargs=keys | more)


def reasons(client, url):
    """The addresses of "mengapa" that a page leads to."""
    text = client.get(url).content.decode()
    return {unescape(one) for one in re.findall(r'href="([^"]+/mengapa/[^"]+)"', text)}


def code_of(url):
    return url.split("/mengapa/")[1].split("/")[0]


def test_every_figure_of_the_scorecard_leads_to_its_reason(client, worked, kpm):
    client.force_login(kpm)
    found = reasons(client, address("scorecard", village_code=worked.code))

    indicators = {i.code for i in scorecard_of(worked, QUARTER).rules.indicators}
    packages = {f"paket-{package.lower()}" for package in Package}
    wanted = {WHOLE, *GROUPS, *COUNTS, *indicators, *packages, FATHERS, PAUD}
    assert {code_of(url) for url in found} == wanted
    assert any("?dusun=Krajan" in url for url in found)
    assert any("?posyandu=" in url for url in found)
    assert [url for url in found if client.get(url).status_code != 200] == []


@pytest.mark.parametrize("code", COUNTS)
def test_a_count_names_exactly_whom_it_counts(worked, code):
    found = why_count(worked, QUARTER, code)
    people = people_counted(worked, QUARTER, code)

    assert found.is_traced
    assert found.count == scorecard_of(worked, QUARTER).count(code)
    assert sum(count for _, count in found.dusun) == found.count
    if code == "households":
        assert len(homes_counted(worked, QUARTER)) == found.count
    else:
        assert len(people) == found.count


def test_a_count_of_a_final_quarter_names_whom_it_printed(worked, kpm, admin_desa):
    finalised(worked, kpm=kpm, admin=admin_desa)
    worked.households.get(head_name="Pak Karto").people.update(name="Lain")

    people = people_counted(worked, QUARTER, "unvisited")

    assert {one.name for _, one in people} == {"Putri Ayu 1", "Putri Ayu 2"}
    assert [one.name for _, one in people_counted(worked, QUARTER, "ibu_hamil")] == [
        "Siti Aminah"
    ]


def test_nobody_is_named_when_the_letters_kept_do_not_add_up(worked):
    worked.target_quarters.filter(kind="anak").first().delete()
    assert not why_count(worked, QUARTER, "anak").is_traced


def test_a_dusun_is_explained_by_the_services_of_its_people(worked):
    scorecard = scorecard_of(worked, QUARTER)
    for part in ("dusun", "posyandu"):
        for name, figure in getattr(scorecard, part).items():
            found = of_part(worked, QUARTER, part, name)
            assert found.figure == figure
            assert total(one for _, one in found.parts) == figure
    with pytest.raises(NoSuchFigure):
        of_part(worked, QUARTER, "dusun", "Tidak Ada")


def test_the_groups_add_up_to_the_village(worked):
    found = [why(worked, QUARTER, code) for code in GROUPS]
    assert total(one.figure for one in found) == why(worked, QUARTER, WHOLE).figure
    assert all(one.gain == 0 or one.parts for one in found)


def test_fathers_and_preschoolers_stand_behind_their_rows(worked):
    scorecard = scorecard_of(worked, QUARTER)
    found = fathers_behind(worked, QUARTER)
    figure = scorecard.figure(FATHERS)
    assert len(found.came) == figure.received
    assert len(found.absent) + len(found.came) == figure.due
    rows = preschoolers_behind(worked, QUARTER).rows
    assert sum(row.paud_due for row in rows) == scorecard.figure(PAUD).due


@pytest.mark.parametrize("code", ["unvisited", "households", FATHERS, PAUD, "anc"])
def test_the_people_behind_are_for_those_who_may_see_them(
    client, worked, kpm, bpd, code
):
    people = address("explain_people", village_code=worked.code, code=code)
    told = address("explain", village_code=worked.code, code=code)
    client.force_login(kpm)
    assert "Siapa saja?" in client.get(told).content.decode()
    assert client.get(people).status_code == 200
    client.force_login(bpd)
    text = client.get(told).content.decode()
    assert "Siapa saja?" not in text
    assert "Sumber: Formulir 3A" in text
    assert client.get(people).status_code == 403


def test_a_count_that_is_none_is_not_found(client, worked, kpm):
    client.force_login(kpm)
    for code in ("tidak_ada", "risk_new_ibu"):
        url = address("explain", village_code=worked.code, code=code)
        assert client.get(url).status_code == 404
    url = address("explain", village_code=worked.code, code=WHOLE)
    assert client.get(f"{url}?dusun=Tidak+Ada").status_code == 404


# --- above the village ---------------------------------------------------------------


@pytest.mark.parametrize("area", ["330705", "3307", "33", "00"])
def test_an_area_is_explained_by_the_areas_below_it(worked, area):
    area = Area.objects.get(code=area)
    whole = area_scorecard(area.code, QUARTER)
    for code in (WHOLE, "paket-kia", *GROUPS, "anc", "akta", FATHERS, PAUD):
        found = why_area(area, QUARTER, code)
        below = figures_below(area, QUARTER, code)
        assert total(figure for _, _, figure in below) == found.figure
    counselled = why_area(area, QUARTER, "anc")
    assert counselled.not_due == whole.count("ibu_hamil") - counselled.figure.due
    with pytest.raises(NoSuchFigure):
        why_area(area, QUARTER, "tidak_ada")


def test_a_kecamatan_asks_down_to_the_village_and_sees_nobody(
    client, worked, kecamatan
):
    client.force_login(kecamatan)
    found = reasons(client, address("area", area_code="330705"))
    assert {code_of(one) for one in found} == {WHOLE} | {
        f"paket-{package.lower()}" for package in Package
    }
    seen = set()
    for url in found:
        seen |= reasons(client, url)
    texts = [client.get(url).content.decode() for url in found | seen]
    assert any(f"/desa/{worked.code}/" in url for url in seen)
    assert all("Siti Aminah" not in text for text in texts)
    assert (
        client.get(address("area_explain", area_code="330705", code="x")).status_code
        == 404
    )
