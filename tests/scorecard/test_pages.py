from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from households.models import Quarter
from scorecard.actions import drain
from tests.cast import make_child, make_household, make_pregnancy
from tests.scorecard.counted_village import (
    QUARTER,
    counted,
    finalised,
    preschooler,
    settle,
)
from villages.models import AuditEntry, BudgetLine
from villages.quarters import Triwulan

pytestmark = pytest.mark.django_db
NAMES = ["Siti Aminah", "Ahmad Fauzan", "Putri Ayu"]


def page(name, village, quarter=QUARTER, **more):
    values = {"village_code": village.code, "year": quarter.year}
    return reverse(
        f"scorecard:{name}", kwargs=values | {"number": quarter.number} | more
    )


def read(client, user, url, **headers):
    client.force_login(user)
    return client.get(url, headers=headers)


def words(response):
    return " ".join(response.content.decode().split())


def queries(client, user, url):
    client.force_login(user)
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


# --- the scorecard -------------------------------------------------------------------


def test_the_scorecard_says_the_figure_with_its_meaning_and_its_day(
    client, village, bpd
):
    counted(village)

    told = words(read(client, bpd, page("scorecard", village)))

    # Mother 4 of 6 (no pills, no class), served child 9 of 9, the unvisited one 2 of 9.
    assert "15 dari 24 layanan diterima" in told
    assert "62,50 %" in told
    assert "per 31 Desember 2025" in told
    assert "1 sasaran belum dikunjungi triwulan ini." in told


def test_nobody_is_named_on_the_scorecard(client, village, bpd):
    counted(village)

    told = words(read(client, bpd, page("scorecard", village)))

    assert not [name for name in NAMES if name in told]
    assert "Formulir 3A" not in told


def test_tabel_1_to_5_stand_as_on_paper(client, village, bpd):
    counted(village)
    preschooler(village, "v", "x")
    line = {"village": village, "year": 2025, "amount_rupiah": 40_000_000}
    BudgetLine.objects.create(activity_code="2.4.14", name="Jamban", **line)

    told = words(read(client, bpd, page("scorecard", village)))

    for number in range(1, 6):
        assert f"Tabel {number}. " in told
    assert "Belum dicatat: 1 bulan anak pada layanan PAUD." in told
    assert "Rp40.000.000" in told
    assert "50,00 %" in told


def test_what_was_never_due_is_a_dash(client, village, bpd):
    counted(village)

    told = words(read(client, bpd, page("explain", village, code="nifas")))

    assert '<p class="figure-number">–</p>' in told


def test_the_page_says_what_would_lift_the_village_most(client, village, bpd):
    counted(village, children=5)

    told = words(read(client, bpd, page("scorecard", village)))

    assert "Yang paling menaikkan" in told
    assert "4 sasaran belum menerima" in told


def test_the_next_step_names_who_must_take_it(client, village, bpd, kpm, admin_desa):
    counted(village)
    verify = "KPM memeriksa kelengkapan data, lalu memverifikasi TW4 2025."
    assert verify in words(read(client, bpd, page("scorecard", village)))

    finalised(village, kpm=kpm, admin=admin_desa)

    told = words(read(client, bpd, page("scorecard", village)))
    assert "Angkanya tidak berubah lagi." in told
    assert "sidik data" in told


def test_a_quarter_that_has_not_begun_says_when_it_does(client, village, bpd):
    future = Triwulan.of(village.today()).next

    told = words(read(client, bpd, page("scorecard", village, future)))

    assert "Triwulan ini belum dimulai" in told


def test_there_is_no_fifth_quarter(client, village, bpd):
    values = {"village_code": village.code, "year": 2025, "number": 5}

    response = read(client, bpd, reverse("scorecard:scorecard", kwargs=values))

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["scorecard", "check_list", "form_list"])
def test_an_empty_village_is_told_what_to_do_next(client, village, kpm, name):
    told = words(read(client, kpm, page(name, village)))

    assert "Belum ada" in told or "Formulir" in told


def test_the_forms_of_the_quarter_before_are_one_touch_away(client, village, kpm):
    running = Triwulan.of(village.today())

    told = words(read(client, kpm, page("form_list", village, running)))

    assert page("form_list", village, running.previous) in told
    assert 'PDF<span class="visually-hidden"> Formulir 3B</span>' in told
    assert page("form_download", village, running, form="3b", file_format="pdf") in told


def test_the_page_of_an_empty_village_leads_to_the_register(client, village, kpm):
    told = words(read(client, kpm, page("scorecard", village)))

    assert "Belum ada sasaran pada triwulan ini" in told
    assert reverse("households:household_list", args=[village.code]) in told


# Four of each are session, user, posting and the gate.
QUERIES = [
    ("scorecard", {}, 10),
    ("matrix", {"kind": "anak"}, 6),
    ("explain", {"code": "jamban_anak"}, 10),
    ("explain_people", {"code": "jamban_anak"}, 15),  # nine read the facts
    ("check_list", {}, 30),  # a few for each check of the quality list
]


@pytest.mark.parametrize("children", [2, 200])
def test_a_page_asks_as_often_for_two_targets_as_for_200(
    client, village, kpm, children
):
    counted(village, children=children)

    asked = [queries(client, kpm, page(n, village, **m)) for n, m, _ in QUERIES]

    assert [n for n, (*_, most) in zip(asked, QUERIES, strict=True) if n > most] == []


def test_the_page_of_a_final_quarter_asks_no_oftener(client, village, kpm, admin_desa):
    counted(village)
    finalised(village, kpm=kpm, admin=admin_desa)

    assert queries(client, kpm, page("scorecard", village)) <= 10


# --- the live figure -----------------------------------------------------------------


