"""Kelengkapan and Kinerja of an area: figures of places, nobody's name."""

import pytest
from django.urls import reverse

from scorecard.actions import drain
from scorecard.models import AreaQuarter
from scorecard.supervision import lines_below
from tests.cast import make_village
from tests.scorecard.counted_village import QUARTER, counted, finalised
from tests.scorecard.test_area_pages import area_page, many_villages
from tests.scorecard.test_pages import NAMES, queries, read, words
from villages.models import Area

pytestmark = pytest.mark.django_db
PAGES = ("performance", "village_states")


@pytest.fixture
def two_villages(village, neighbour):
    counted(village, children=3)  # 6 of 12 monitored
    counted(neighbour, children=1)  # 6 of 6


def lines(response):
    return [row["line"].title for row in response.context["lines"]]


# --- kinerja -------------------------------------------------------------------------


def test_a_pendamping_sees_monitored_of_due_by_group_and_month(
    client, two_villages, pendamping
):
    told = words(read(client, pendamping, area_page("330705", "performance")))
    assert "12 dari 18 sasaran dipantau" in told
    assert "66,67 %" in told
    assert "<strong>66,7 %</strong><br>4 dari 6" in told  # of each month
    assert not [name for name in NAMES if name in told]


@pytest.mark.parametrize(
    ("group", "told"),
    [
        ("ibu", "6 dari 6 sasaran dipantau"),
        ("anak", "6 dari 12 sasaran dipantau"),
        ("paud", "Belum ada sasaran yang seharusnya dipantau"),
    ],
)
def test_each_group_can_be_looked_at_alone(client, two_villages, pusat, group, told):
    url = area_page("00", "performance") + f"?kelompok={group}"
    assert told in words(read(client, pusat, url))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("rendah", "Kabupaten Uji 3307"),
        ("belum", "Kabupaten Uji 3307"),
        ("nama", "Kabupaten Uji 3301"),
        ("terlambat", "Kabupaten Uji 3301"),  # all late: by name,
    ],
)
def test_the_places_below_are_sorted_as_asked(
    client, two_villages, provinsi, order, first, page
):
    counted(make_village("3301012001"), children=1)
    url = area_page("33", page) + f"?urut={order}"
    assert lines(read(client, provinsi, url))[0] == first


def test_the_weakest_village_leads_to_its_own_account_of_entry(
    client, two_villages, pendamping
):
    response = read(client, pendamping, area_page("330705", "performance"))
    assert lines(response) == ["Desa Sukamaju", "Desa Sukamundur"]
    url = response.context["lines"][0]["url"]
    assert url.endswith("/telaah/#isian")
    told = words(client.get(url))
    assert "<strong>50,0 %</strong><br>6 dari 12" in told


def test_an_area_below_leads_to_the_same_page(client, two_villages, kabupaten):
    for page in PAGES:
        response = read(client, kabupaten, area_page("3307", page))
        (row,) = response.context["lines"]
        assert row["url"] == area_page("330705", page)


@pytest.mark.parametrize("asked", ["?urut=acak", "?kelompok=bapak"])
def test_what_is_no_order_and_no_group_is_not_found(client, village, pusat, asked):
    url = area_page("00", "performance") + asked
    assert read(client, pusat, url).status_code == 404


def test_a_quarter_that_has_not_begun_is_told(client, village, kecamatan):
    url = area_page("330705", "performance").replace("/2025/4/", "/2090/1/")
    assert "belum" in words(read(client, kecamatan, url)).lower()


@pytest.mark.parametrize("page", PAGES)
def test_the_page_asks_as_often_for_one_village_as_for_81(
    client, village, pendamping, page
):
    counted(village)
    url = area_page("330705", page)
    few = queries(client, pendamping, url)
    many_villages(village, 80)
    assert queries(client, pendamping, url) == few <= 17


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("code", ["00", "33", "3307"])
def test_above_the_kecamatan_the_number_of_queries_is_small_and_constant(
    client, village, pusat, page, code
):
    counted(village)
    few = queries(client, pusat, area_page(code, page))
    for one in ("3307062001", "3301012001", "3101012001"):
        counted(make_village(one), children=1)
    assert queries(client, pusat, area_page(code, page)) == few <= 17


def test_81_villages_come_in_pages_of_25(client, village, pendamping):
    many_villages(village, 80)
    url, seen, asked = area_page("330705", "performance"), [], ""
    while True:
        response = read(client, pendamping, url + asked)
        assert len(lines(response)) <= 25
        seen += lines(response)
        if not (asked := response.context["lines_next"]):
            break
    assert len(seen) == len(set(seen)) == 81


# --- kelengkapan ---------------------------------------------------------------------


