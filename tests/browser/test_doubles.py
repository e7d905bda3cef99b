"""A child written down twice: warned of, merged, taken back; found by its sound."""

import pytest
from playwright.sync_api import expect

from households.ages import add_months
from households.models import ChildRecord, Person
from tests.browser.steps import (
    expect_said,
    expect_title,
    fill,
    follow,
    look_around,
    open_menu,
    press,
)
from tests.cast import make_child, make_child_record, make_household

pytestmark = pytest.mark.browser
WARNING = "Mungkin sudah terdaftar"


@pytest.fixture
def ahmad(village):
    """Eight months old, in Karto's family, weighed this month."""
    today = village.today()
    home = make_household(
        village, registered_on=add_months(today, -9), head_name="Karto", rt="01"
    )
    child = make_child(home, add_months(today, -8), name="Ahmad Fauzi")
    make_child_record(child, today.replace(day=1), weighing="v", weight_kg="7.8")
    return child


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_a_double_is_warned_of_merged_and_taken_back(
    new_window, worker, village, kpm, ahmad, size
):
    page = new_window(size, user=kpm)
    page.goto(f"/desa/{village.code}/sasaran/rumah-tangga/{ahmad.household_id}/")
    register_again(page, ahmad)

    # Warned while typing, and nothing is saved before it is acknowledged.
    expect_said(page, WARNING)
    look_around(page)
    page.get_by_role("button", name="Daftarkan anak").click()
    expect_said(page, "beri tanda lalu simpan lagi")
    look_around(page)
    page.get_by_label("Sudah saya periksa: ini bukan yang di atas").check()
    page.get_by_role("button", name="Daftarkan anak").click()
    expect_said(page, "Achmad Fauzi terdaftar")

    open_menu(page, "Sasaran")
    page.goto(f"/desa/{village.code}/sasaran/ganda/")
    press(page, "Periksa sekarang")
    expect_said(page, "1 pasang mungkin ganda")
    look_around(page)
    follow(page, "Bandingkan Ahmad Fauzi dan Achmad Fauzi")
    expect_title(page, "Gabungkan dua anak")
    look_around(page)
    page.get_by_text("Achmad Fauzi", exact=True).last.click()
    press(page, "Gabungkan menjadi satu")
    expect_said(page, "sekarang satu")
    expect_title(page, "Achmad Fauzi")
    assert Person.objects.filter(is_child=True, exited_on=None).count() == 1

    page.goto(f"/desa/{village.code}/sasaran/penggabungan/")
    expect_title(page, "Riwayat penggabungan")
    look_around(page)
    follow(page, "Achmad Fauzi")
    expect_title(page, "Achmad Fauzi")
    look_around(page)
    press(page, "Pisahkan lagi")
    expect_said(page, "keduanya kembali seperti semula")
    names = Person.objects.filter(is_child=True, exited_on=None).order_by("pk")
    assert [one.name for one in names] == ["Ahmad Fauzi", "Achmad Fauzi"]
    assert ChildRecord.objects.get().child == ahmad


def register_again(page, child):
    expect_title(page, "Karto")
    follow(page, "Anak")
    expect_title(page, "Daftarkan anak")
    fill(page, "Nama anak", "Achmad Fauzi")
    page.get_by_text("Laki-laki", exact=True).click()
    fill(page, "Tanggal lahir", child.born_on)


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_a_person_is_found_by_another_spelling(
    new_window, worker, village, kpm, ahmad, size
):
    page = new_window(size, user=kpm)
    page.goto("/")
    expect_title(page, "Tugas")
    follow(page, "Cari")
    expect_title(page, "Cari")
    page.get_by_role("searchbox").fill("achmat")
    page.keyboard.press("Enter")
    expect_said(page, "anak 8 bulan, Keluarga Karto, Dusun Krajan RT 01")
    look_around(page)
    assert "achmat" not in page.url
    follow(page, "Ahmad Fauzi")
    expect_title(page, "Ahmad Fauzi")


def test_doubles_need_no_javascript_and_no_mouse(
    new_window, worker, village, kpm, ahmad
):
    page = new_window("phone", user=kpm, java_script_enabled=False)
    page.goto(f"/desa/{village.code}/sasaran/rumah-tangga/{ahmad.household_id}/")
    register_again(page, ahmad)
    page.get_by_role("button", name="Daftarkan anak").press("Enter")
    expect_said(page, WARNING)
    expect(page.get_by_label("Nama anak").first).to_have_value("Achmad Fauzi")
    page.get_by_label("Sudah saya periksa: ini bukan yang di atas").press("Space")
    page.get_by_role("button", name="Daftarkan anak").press("Enter")
    expect_said(page, "Achmad Fauzi terdaftar")

    page.goto(f"/desa/{village.code}/sasaran/ganda/")
    page.get_by_role("button", name="Periksa sekarang").press("Enter")
    expect_said(page, "1 pasang mungkin ganda")
    page.get_by_role("link", name="Bandingkan").press("Enter")
    expect_title(page, "Gabungkan dua anak")
    page.get_by_role("button", name="Gabungkan menjadi satu").press("Enter")
    expect_title(page, "Ahmad Fauzi")
    assert Person.objects.filter(is_child=True, exited_on=None).count() == 1

    page.goto(f"/desa/{village.code}/sasaran/cari/")
    page.get_by_role("searchbox").fill("achmat")
    page.get_by_role("button", name="Cari").press("Enter")
    expect_said(page, "anak 8 bulan")
