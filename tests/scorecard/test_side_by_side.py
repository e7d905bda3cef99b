"""Perbandingan and villages alike: figures of places, nobody's name."""

from decimal import Decimal

import pytest

from scorecard.convergence import Convergence
from scorecard.reading import areas_below
from scorecard.side_by_side import WHOLE, alike, compared, shade
from tests.scorecard.counted_village import QUARTER, counted
from tests.scorecard.test_area_pages import area_page, many_villages
from tests.scorecard.test_pages import NAMES, page, queries, read, words
from villages.models import Area

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_villages(village, neighbour):
    counted(village)
    counted(neighbour, children=1)


def told_of(response):
    return [row["title"] for row in response.context["rows"]]


# --- perbandingan --------------------------------------------------------------------


def test_the_packages_side_by_side_are_those_of_each_scorecard(two_villages, village):
    rows = compared(village.district, QUARTER)
    codes = [row.code for row in rows]
    scorecards = {s.code: s for s in areas_below("330705", QUARTER, codes)}
    assert len(rows) == 2
    for row in rows:
        scorecard = scorecards[row.code]
        assert row.whole == scorecard.village
        for package, figure in scorecard.packages.items():
            assert row.figures[package.value] == figure


def test_every_area_has_one_tile_and_the_weakest_row_is_first(
    client, two_villages, kecamatan
):
    response = read(client, kecamatan, area_page("330705", "comparison"))
    assert len(response.context["tiles"]) == 2
    assert told_of(response) == ["Desa Sukamaju", "Desa Sukamundur"]
    assert not [name for name in NAMES if name in words(response)]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("?urut=tinggi", "Desa Sukamundur"),
        ("?urut=nama", "Desa Sukamaju"),
        ("?kolom=AIR&urut=tinggi", "Desa Sukamundur"),
    ],
)
def test_the_table_is_sorted_as_asked(client, two_villages, kecamatan, asked, first):
    url = area_page("330705", "comparison") + asked
    assert told_of(read(client, kecamatan, url))[0] == first


def test_a_name_is_found_in_any_spelling_of_case(client, two_villages, kecamatan):
    url = area_page("330705", "comparison")
    client.force_login(kecamatan)
    found = client.post(url, {"cari": "mundur", "kolom": "AIR", "urut": "tinggi"})
    assert told_of(found) == ["Desa Sukamundur"]
    assert (found.context["column"], found.context["direction"]) == ("AIR", "tinggi")
    nobody = client.post(url, {"cari": "zz"})
    assert "Tidak ada nama yang memuat “zz”" in words(nobody)


@pytest.mark.parametrize("asked", ["?kolom=rahasia", "?urut=acak"])
def test_a_column_that_is_none_is_not_found(client, village, kecamatan, asked):
    url = area_page("330705", "comparison") + asked
    assert read(client, kecamatan, url).status_code == 404


def test_the_page_asks_as_often_for_one_village_as_for_81(client, village, kecamatan):
    url = area_page("330705", "comparison")
    few = queries(client, kecamatan, url)
    many_villages(village, 80)
    assert queries(client, kecamatan, url) == few
    response = read(client, kecamatan, url)
    assert len(response.context["rows"]) == 25
    assert len(response.context["tiles"]) == 81
    assert len(told_of(client.get(url + response.context["next_url"]))) == 25


@pytest.mark.parametrize(
    ("received", "due", "expected"),
    [(0, 0, 0), (0, 9, 1), (39, 100, 1), (40, 100, 2), (75, 100, 4), (90, 100, 5)],
)
def test_a_shade_says_how_high(received, due, expected):
    assert shade(Convergence(received, due)) == expected


# --- villages alike ------------------------------------------------------------------


def test_a_village_stands_among_villages_with_as_many_children(two_villages, village):
    found = alike(village, QUARTER)
    assert (found.rank, found.count) == (2, 2)
    # 62.5 and 86.67 percent: half way between them
    assert found.middle == Decimal("74.6")
    assert [one.title for one in found.others] == ["Desa Sukamundur"]


def test_a_village_of_another_regency_is_not_alike(village):
    counted(village)
    assert alike(village, QUARTER) is None


def test_only_who_sees_the_area_reads_the_other_names(
    client, two_villages, village, rds, pendamping
):
    url = page("alike_villages", village)
    assert "Sukamundur" not in words(read(client, rds, url))
    assert "Urutan 2 dari 2" in words(read(client, rds, url))
    assert "Sukamundur" in words(read(client, pendamping, url))


def test_the_whole_column_is_all_packages(two_villages, village):
    for row in compared(Area.objects.get(code="330705"), QUARTER):
        parts = [figure for name, figure in row.figures.items() if name != WHOLE]
        assert sum(part.due for part in parts) == row.whole.due
        assert sum(part.received for part in parts) == row.whole.received
