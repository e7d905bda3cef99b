import csv
import io
import json

import openpyxl
import pytest
from django.urls import reverse

from households.models import Household
from scorecard.models import Figure, Snapshot
from scorecard.views.areas import short_name
from tests.cast import make_village
from tests.scorecard.counted_village import QUARTER, counted
from tests.scorecard.test_pages import NAMES, page, queries, read, words
from villages.models import Village
from villages.quarters import Triwulan

pytestmark = pytest.mark.django_db


def area_page(code, name="area", **more):
    values = {"area_code": code, "year": QUARTER.year, "number": QUARTER.number}
    return reverse(f"scorecard:{name}", kwargs=values | more)


def titles(response):
    return [row["title"] for row in response.context["rows"]]


@pytest.fixture
def two_villages(village, neighbour):
    counted(village)
    counted(neighbour, children=1)


def test_a_kecamatan_sees_the_sum_of_its_villages(client, two_villages, kecamatan):
    told = words(read(client, kecamatan, area_page("330705")))

    # 15 of 24 in Sukamaju, 13 of 15 next door
    assert "28 dari 39 layanan diterima" in told
    assert "71,79 %" in told
    assert "per 31 Desember 2025" in told
    assert "2 desa/kelurahan" in told


@pytest.mark.parametrize("level", ["kecamatan", "kabupaten", "provinsi", "pusat"])
def test_every_level_adds_up_and_names_nobody(client, two_villages, request, level):
    user = request.getfixturevalue(level)
    code = user.postings.get().area_code

    told = words(read(client, user, area_page(code)))

    assert "28 dari 39 layanan diterima" in told
    assert not [name for name in NAMES if name in told]
    assert not [h for h in Household.objects.all() if h.head_name in told]


def test_a_pendamping_sees_which_village_was_opened_again(
    client, two_villages, village, pendamping, kpm
):
    row = village.quarters.of(QUARTER).get()
    Snapshot.objects.create(
        quarter=row,
        rule_set="hpk-2018",
        as_of=QUARTER.last_day,
        content={},
        sha256="0" * 64,
    ).note_reopening(by=kpm, reason="Kunjungan Mei belum tercatat")

    told = words(read(client, pendamping, area_page("330705")))

    assert told.count("dibuka kembali") == 1


def test_the_weakest_village_stands_first_and_leads_to_its_scorecard(
    client, two_villages, kecamatan
):
    response = read(client, kecamatan, area_page("330705"))

    assert titles(response) == ["Desa Sukamaju", "Desa Sukamundur"]
    village = response.context["rows"][0]
    assert read(client, kecamatan, village["url"]).status_code == 200


@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("rendah", "Desa Sukamaju"),
        ("tinggi", "Desa Sukamundur"),
        ("belum", "Desa Sukamaju"),
    ],
)
def test_the_list_is_sorted_as_asked(client, two_villages, kecamatan, order, first):
    url = area_page("330705") + f"?urut={order}"

    assert titles(read(client, kecamatan, url))[0] == first


def test_an_order_that_is_none_is_not_found(client, village, kecamatan):
    url = area_page("330705") + "?urut=rahasia"

    assert read(client, kecamatan, url).status_code == 404


def many_villages(village, count):
    Village.objects.bulk_create(
        Village(code=f"33070520{n:02}", name=f"Desa {n:02}", district=village.district)
        for n in range(11, 11 + count)
    )
    Figure.objects.bulk_create(
        Figure(
            area_code=f"33070520{n:02}",
            parent_code="330705",
            year=QUARTER.year,
            number=QUARTER.number,
            measure="anc",
            received=n,
            due=100,
        )
        for n in range(11, 11 + count)
    )


def test_a_long_list_comes_in_pages_of_25_that_miss_nobody(client, village, kecamatan):
    many_villages(village, 60)
    url, seen = area_page("330705"), []

    while url:
        response = read(client, kecamatan, url)
        assert len(titles(response)) <= 25
        seen += titles(response)
        url = response.context["next_url"]

    assert len(seen) == len(set(seen)) == 61
    assert seen[-1] == "Desa Sukamaju"  # nothing due: behind all others


@pytest.mark.parametrize("count", [2, 80])
def test_an_area_page_asks_as_often_for_two_villages_as_for_80(
    client, village, kecamatan, count
):
    many_villages(village, count)

    assert queries(client, kecamatan, area_page("330705")) <= 15