def test_kelengkapan_says_states_entries_and_eight_quarters(
    client, two_villages, village, kabupaten, kpm, admin_desa
):
    finalised(village, kpm=kpm, admin=admin_desa)
    drain()
    response = read(client, kabupaten, area_page("3307", "village_states"))
    told = words(response)
    assert "Final: 1 dari 2 desa" in told
    assert "12 dari 18 sasaran dipantau" in told
    past = response.context["past"]
    assert len(past) == 8
    assert (past[-1].final, past[-1].villages) == (1, 2)
    assert past[0].villages == 0  # nothing was counted two years ago
    (row,) = response.context["lines"]
    assert row["counts"] == [1, 0, 0, 1, 0]


def test_areas_without_any_data_are_told_with_their_villages(village, neighbour):
    (line,) = lines_below(Area.objects.get(code="3307"), QUARTER)
    assert line.states == {"kosong": 2}
    counted(village)
    (line,) = lines_below(Area.objects.get(code="3307"), QUARTER)
    assert (line.states["berjalan"], line.states["kosong"], line.villages) == (1, 1, 2)


def test_a_village_has_one_state(village, neighbour):
    counted(village)
    found = lines_below(village.district, QUARTER)
    assert [line.state for line in found] == ["berjalan", "kosong"]


def test_the_counts_are_stored_and_not_made_by_the_page(client, village, kabupaten):
    counted(village)
    AreaQuarter.objects.filter(area_code="3307").update(villages=514)
    told = words(read(client, kabupaten, area_page("3307", "village_states")))
    assert "514 desa dan kelurahan" in told


# --- finding a place -----------------------------------------------------------------


def find(client, user, code, words):
    client.force_login(user)
    url = reverse("scorecard:area_find", kwargs={"area_code": code})
    return client.post(url, {"cari": words})


def test_a_village_is_found_by_a_part_of_its_name(client, two_villages, kabupaten):
    found = find(client, kabupaten, "3307", "MUNDUR")
    assert [row["title"] for row in found.context["rows"]] == ["Desa Sukamundur"]
    assert found.context["rows"][0]["above"] == "Kecamatan Kaliwiro"
    assert client.get(found.context["rows"][0]["url"]).status_code == 200


def test_areas_are_found_before_villages(client, two_villages, pusat):
    found = find(client, pusat, "00", "uji")
    assert found.context["rows"][0]["title"] == "Kabupaten Uji 3307"


def test_nothing_outside_the_area_is_found(client, village, kecamatan):
    make_village("3301012001", "Sukamakmur")
    found = find(client, kecamatan, "330705", "suka")
    assert [row["title"] for row in found.context["rows"]] == ["Desa Sukamaju"]
    assert "Tidak ada nama yang cocok" in words(
        find(client, kecamatan, "330705", "makmur")
    )


def test_one_letter_is_too_little_and_too_many_are_cut(client, village, kecamatan):
    many_villages(village, 40)
    assert "paling sedikit dua huruf" in words(find(client, kecamatan, "330705", "d"))
    found = find(client, kecamatan, "330705", "desa")
    assert len(found.context["rows"]) == 25
    assert found.context["has_more"]


def test_before_anything_is_looked_for_the_page_is_a_form(client, village, kecamatan):
    url = reverse("scorecard:area_find", kwargs={"area_code": "330705"})
    told = words(read(client, kecamatan, url))
    assert "Cari desa atau wilayah di dalamnya" in told
    assert "Tidak ada nama" not in told


# --- villages by state ---------------------------------------------------------------


def test_villages_are_listed_by_the_state_of_their_quarter(
    client, two_villages, village, kecamatan
):
    village.quarters.of(QUARTER).update(state="diverifikasi")
    url = area_page("330705", "village_states")
    every = read(client, kecamatan, url).context["rows"]
    assert len(every) == 2
    verified = client.get(f"{url}?keadaan=diverifikasi").context["rows"]
    assert [row["village"] for row in verified] == [village]
    assert "Tidak ada desa dengan keadaan ini" in words(
        client.get(f"{url}?keadaan=final")
    )


def test_a_village_without_data_is_listed_as_such(client, village, kecamatan):
    url = area_page("330705", "village_states") + "?keadaan=kosong"
    (row,) = read(client, kecamatan, url).context["rows"]
    assert (row["village"], row["words"]) == (village, "belum ada data")


def test_the_list_of_states_misses_nobody(client, village, kecamatan):
    many_villages(village, 60)
    url = area_page("330705", "village_states")
    seen, asked = [], ""
    while True:
        response = read(client, kecamatan, url + asked)
        seen += [row["village"].code for row in response.context["rows"]]
        if not (asked := response.context["next_url"]):
            break
    assert len(seen) == len(set(seen)) == 61


def test_a_state_that_is_none_is_not_found(client, village, kecamatan):
    url = area_page("330705", "village_states") + "?keadaan=hilang"
    assert read(client, kecamatan, url).status_code == 404
