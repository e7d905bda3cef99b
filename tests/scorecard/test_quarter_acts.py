import pytest

from scorecard.checks import checks_of
from tests.scorecard.counted_village import QUARTER, counted, finalised
from tests.scorecard.test_pages import page, read, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(village):
    counted(village)
    return village.quarters.of(QUARTER).get()


def state(row):
    row.refresh_from_db()
    return row.state


def test_what_is_open_stands_in_the_way_and_says_so(client, village, kpm, row):
    client.force_login(kpm)

    answer = client.post(page("quarter_verify", village), follow=True)

    assert state(row) == "berjalan"
    assert "Perbaiki atau jelaskan dahulu" in words(answer)


def test_the_list_of_checks_does_not_send_to_itself(client, village, admin_desa, row):
    client.force_login(admin_desa)

    told = words(client.get(page("check_list", village)))

    assert "KPM memeriksa kelengkapan data" in told
    assert "Buka daftar pemeriksaan" not in told


def test_a_quarter_goes_from_kpm_to_admin_to_final(
    client, village, kpm, admin_desa, row
):
    client.force_login(kpm)
    for check in checks_of(row):
        url = page("check_explain", village, check_code=check.code)
        client.post(url, {f"{check.code}-text": "Sudah diperiksa bersama bidan."})
    client.post(page("quarter_verify", village))
    assert state(row) == "diverifikasi"

    client.force_login(admin_desa)
    client.post(page("quarter_act", village), {"langkah": "validasi"})
    assert state(row) == "divalidasi"
    told = words(
        client.post(page("quarter_act", village), {"langkah": "final"}, follow=True)
    )

    assert state(row) == "final"
    assert "Angkanya tidak berubah lagi." in told


def test_an_explanation_without_words_keeps_the_page_and_says_so(
    client, village, kpm, row
):
    client.force_login(kpm)

    url = page("check_explain", village, check_code="tidak_dikunjungi")
    answer = client.post(url, {"tidak_dikunjungi-text": " "})

    assert answer.status_code == 422
    assert "Tuliskan penjelasannya." in words(answer)


def test_only_the_kpm_verifies_and_only_the_admin_goes_on(
    client, village, kpm, admin_desa, rds, row
):
    for user in (admin_desa, rds):
        client.force_login(user)
        assert client.post(page("quarter_verify", village)).status_code == 403
    for user in (kpm, rds):
        client.force_login(user)
        answer = client.post(page("quarter_act", village), {"langkah": "final"})
        assert answer.status_code == 403

    assert state(row) == "berjalan"


def test_a_step_out_of_turn_is_refused_with_the_reason(
    client, village, admin_desa, row
):
    client.force_login(admin_desa)

    answer = client.post(
        page("quarter_act", village), {"langkah": "final"}, follow=True
    )

    assert state(row) == "berjalan"
    assert "baru dapat dilakukan setelah divalidasi admin desa" in words(answer)


def test_no_act_happens_by_looking(client, village, kpm, admin_desa, row):
    for user, name in ((kpm, "quarter_verify"), (admin_desa, "quarter_act")):
        assert read(client, user, page(name, village)).status_code == 405


def test_reopening_needs_a_reason_and_keeps_the_snapshot(
    client, village, kpm, admin_desa, row
):
    finalised(village, kpm=kpm, admin=admin_desa)
    client.force_login(admin_desa)

    without = client.post(page("quarter_act", village), {"langkah": "buka"})
    assert without.status_code == 422
    assert state(row) == "final"

    values = {"langkah": "buka", "reason": "Dua kunjungan terlewat."}
    told = words(client.post(page("quarter_act", village), values, follow=True))

    assert state(row) == "berjalan"
    assert "Dua kunjungan terlewat." in told
    assert row.snapshots.count() == 1


def test_two_snapshots_tell_what_changed_between_them(
    client, village, kpm, admin_desa, row
):
    from scorecard import actions
    from tests.cast import make_statement
    from tests.scorecard.counted_village import settle

    finalised(village, kpm=kpm, admin=admin_desa)
    actions.reopen(row, by=admin_desa, reason="Jamban sudah dibangun.")
    poor = village.households.get(head_name="Pak Tani 1")
    make_statement(poor, "jamban_layak", QUARTER.last_day, "v")
    settle(village)
    finalised(village, kpm=kpm, admin=admin_desa)

    told = words(read(client, kpm, page("check_list", village)))

    assert "1 angka berubah dari salinan sebelumnya" in told
    assert "1 dari 2 menjadi 2 dari 2" in told


@pytest.mark.parametrize("code", ["hpl_42", "rahasia", "x" * 40])
def test_what_was_not_found_or_must_be_mended_takes_no_explanation(
    client, village, kpm, row, code
):
    client.force_login(kpm)

    url = page("check_explain", village, check_code=code)

    assert client.post(url, {f"{code}-text": "Nanti saja."}).status_code == 404
    assert not row.explanations.exists()