def test_an_area_without_any_figure_says_what_happens_next(client, village, kecamatan):
    told = words(read(client, kecamatan, area_page("330705")))

    assert "Belum ada angka pada triwulan ini" in told
    assert "0 layanan" not in told


def test_a_kabupaten_lists_its_kecamatan_and_opens_them(
    client, two_villages, kabupaten
):
    make_village("3307062001", "Lain", dusuns=["Lor"])

    response = read(client, kabupaten, area_page("3307"))

    assert len(titles(response)) == 2
    for row in response.context["rows"]:
        assert read(client, kabupaten, row["url"]).status_code == 200


def test_a_kecamatan_is_a_stranger_above_and_beside(client, village, kecamatan):
    make_village("3307062001", "Lain", dusuns=["Lor"])

    assert read(client, kecamatan, area_page("3307")).status_code == 404
    assert read(client, kecamatan, area_page("330706")).status_code == 404


def test_no_official_above_the_village_opens_a_page_of_people(
    client, two_villages, village, kecamatan, kabupaten, provinsi, pusat
):
    for user in (kecamatan, kabupaten, provinsi, pusat):
        for name, more in (("matrix", {"kind": "anak"}), ("form_list", {})):
            assert read(client, user, page(name, village, **more)).status_code == 403


def test_figures_are_downloaded_as_numbers(client, two_villages, kecamatan):
    content = read(
        client, kecamatan, area_page("330705", "area_file", file_format="xlsx")
    ).content

    rows = list(
        openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    )
    heading = next(row for row in rows if row[0] == "kode")
    own = dict(zip(heading, rows[rows.index(heading) + 1], strict=True))
    assert own["kode"] == "33.07.05"
    assert (own["konvergensi diterima"], own["konvergensi seharusnya"]) == (28, 39)
    assert own["konvergensi %"] == 71.79
    assert own["anak 0-23 bulan"] == 3


def test_the_csv_adds_up_from_village_to_kecamatan(client, two_villages, kecamatan):
    content = read(
        client, kecamatan, area_page("330705", "area_file", file_format="csv")
    ).content

    own, *below = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    for column in (
        "rumah tangga 1.000 HPK",
        "konvergensi seharusnya",
        "jamban_anak diterima",
    ):
        assert int(own[column]) == sum(int(row[column]) for row in below)


def test_downloads_offer_every_quarter_of_two_years(client, village, kecamatan):
    url = reverse("scorecard:area_downloads", args=["330705"])

    offers = read(client, kecamatan, url).context["offers"]

    assert len(offers) == 8
    assert [one["note"] for one in offers[:3]] == [
        "sedang berjalan",
        "triwulan lalu",
        "",
    ]
    assert all(list(one["recap"]) == ["pdf", "xlsx"] for one in offers)
    assert all(set(one["figures"]) == {"csv", "xlsx", "json"} for one in offers)


def test_a_download_says_what_it_is_to_who_hears_the_page(client, village, kecamatan):
    url = reverse("scorecard:area_downloads", args=["330705"])

    page = words(read(client, kecamatan, url))

    running = Triwulan.of(village.today())
    for name in ("PDF", "XLSX"):
        assert f'{name}<span class="visually-hidden"> rekap {running}</span>' in page
    for name in ("CSV", "XLSX", "JSON"):
        assert f'{name}<span class="visually-hidden"> angka {running}</span>' in page


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Provinsi Jawa Tengah", "Jawa Tengah"),
        ("Kecamatan Kaliwiro", "Kaliwiro"),
        ("Kabupaten Wonosobo", "Kabupaten Wonosobo"),
        ("Desa Sukamaju", "Desa Sukamaju"),
    ],
)
def test_a_list_leaves_out_what_its_head_says(title, short):
    assert short_name(title) == short


def test_the_json_has_every_figure_and_what_was_monitored(
    client, two_villages, kecamatan
):
    url = area_page("330705", "area_file", file_format="json")

    response = read(client, kecamatan, url)

    area, *below = json.loads(response.content)["items"]
    assert response["Content-Type"] == "application/json"
    assert (area["code"], len(below)) == ("330705", 2)
    assert area["village"]["due"] == sum(one["village"]["due"] for one in below)
    monitored = [sum(m["due"] for m in one["monitored"]) for one in (area, *below)]
    assert monitored[0] == sum(monitored[1:]) > 0
    assert not [name for name in NAMES if name in response.content.decode()]
