"""Ringkasan: a quarter, its promises and its money; a page, and the projector."""

from datetime import date

import pytest
from django.urls import reverse

from rembuk.models import Promise
from tests.cast import make_user
from tests.scorecard.counted_village import QUARTER, counted
from tests.scorecard.test_need import LATRINE, make_cost, make_line
from tests.scorecard.test_pages import NAMES, queries, read, words
from villages.models.posting import Role

pytestmark = pytest.mark.django_db


def url(village, name="dashboard", quarter=QUARTER, **more):
    values = {"village_code": village.code, "year": quarter.year}
    return reverse(f"rembuk:{name}", kwargs=values | {"number": quarter.number} | more)


def promise(village, text="Sosialisasi tikar pertumbuhan"):
    return Promise.objects.create(
        village=village,
        text=text,
        owner="Kasi Kesejahteraan",
        made_on=date(2025, 11, 3),
        due_on=date(2025, 12, 1),
    )


def test_the_page_is_read_aloud_and_tells_promises_and_money(client, village, rds):
    counted(village, children=3)
    promise(village)
    told = words(read(client, rds, url(village)))
    assert "Pada triwulan keempat tahun 2025, di Desa Sukamaju ada" in told
    assert "Janji tahun 2025: 1 terlambat." in told
    assert "6 dari 12" in told
    assert "Biaya satuan dan anggaran belum diisi" in told
    assert not [name for name in NAMES if name in told]


def test_need_budget_and_what_still_lacks_stand_side_by_side(client, village, rds):
    counted(village, children=3)  # two households have no latrine
    make_cost(village, LATRINE, 4_750_000)
    make_line(village, "2.4.14", 5_000_000, is_stunting=True)
    told = words(read(client, rds, url(village)))
    assert "Kebutuhan Rp9.500.000, dianggarkan Rp5.000.000" in told
    assert "masih kurang Rp4.500.000" in told


def test_a_budget_is_not_called_enough_while_costs_are_unknown(client, village, rds):
    counted(village, children=3)
    make_cost(village, LATRINE, 4_750_000)
    make_line(village, "2.4.14", 50_000_000, is_stunting=True)
    told = words(read(client, rds, url(village)))
    assert "cukup" not in told
    assert "yang biaya satuannya belum diisi" in told


@pytest.mark.parametrize("role", ["rds", "kades", "perangkat", "bpd", "pendamping"])
def test_whoever_reads_the_village_opens_it(client, village, request, role):
    counted(village)
    response = read(client, request.getfixturevalue(role), url(village))
    assert "Untuk dibacakan" in words(response)


def test_the_projector_shows_one_finding_a_page(client, village, rds):
    counted(village)
    promise(village)
    client.force_login(rds)
    at, seen = url(village, "screen", slide="capaian"), []
    while at:
        response = client.get(at)
        assert not [name for name in NAMES if name in words(response)]
        seen.append(response.context["slide"].key)
        at = response.context["following"]
    assert seen == ["capaian", "paket", "dusun", "posyandu", "pertumbuhan"] + [
        "pencatatan",
        "janji",
    ]
    assert client.get(url(village, "screen", slide="lain")).status_code == 404


def test_a_village_without_figures_has_no_page_for_the_projector(client, village, rds):
    client.force_login(rds)
    assert "Belum ada angka" in words(client.get(url(village)))
    away = client.get(url(village, "screen", slide="capaian"))
    assert away.url == url(village)


def test_a_quarter_to_come_is_told(client, village, rds):
    at = url(village).replace("/2025/4/", "/2090/1/")
    assert "belum" in words(read(client, rds, at)).lower()


def test_the_page_asks_as_often_for_many_targets_and_promises(client, village, rds):
    counted(village)
    promise(village)
    few = queries(client, rds, url(village))
    counted(village, children=20)
    for number in range(20):
        promise(village, f"Janji {number}")
    assert queries(client, rds, url(village)) == few


# --- the bars ------------------------------------------------------------------------


def bar(response):
    return " · ".join(item.label for item in response.context["nav"]["items"])


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("kpm", "Tugas · Sasaran · Posyandu · Scorecard · Lainnya"),
        ("rds", "Ringkasan · Temuan · Rapat · Janji · Dokumen"),
        ("kades", "Ringkasan · Rembuk · Dokumen · Anggaran · Lainnya"),
        ("bpd", "Ringkasan · Rembuk · Dokumen · Anggaran · Lainnya"),
    ],
)
def test_each_role_of_a_village_has_its_bar(client, village, request, role, expected):
    response = read(client, request.getfixturevalue(role), url(village))
    assert bar(response) == expected


@pytest.mark.parametrize(
    ("role", "fourth"),
    [("pendamping", "Kinerja"), ("kecamatan", "MAD"), ("kabupaten", "Kinerja")],
)
def test_each_role_above_has_its_bar(client, village, request, role, fourth):
    at = reverse("scorecard:area_now", args=["330705"])
    response = read(client, request.getfixturevalue(role), at)
    assert bar(response) == f"Wilayah · Kelengkapan · Perbandingan · {fourth} · Unduhan"


def test_what_is_not_in_the_bar_is_reached_by_the_account(client, village, rds):
    told = words(read(client, rds, url(village)))
    assert f'href="{reverse("villages:more", args=[village.code])}"' in told


def test_a_stranger_finds_no_summary(client, neighbour, village):
    user = make_user("rds lain", (Role.RDS, neighbour.code))
    assert read(client, user, url(village)).status_code == 404
