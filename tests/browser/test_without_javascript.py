"""Everything can be done where no script runs, and by the keyboard alone."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from households.ages import add_months
from households.models import ChildRecord, Household, NotReached, Pregnancy
from tests.browser.steps import (
    answer,
    enter_at,
    expect_said,
    expect_title,
    fill,
    follow,
    press,
    tab_to,
)
from tests.cast import PASSWORD, make_child, make_household, make_statement
from villages.models import Posyandu
from villages.wording import month_and_year

pytestmark = pytest.mark.browser


def test_a_family_is_registered_without_javascript(new_window, worker, village, kpm):
    today = village.today()
    page = new_window("phone", java_script_enabled=False)
    page.goto("/")
    fill(page, "Nama pengguna", kpm.username)
    fill(page, "Kata sandi", PASSWORD)
    press(page, "Masuk")
    follow(page, "Sasaran")
    follow(page, "Daftarkan rumah tangga")
    fill(page, "Nama kepala keluarga", "Slamet Widodo")
    page.get_by_label("Dusun").select_option("Krajan")
    press(page, "Daftarkan rumah tangga")
    follow(page, "Ibu hamil")
    fill(page, "Nama ibu", "Siti Aminah")
    press(page, "Daftarkan ibu hamil")
    # A mistake keeps what was typed, also without a script.
    expect_said(page, "HPL")
    expect(page.get_by_label("Nama ibu").first).to_have_value("Siti Aminah")
    fill(page, "HPL", today + timedelta(days=75))
    press(page, "Daftarkan ibu hamil")
    expect_title(page, "Siti Aminah")
    follow(page, f"Catat {month_and_year(today)}")
    answer(page, "Periksa kehamilan bulan ini?", "Ya")
    press(page, "Simpan, ini yang terakhir")
    expect_said(page, "Siti Aminah tersimpan")

    assert Household.objects.get().head_name == "Slamet Widodo"
    assert Pregnancy.objects.get().records.get().checkup == "v"


def test_a_month_is_recorded_by_the_keyboard_alone(new_window, worker, village, kpm):
    today = village.today()
    child = make_child(
        make_household(village, registered_on=add_months(today, -4)),
        add_months(today, -10),
        name="Zaki Maulana",
    )
    page = new_window("desktop")
    page.goto("/")
    # The first field takes the focus by itself, though not before it is drawn.
    expect(page.get_by_label("Nama pengguna")).to_be_focused()
    page.keyboard.type(kpm.username)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect_title(page, "Tugas")

    enter_at(page, "Catat berikutnya: Zaki Maulana")
    expect_title(page, "Zaki Maulana")
    tab_to(page, "Ditimbang?")
    page.keyboard.press("ArrowRight")  # from "Belum ditanya" round to "Ya"
    tab_to(page, "Berat")
    page.keyboard.type("8,1")
    enter_at(page, "Simpan, ini yang terakhir")
    expect_said(page, "Zaki Maulana tersimpan")

    record = ChildRecord.objects.get(child=child)
    assert (record.weighing, str(record.weight_kg)) == ("v", "8.100")


def test_a_posyandu_sheet_and_a_visit_in_vain_without_javascript(
    new_window, worker, village, kpm
):
    today = village.today()
    posyandu = Posyandu.objects.create(village=village, name="Melati")
    home = make_household(village, registered_on=add_months(today, -4))
    for name in ("Ahmad", "Zaki"):
        child = make_child(home, add_months(today, -10), name=name)
        make_statement(child, "posyandu", home.registered_on, "", posyandu=posyandu)
    page = new_window("phone", user=kpm, java_script_enabled=False)
    page.goto(f"/desa/{village.code}/posyandu/")
    press(page, "Buka lembar")
    expect_title(page, "Posyandu Melati")
    fill(page, "Berat Ahmad", "8,4")
    page.get_by_label("Imunisasi Ahmad").select_option("Ya")
    press(page, "Simpan semua")
    expect_said(page, "1 anak tersimpan")
    follow(page, "Daftar kunjungan")
    expect_title(page, "Daftar kunjungan")
    follow(page, "Zaki")
    expect_title(page, "Zaki")
    press(page, "Menolak")
    expect_said(page, "Zaki: menolak")
    press(page, "Batalkan")
    expect_said(page, "kunjungan itu dibatalkan")

    saved = ChildRecord.objects.get()
    assert (saved.child.name, saved.immunisation) == ("Ahmad", "v")
    assert not NotReached.objects.exists()
