"""What the projector shows, page by page."""

import re
from datetime import date

import pytest

from rembuk import actions
from rembuk.models import Meeting
from rembuk.slides import qr_of, slides_of, squares
from tests.cast import make_household, make_person
from tests.rembuk.meetings import add_proposal, change, make_meeting, make_quarter, url
from tests.test_access_sweep import make_promise

pytestmark = pytest.mark.django_db


def keys_of(meeting):
    return [slide.key for slide in slides_of(meeting)]


def shown(page, meeting, key):
    return page.get(url("slide", meeting, key)).content.decode()


def test_the_pages_follow_the_rembuk(ready):
    problems = [f"masalah-{one.pk}" for one in ready.problems.all()]

    assert keys_of(ready) == [
        "selamat-datang",
        "acara",
        "capaian",
        "paket",
        *problems,
        "usulan-1",
        "keputusan",
        "penutup",
    ]


def test_links_lead_from_the_first_page_to_the_last_and_back(page, ready):
    address, seen = url("slide_show", ready), []
    while address:
        text = page.get(address).content.decode()
        seen.append(address)
        step = re.search(r'rel="next" href="([^"]+)"', text)
        address = step and step[1]

    assert len(seen) == len(keys_of(ready))
    assert 'rel="prev"' in text
    assert f"{len(seen)} dari {len(seen)}" in text


def test_an_unknown_page_is_none(page, ready):
    assert page.get(url("slide", ready, "masalah-0")).status_code == 404


def test_the_welcome_shows_the_code_only_while_the_desk_is_open(page, ready, rds):
    assert "<svg" not in shown(page, ready, "selamat-datang")
    desk = actions.open_desk(ready, by=rds)
    opened = shown(page, ready, "selamat-datang")
    actions.close_desk(ready, by=rds)

    assert f"/publik/hadir/{desk.token}/" in opened
    assert "Kode QR daftar hadir" in opened
    assert "<svg" not in shown(page, ready, "selamat-datang")


def test_a_code_has_its_quiet_zone():
    code = qr_of("https://kpm.example.id/publik/hadir/abcd-efgh-jkmn/")

    places = [
        tuple(map(int, one)) for one in re.findall(r"M(\d+) (\d+)h", code["path"])
    ]
    assert min(min(place) for place in places) == 4
    assert max(max(place) for place in places) == code["side"] - 5


def test_the_scorecard_is_one_figure_with_one_sentence(page, ready):
    text = shown(page, ready, "capaian")

    assert "83,3 %" in text
    assert "Dari 384 layanan yang seharusnya diterima, 320 sudah" in text


def test_packages_stand_by_gap(page, ready):
    text = shown(page, ready, "paket")

    weakest, better = "Konseling gizi terpadu</", "Air bersih dan sanitasi</"
    assert "29,6 %" in text
    assert text.index(weakest) < text.index(better)


def test_a_problem_counts_who_is_without(page, ready):
    problem = ready.problems.get(indicator="kelas_ibu")

    text = shown(page, ready, f"masalah-{problem.pk}")

    assert "19 <span>dari 27</span>" in text
    assert "8 kotak penuh sudah menerima, 19 kotak kosong belum" in text


def test_a_problem_of_the_people_has_words_alone(page, ready, rds):
    row = actions.add(ready.problems, {"text": "Air keruh", "package": "AIR"}, by=rds)

    text = shown(page, ready, f"masalah-{row.pk}")

    assert "Air keruh" in text
    assert "<svg" not in text


def test_squares_stand_in_rows_and_too_many_are_not_drawn():
    drawn = squares(3, 22)

    assert drawn["received"].count("M") == 3
    assert drawn["missed"].count("M") == 22
    assert (drawn["width"], drawn["height"]) == (920, 92)
    assert squares(150, 51) is None


def test_proposals_stand_five_a_page_with_their_sum(page, ready, rds):
    for number in range(6):
        add_proposal(ready, by=rds, activity=f"Kegiatan {number}")

    first, second = (shown(page, ready, f"usulan-{n}") for n in (1, 2))

    assert "7 usulan, Rp67.200.000" in first
    assert first.count("<tr>") == 6
    assert second.count("<tr>") == 3
    assert "<td>6</td>" in second


def test_the_promises_of_the_year_before_are_counted(page, village, rds):
    quarter = make_quarter(village, 2027, 1)
    promise = make_promise(village)
    promise.closed_on, promise.outcome = date(2026, 9, 1), "ditepati"
    promise.save()
    meeting = make_meeting(village, quarter, by=rds)

    text = shown(page, meeting, "janji")

    assert "Janji tahun 2026" in text
    assert "1 <span>dari 1</span>" in text
    assert "Kelas ayah setiap bulan" in text


def test_a_village_without_figures_is_shown_what_there_is(village, rds):
    meeting = make_meeting(village, make_quarter(village, 2026, 1, {}), by=rds)

    assert keys_of(meeting) == ["selamat-datang", "acara", "keputusan", "penutup"]


def test_another_meeting_has_its_welcome_with_the_code(page, ready, rds):
    evaluation = Meeting.objects.create(
        village=ready.village, quarter=ready.quarter, year=2026, kind="evaluasi"
    )
    actions.open_desk(evaluation, by=rds)

    text = page.get(url("slide_show", evaluation)).content.decode()

    assert "Evaluasi triwulan RDS, Desa Sukamaju" in text
    assert "Kode QR daftar hadir" in text
    assert "1 dari 1" in text


def test_votes_are_counted_large(page, ready, rds):
    change(ready, rds, decision="suara", votes_for=3, votes_against=1)

    text = shown(page, ready, "keputusan")

    assert "3 <span>setuju</span>" in text
    assert "5 peserta berhak memilih" in text


def test_no_page_names_anybody(page, ready, rds):
    actions.open_desk(ready, by=rds)
    names = ready.attendances.values_list("name", flat=True)

    for key in keys_of(ready):
        text = shown(page, ready, key)
        assert [name for name in names if name in text] == []


def test_a_name_that_somebody_typed_is_left_out(page, ready, village, rds):
    household = make_household(village, head_name="Slamet Widodo")
    make_person(household, name="Siti Aminah")
    text = "Rumah Bapak Slamet Widodo, dekat Siti Aminah, tanpa jamban"
    row = actions.add(ready.problems, {"text": text, "package": "AIR"}, by=rds)
    add_proposal(ready, by=rds, activity="Jamban bagi sitti aminah dan tetangganya")
    change(ready, rds, agreement="Slamet Widodo mendapat jamban.")

    told = shown(page, ready, f"masalah-{row.pk}")
    assert "Rumah Bapak …, dekat …, tanpa jamban" in told
    for key in keys_of(ready):
        text = shown(page, ready, key).lower()
        assert "aminah" not in text
        assert "slamet widodo" not in text


def test_a_page_takes_as_many_queries_with_few_rows_as_with_many(
    page, ready, rds, django_assert_max_num_queries
):
    for number in range(30):
        add_proposal(ready, by=rds, activity=f"Kegiatan {number}")

    with django_assert_max_num_queries(34):
        shown(page, ready, "usulan-1")
