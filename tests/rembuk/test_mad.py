"""MAD: only what each village releases is seen, summed, and goes back to it."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from rembuk.actions import discussion as acts
from rembuk.actions import mad as mad_acts
from rembuk.before import lacks_mad
from rembuk.mad import (
    common_problems,
    convergence_of,
    finished_mad_of,
    missing_from_mad,
    released_to,
    side_by_side,
)
from rembuk.models import Mad, MadFinished
from tests.cast import make_user, make_village
from tests.documents import pages
from tests.rembuk.discussions import (
    add_activity,
    fill_mad,
    finished_discussion,
    of_mad,
    page_of,
    released_discussion,
)
from tests.rembuk.meetings import FIGURES, make_quarter
from villages.models.posting import Role

pytestmark = pytest.mark.django_db
OTHER_FIGURES = FIGURES | {"households": (50, 50), "anc": (10, 20)}


@pytest.fixture
def hers(client, kecamatan):
    """A client of the kecamatan."""
    client.force_login(kecamatan)
    return client


@pytest.fixture
def other_rds(neighbour):
    return make_user("rds_lain", (Role.RDS, neighbour.code))


@pytest.fixture
def first(village, rds):
    return released_discussion(village, by=rds)


@pytest.fixture
def second(neighbour, other_rds):
    quarter = make_quarter(neighbour, figures=OTHER_FIGURES)
    return released_discussion(neighbour, by=other_rds, quarter=quarter)


@pytest.fixture
def mad(village, kecamatan):
    return mad_acts.open_mad(village.district, 2026, by=kecamatan)


@pytest.fixture
def full(mad, first, second, village, neighbour, kecamatan):
    return fill_mad(mad, by=kecamatan, codes=[village.code, neighbour.code])


# --- what is released ----------------------------------------------------------------


def test_the_village_sees_exactly_what_it_lets_the_mad_see(page, village, rds, hers):
    row = finished_discussion(village, by=rds)
    page.force_login(rds)
    url = page_of("release", row)

    shown = page.get(url).content.decode()
    for expected in (
        "akan melihat tepat yang tertulis di bawah ini",
        "118 rumah tangga 1.000 HPK",
        "kelas pengasuhan",
        "97 orang tua; 12 kali",
    ):
        assert expected in shown
    assert "Wahyuningsih" not in shown

    page.post(url)
    content = row.releases.in_force().get().content
    assert content["counts"]["households"] == 118
    assert "Wahyuningsih" not in str(content)


def test_what_a_village_keeps_back_the_kecamatan_does_not_see(
    hers, mad, first, neighbour, other_rds
):
    quarter = make_quarter(neighbour, figures=OTHER_FIGURES)
    finished_discussion(neighbour, by=other_rds, quarter=quarter)

    shown = hers.get(of_mad("mad", mad)).content.decode()

    assert [one["village"] for one in released_to(mad)] == ["Sukamaju"]
    assert "Belum melepas: Sukamundur." in shown


def test_a_release_is_taken_back_until_the_mad_is_finished(full, first, rds, kecamatan):
    acts.take_back_release(first, by=rds)
    assert len(released_to(full)) == 1
    with pytest.raises(mad_acts.MadIncomplete, match="dua desa"):
        mad_acts.finish_mad(full, by=kecamatan)
    acts.release(first, by=rds)
    mad_acts.finish_mad(full, by=kecamatan)

    with pytest.raises(acts.DiscussionRefused, match="tidak dapat ditarik lagi"):
        acts.take_back_release(first, by=rds)
    assert len(released_to(Mad.objects.get())) == 2


def test_after_the_mad_no_village_comes_in(full, kecamatan, village):
    mad_acts.finish_mad(full, by=kecamatan)
    late = make_village("3307052003", "Sukatelat", dusuns=["Lor"])
    by = make_user("rds_telat", (Role.RDS, late.code))
    row = finished_discussion(late, by=by)

    with pytest.raises(acts.DiscussionRefused, match="tidak dapat dilepas lagi"):
        acts.release(row, by=by)
    assert finished_mad_of(late, 2026) is None


def test_a_village_of_another_kecamatan_is_not_among_them(mad, first):
    far = make_village("3307062001", "Sukajauh", dusuns=["Lor"])
    by = make_user("rds_jauh", (Role.RDS, far.code))
    released_discussion(far, by=by)

    assert [one["village"] for one in released_to(mad)] == ["Sukamaju"]


# --- side by side --------------------------------------------------------------------


def test_counts_are_summed_and_shares_are_ratios_of_sums(mad, first, second):
    released = released_to(mad)
    lines = {line.label: line for line in side_by_side(released)}

    homes = lines["Rumah tangga 1.000 HPK"]
    assert (homes.cells, homes.whole) == (("118", "50"), "168")
    whole = convergence_of(released)
    assert (whole.received, whole.due) == (320 + 300, 384 + 370)
    assert lines["Tingkat konvergensi"].whole == "82,23 %"


def test_a_village_without_formulir_1_is_told_apart(mad, first, second):
    released = released_to(mad)
    released[0]["mapping"] = {"tanpa_jamban": 17}

    line = next(x for x in side_by_side(released) if "tanpa jamban" in x.label)

    assert (line.cells, line.whole) == (("17", "–"), "17 (1 desa)")


def test_problems_of_most_villages_stand_first_with_their_sum(mad, first, second):
    found = common_problems(released_to(mad))

    assert [len(one.villages) for one in found][:2] == [2, 2]
    assert found[0].text.startswith("62 dari 194 orang tua anak 0–23 bulan belum")


# --- its page ------------------------------------------------------------------------


def test_the_kecamatan_opens_a_mad_once_a_year(hers, village):
    area = village.district.code
    year = village.today().year
    assert hers.get(f"/wilayah/{area}/mad/").status_code == 200
    for _ in range(2):
        hers.post(f"/wilayah/{area}/mad/{year}/buka/")

    assert Mad.objects.get().year == year
    assert hers.post(f"/wilayah/{area}/mad/1999/buka/").status_code == 404
    with pytest.raises(IntegrityError), transaction.atomic():
        Mad.objects.create(area=village.district, year=year)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mad.objects.update(finished_on=village.today())


def test_a_problem_is_taken_up_once_ranked_and_removed(hers, mad, first, second):
    one, other = common_problems(released_to(mad))[:2]
    url = of_mad("mad_problem_take_up", mad)
    for key in (one.key, one.key, other.key, "tidak-ada"):
        answer = hers.post(url, {"masalah": key}, follow=True)
    assert "Masalah ini tidak ada lagi" in answer.content.decode()
    rows = list(mad.problems.all())
    assert [row.text for row in rows] == [one.text, other.text]

    hers.post(of_mad("mad_problem_move", mad, rows[1].pk), {"arah": "naik"})
    assert mad.problems.first() == rows[1]
    answer = hers.post(of_mad("mad_problem_remove", mad, rows[0].pk), follow=True)
    assert mad.problems.get() == rows[1]
    hers.post([m.extra_tags for m in answer.context["messages"]][0])
    assert mad.problems.count() == 2


def test_a_problem_with_activities_is_not_removed(hers, full):
    problem = full.problems.get()

    answer = hers.post(of_mad("mad_problem_remove", full, problem.pk), follow=True)

    assert "masih punya kegiatan" in answer.content.decode()


def test_an_activity_names_its_villages_and_their_shares(hers, full, village):
    url = of_mad("mad_activity_add", full, full.problems.get().pk)
    cells = {
        "activity": "Kelas bersama",
        "nature": "sensitif",
        "location": "Aula",
        "volume": "30 orang",
        "cost_rupiah": "10.000.000",
        "source": "dd",
        "executor": "BKAD",
    }
    share = f"share_{village.code}"

    refused = hers.post(url, cells)
    assert "Isi bagian sedikitnya satu desa" in refused.content.decode()
    refused = hers.post(url, cells | {share: "11.000.000"})
    assert "melebihi perkiraan biaya" in refused.content.decode()
    refused = hers.post(url, cells | {share: "-1"})
    assert "Tulis rupiah bulat" in refused.content.decode()
    hers.post(url, cells | {share: "4.000.000"})

    row = full.activities.get(activity="Kelas bersama")
    assert (row.shares, row.rest_rupiah) == ({village.code: 4_000_000}, 6_000_000)
    shown = hers.get(of_mad("mad", full)).content.decode()
    assert "Sukamaju Rp4.000.000, pihak lain Rp6.000.000" in shown


def test_people_are_written_with_their_institution(hers, mad):
    url = of_mad("mad_attendance_list", mad)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0"}
    data |= {"form-0-name": "Diah Retnowati", "form-0-sex": "P"}
    data |= {"form-0-element": "opd"}
    assert "baris yang ditandai" in hers.post(url, data).content.decode()

    hers.post(url, data | {"form-0-institution": "Dinas Kesehatan"})

    row = mad.attendances.get()
    assert row.institution == "Dinas Kesehatan"
    hers.post(of_mad("mad_attendance_remove", mad, row.pk))
    assert not mad.attendances.exists()


def test_its_parts_are_written_and_what_is_missing_is_told(hers, mad):
    lacking = [one.text for one in missing_from_mad(mad, [])]
    assert lacking[0] == "Belum ada dua desa yang melepas hasil diskusinya"
    url = of_mad("mad_edit", mad, "waktu")
    hers.post(url, {"held_on": "2026-05-25", "place": "Aula", "version": 1})
    hers.post(of_mad("mad_edit", mad, "analisis"), {"analysis": "Sama.", "version": 2})
    stale = hers.post(
        of_mad("mad_edit", mad, "pimpinan"), {"leader": "A", "version": 1}
    )

    mad.refresh_from_db()
    assert (mad.place, mad.analysis) == ("Aula", "Sama.")
    assert stale.status_code == 409
    answer = hers.post(of_mad("mad_finish", mad), follow=True)
    assert "Belum dapat diselesaikan." in answer.content.decode()


# --- finished ------------------------------------------------------------------------


def test_finished_it_goes_back_to_the_villages_and_no_longer_changes(
    hers, full, village, kecamatan, bpd
):
    hers.post(of_mad("mad_finish", full))
    full.refresh_from_db()
    assert len(full.content["villages"]) == 2
    for act in (
        lambda: mad_acts.change_mad(full, {"place": "X"}, version=None, by=kecamatan),
        lambda: add_activity(full, full.problems.get(), by=kecamatan),
    ):
        with pytest.raises(MadFinished, match="tidak dapat diubah lagi"):
            act()
    assert hers.get(of_mad("mad_edit", full, "waktu")).status_code == 302

    hers.force_login(bpd)
    shown = hers.get(f"/desa/{village.code}/mad/2026/").content.decode()
    assert "bagian desa ini <strong>Rp4.000.000</strong>" in shown
    assert lacks_mad(village, 2026, None) == []


def test_it_is_opened_again_while_nobody_took_its_results(hers, full):
    hers.post(of_mad("mad_finish", full))
    hers.post(of_mad("mad_reopen", full))

    full.refresh_from_db()
    assert (full.finished_on, full.content, full.analysis) == (None, None, "")
    assert full.number == "01/MAD/2026"  # once given it stays
    hers.post(of_mad("mad_finish", full))
    shown = hers.get(of_mad("mad", full)).content.decode()
    assert "Berita acara nomor <strong>01/MAD/2026</strong>" in shown


def test_no_two_mads_of_a_kecamatan_bear_one_number(village, full, kecamatan):
    mad_acts.finish_mad(full, by=kecamatan)
    other = mad_acts.open_mad(village.district, 2027, by=kecamatan)

    with pytest.raises(IntegrityError), transaction.atomic():
        Mad.objects.filter(pk=other.pk).update(number="01/MAD/2026")


def test_the_board_says_what_the_mad_waits_for(village, rds, mad, first):
    assert lacks_mad(village, 2026, None) == ["MAD belum diselesaikan kecamatan"]
    acts.take_back_release(first, by=rds)
    assert lacks_mad(village, 2026, None) == [
        "Boleh dilewati",
        "Hasil diskusi belum dilepas ke MAD",
    ]
    assert lacks_mad(village, 2025, None) == ["Boleh dilewati"]


def test_the_berita_acara_says_what_the_villages_do_together(hers, full, kpm):
    url = of_mad("mad_paper", full)
    assert "DRAF" in pages.text(hers.get(url).content)
    hers.post(of_mad("mad_finish", full))
    words = pages.text(hers.get(url).content)

    for expected in (
        "KECAMATAN KALIWIRO BADAN KERJA SAMA ANTAR DESA",
        "MUSYAWARAH ANTAR DESA KECAMATAN KALIWIRO TAHUN 2026 Nomor: 01/MAD/2026",
        "dilepas desa: Sukamaju (Triwulan II Tahun 2026), dan Sukamundur",
        "Narasumber : Diah Retnowati (Dinas Kesehatan)",
        "Kelas pengasuhan kurang",
        "Sukamaju 4.000.000; Sukamundur 4.000.000; pihak lain 7.000.000",
        "Wakil desa yang ikut",
        "OPD (narasumber), Dinas Kesehatan",
    ):
        assert expected in words
    code = full.area.villages.first().code
    hers.force_login(kpm)
    answer = hers.get(f"/desa/{code}/mad/2026/berita-acara.pdf")
    assert answer["Content-Type"] == "application/pdf"


# --- who may -------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["kabupaten", "pendamping", "provinsi", "kpm", "bpd"])
def test_only_the_kecamatan_runs_its_mad(client, request, mad, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(of_mad("mad", mad)).status_code in (403, 404)
    assert client.post(of_mad("mad_finish", mad)).status_code in (403, 404)


@pytest.mark.parametrize("code", ["330706", "330805", "340401"])
def test_another_kecamatan_is_a_stranger(client, mad, code):
    make_village(f"{code}2001", "Lain", dusuns=["Lor"])
    client.force_login(make_user("camat", (Role.KECAMATAN, code)))

    assert client.get(of_mad("mad", mad)).status_code == 404


def test_the_kecamatan_does_not_enter_the_discussion_itself(hers, first):
    assert hers.get(page_of("discussion", first)).status_code == 403
    assert hers.post(page_of("release_withdraw", first)).status_code == 403


def test_a_kabupaten_has_no_mad(client, village, kecamatan):
    both = make_user("rangkap", (Role.KECAMATAN, village.code[:4]))
    client.force_login(both)

    assert client.get(f"/wilayah/{village.code[:4]}/mad/").status_code == 404


def test_its_page_asks_as_often_for_many_rows_as_for_few(
    hers, full, kecamatan, village, django_assert_num_queries
):
    url, problem = of_mad("mad", full), full.problems.get()
    with CaptureQueriesContext(connection) as few:
        hers.get(url)
    for number in range(30):
        name, shares = f"Kegiatan {number}", {village.code: 1_000}
        add_activity(full, problem, by=kecamatan, activity=name, shares=shares)

    with django_assert_num_queries(len(few)):
        assert "Kegiatan 29" in hers.get(url).content.decode()