@pytest.fixture
def live(village):
    return reverse("scorecard:live_figure", args=[village.code])


def touch(village):
    today = village.today()
    Quarter.objects.touch([village.pk], since=today, today=today)


def test_the_live_figure_is_left_alone_until_something_is_saved(
    client, village, bpd, live
):
    touch(village)
    drain()
    mark = read(client, bpd, live).context["mark"]
    assert client.get(live, {"tanda": mark}).status_code == 204

    touch(village)

    answer = client.get(live, {"tanda": mark})
    assert answer.status_code == 200
    assert "sedang dihitung ulang" in words(answer)


def test_a_browser_that_knows_the_figure_gets_it_not_again(client, village, bpd, live):
    etag = read(client, bpd, live).headers["ETag"]

    assert read(client, bpd, live, if_none_match=etag).status_code == 304


def test_the_live_figure_follows_the_worker(client, village, bpd, live):
    before = read(client, bpd, live)
    today = village.today()
    home = make_household(village, registered_on=date(today.year - 1, 1, 1))
    make_child(home, date(today.year, 1, 1))
    touch(village)
    drain()

    after = read(client, bpd, live)

    assert "0 dari" not in words(before)
    assert "0 dari" in words(after)


def test_an_unchanged_live_figure_costs_one_question(client, village, bpd, live):
    mark = read(client, bpd, live).context["mark"]

    with CaptureQueriesContext(connection) as captured:
        client.get(live, {"tanda": mark})

    assert len(captured) <= 5  # four of session, user, posting and gate


# --- names ---------------------------------------------------------------------------


def test_the_matrix_shows_letters_and_both_margins(client, village, kpm):
    counted(village)

    response = read(client, kpm, page("matrix", village, kind="ibu"))

    row = response.context["rows"][0]
    assert row["label"] == "Siti Aminah"
    assert row["letters"] == ["Y", "T", "TS", "T", "TS", "Y", "Y", "Y"]
    assert (row["received"], row["due"]) == (4, 6)
    received, due, percent = response.context["footer"]
    assert received["cells"][-3:] == [4, "", ""]
    assert due["cells"][-3:] == ["", 6, ""]
    assert percent["cells"][-1] == "66,67"


def test_the_matrix_of_a_posyandu_leaves_the_others_out(client, village, kpm):
    counted(village)

    url = page("matrix", village, kind="anak")
    assert len(read(client, kpm, url + "?posyandu=-").context["rows"]) == 2
    assert read(client, kpm, url + "?posyandu=Melati").context["rows"] == []


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("matrix", {"kind": "ibu"}),
        ("explain_people", {"code": "fe"}),
        ("check_list", {}),
    ],
)
def test_bpd_and_kecamatan_never_see_a_name(
    client, village, bpd, kecamatan, name, more
):
    counted(village)

    for user in (bpd, kecamatan):
        assert read(client, user, page(name, village, **more)).status_code == 403
        told = words(read(client, user, page("explain", village, code="fe")))
        assert "0 dari 1 ibu menerima" in told
        assert not [name for name in NAMES if name in told]


def test_who_misses_something_is_named_to_the_kpm(client, village, kpm):
    counted(village)
    url = page("explain_people", village, code="fe")

    whole = words(read(client, kpm, url))
    fragment = words(read(client, kpm, url, hx_request="true"))

    assert "Belum menerima (1)" in whole
    assert "Siti Aminah" in fragment
    assert "<html" not in fragment


def test_a_pendamping_is_noted_for_every_look_at_names(client, village, pendamping):
    counted(village)

    read(client, pendamping, page("explain", village, code="fe"))
    assert not AuditEntry.objects.exists()

    read(client, pendamping, page("explain_people", village, code="fe"))
    assert AuditEntry.objects.get().by == pendamping


def test_the_letters_of_one_child_say_month_by_month_why(client, village, kpm):
    _, served = counted(village)

    url = page("person", village, kind="anak", target=served.uuid)
    told = words(read(client, kpm, url))

    assert "Oktober: menerima · November: menerima · Desember: menerima" in told
    assert "Jawaban terbaru: ya" in told


def test_a_child_of_the_neighbour_is_not_found(client, village, neighbour, kpm):
    _, stranger = counted(neighbour)

    url = page("person", village, kind="anak", target=stranger.uuid)

    assert read(client, kpm, url).status_code == 404


@pytest.mark.parametrize("code", ["desa", "paket-kia", "paket-paud", "paud", "fe"])
def test_every_figure_says_why_with_rule_and_source(client, village, bpd, code):
    counted(village)

    told = words(read(client, bpd, page("explain", village, code=code)))

    assert "Aturannya" in told
    assert "Panduan Kader Pembangunan Manusia (2018)" in told


def test_a_figure_that_is_none_is_not_found(client, village, bpd):
    url = page("explain", village, code="rahasia")

    assert read(client, bpd, url).status_code == 404


def test_a_latrine_is_counted_once_for_all_who_share_it(client, village, bpd):
    counted(village)
    poor = village.households.get(head_name="Pak Tani 1")
    make_child(poor, date(2025, 6, 1))
    make_pregnancy(poor, date(2026, 2, 1))
    settle(village)

    told = words(read(client, bpd, page("explain", village, code="jamban_anak")))

    assert "1 dari 3 anak menerima. 2 belum." in told
    assert (
        "Yang belum punya: 1 rumah tangga, termasuk yang dihuni sasaran lain." in told
    )


def test_the_letters_of_a_person_lead_to_where_they_are_mended(client, village, kpm):
    _, served = counted(village)

    url = page("person", village, kind="anak", target=served.uuid)

    register = reverse("households:child", args=[village.code, served.pk])
    assert register in words(read(client, kpm, url))
