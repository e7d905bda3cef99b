"""A phone without a signal, and a login that ends while a KPM types."""

import pytest
from playwright.sync_api import expect

from households.ages import add_months
from households.models import ChildRecord, Household
from tests.browser.steps import expect_said, expect_title, fill, look_around, press
from tests.cast import PASSWORD, make_child, make_household, make_statement
from villages.models import Posyandu

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
    page.goto(f"/desa/{village.code}/sasaran/baru/")
    # One question at a time, so that none is under way while the token is renewed.
    with page.expect_response(is_search_for_doubles) as asked:
        fill(page, "Nama kepala keluarga", "Slamet Widodo")
    assert asked.value.status == 200
    page.context.clear_cookies(name="sessionid")
    beside = page.context.new_page()
    beside.goto("/masuk/")
    come_in(beside, kpm)
    expect_title(beside, "Tugas")

    # What is asked while somebody types carries the newest token, as the form does.
    with page.expect_response(is_search_for_doubles) as asked:
        page.get_by_label("Dusun").select_option("Krajan")
    assert asked.value.status == 200
    press(page, "Daftarkan rumah tangga")
    expect_title(page, "Keluarga Slamet Widodo")


def is_search_for_doubles(answer):
    return "/ganda/periksa/" in answer.url


def test_a_row_of_the_posyandu_waits_for_a_login_beside_it(
    new_window, worker, village, kpm
):
    today = village.today()
    posyandu = Posyandu.objects.create(village=village, name="Melati")
    home = make_household(village, registered_on=add_months(today, -4))
    child = make_child(home, add_months(today, -10), name="Ahmad")
    make_statement(child, "posyandu", home.registered_on, "", posyandu=posyandu)
    page = new_window("phone", user=kpm)
    page.goto(f"/desa/{village.code}/posyandu/{posyandu.pk}/{today}/")
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("Berat Ahmad").fill("8,4")
    page.get_by_label("Berat Ahmad").press("Tab")
    expect_said(page, "Anda perlu masuk lagi; isian di layar ini tetap ada")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Buka halaman masuk").click()
    beside = opened.value
    come_in(beside, kpm)
    expect_title(beside, "Tugas")

    page.bring_to_front()
    page.get_by_label("Berat Ahmad").fill("8,5")
    page.get_by_label("Berat Ahmad").press("Tab")
    expect(page.get_by_text("Anda perlu masuk lagi")).to_have_count(0)
    expect(page.locator("[data-done]")).to_contain_text("tersimpan")
    assert str(ChildRecord.objects.get().weight_kg).startswith("8.5")
