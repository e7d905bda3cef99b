"""A phone without a signal, and a login that ends while a KPM types."""

import pytest
from playwright.sync_api import expect

from households.models import Household
from tests.browser.steps import expect_said, expect_title, fill, look_around, press
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser


def type_a_family(page, village):
    page.goto(f"/desa/{village.code}/sasaran/baru/")
    fill(page, "Nama kepala keluarga", "Slamet Widodo")
    page.get_by_label("Dusun").select_option("Krajan")


def come_in(page, kpm):
    fill(page, "Nama pengguna", kpm.username)
    fill(page, "Kata sandi", PASSWORD)
    press(page, "Masuk")


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_login_that_ends_while_typing_loses_nothing(
    new_window, worker, village, kpm, has_scripts
):
    page = new_window("phone", user=kpm, java_script_enabled=has_scripts)
    type_a_family(page, village)
    page.context.clear_cookies(name="sessionid")
    press(page, "Daftarkan rumah tangga")

    expect_said(page, "Isian Anda belum tersimpan, tetapi masih ada")
    assert not Household.objects.exists()
    if has_scripts:
        look_around(page)
    come_in(page, kpm)
    expect_title(page, "Isian tadi belum tersimpan")
    if has_scripts:
        look_around(page)
    press(page, "Simpan isian tadi")
    expect_title(page, "Keluarga Slamet Widodo")
    assert Household.objects.get().head_name == "Slamet Widodo"


def test_a_form_waits_on_the_screen_for_the_signal(
    new_window, complaints, worker, village, kpm
):
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    page = new_window("phone", user=kpm)
    type_a_family(page, village)
    page.context.set_offline(True)
    press(page, "Daftarkan rumah tangga")

    expect_said(page, "Tidak ada sinyal. Isian di layar ini tetap ada")
    expect(page.get_by_label("Nama kepala keluarga")).to_have_value("Slamet Widodo")
    page.context.set_offline(False)
    expect(page.get_by_text("Tidak ada sinyal")).to_have_count(0)
    press(page, "Daftarkan rumah tangga")
    expect_title(page, "Keluarga Slamet Widodo")
    assert Household.objects.count() == 1


def test_a_form_typed_before_another_login_is_saved(new_window, worker, village, kpm):
    page = new_window("phone", user=kpm)
    type_a_family(page, village)
    page.context.clear_cookies(name="sessionid")
    beside = page.context.new_page()
    beside.goto("/masuk/")
    come_in(beside, kpm)
    expect_title(beside, "Tugas")

    press(page, "Daftarkan rumah tangga")
    expect_title(page, "Keluarga Slamet Widodo")
