"""Two KPM with phones and an admin desa: a family moves, a NIK comes, a family goes."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from households.models import Household, Person, Transfer
from scorecard.forms.erasing import BASES
from tests.browser.steps import (
    expect_said,
    expect_title,
    fill,
    follow,
    log_in,
    look_around,
    open_menu,
    press,
)
from tests.cast import make_child, make_household, make_pregnancy, make_user
from villages.models.posting import Role

pytestmark = pytest.mark.browser


@pytest.fixture
def kpm_there(neighbour):
    return make_user("kpm_sana", (Role.KPM, neighbour.code))


@pytest.fixture
def family(village):
    today = village.today()
    household = make_household(
        village, registered_on=today - timedelta(days=200), head_name="Karto"
    )
    make_pregnancy(household, today + timedelta(days=70))
    make_child(household, today - timedelta(days=150), name="Ahmad")
    return household


def to_the_list(page, entry):
    open_menu(page, "Lainnya")
    follow(page, entry)
    expect_title(page, entry)


def test_a_family_goes_from_one_phone_to_the_other(
    phone, new_window, worker, village, neighbour, kpm, kpm_there, family
):
    log_in(phone, kpm)
    open_menu(phone, "Sasaran")
    follow(phone, "Karto")
    expect_title(phone, "Keluarga Karto")
    follow(phone, "Pindah ke desa lain")
    expect_title(phone, "pindah ke desa lain")
    look_around(phone)
    phone.get_by_label("Desa tujuan").select_option(label=str(neighbour))
    press(phone, "Tawarkan ke desa tujuan")
    expect_said(phone, "Ditawarkan ke Desa Sukamundur")
    look_around(phone)

    there = new_window("phone")
    log_in(there, kpm_there)
    to_the_list(there, "Perpindahan")
    expect_said(there, "2 orang · dari Desa Sukamaju")
    expect(there.get_by_text("Ahmad")).to_have_count(0)
    look_around(there)
    there.get_by_role("link", name="Terima Karto").focus()
    there.keyboard.press("Enter")
    expect_title(there, "Terima keluarga Karto")
    look_around(there)
    there.get_by_label("Dusun").select_option("Wetan")
    there.get_by_label("RT (boleh kosong)").press("Enter")
    expect_said(there, "sekarang tercatat di desa ini")
    expect(there.get_by_text("Ahmad").first).to_be_visible()
    look_around(there)

    phone.reload()
    expect_said(phone, "Satu keluarga diterima Desa Sukamundur")
    expect(phone.get_by_text("Karto")).to_have_count(0)
    assert Household.objects.get().village == neighbour
    assert Transfer.objects.get().state == "diterima"


def test_a_newborn_gets_its_nik_in_one_step(phone, village, kpm, family):
    log_in(phone, kpm)
    to_the_list(phone, "Menunggu NIK")
    expect_said(phone, "Ahmad")
    look_around(phone)
    child = Person.objects.get(name="Ahmad")
    digits = f"330705{child.born_on:%d%m%y}0001"
    field = phone.get_by_label("NIK Ahmad", exact=True)
    field.fill(digits)
    press(phone, "Simpan NIK Ahmad")
    expect_said(phone, "NIK Ahmad tersimpan")
    look_around(phone)
    child.refresh_from_db()
    assert child.nik == digits


def test_the_office_verifies_copies_and_erases(phone, village, admin_desa, family):
    log_in(phone, admin_desa)
    open_menu(phone, "Verifikasi")
    expect_title(phone, "Verifikasi")
    phone.get_by_text("Saring").click()
    phone.get_by_label("Jenis").select_option("Anak")
    press(phone, "Tampilkan")
    expect_said(phone, "1 menunggu dalam saringan ini")
    look_around(phone)
    press(phone, "Verifikasi yang dicentang")
    expect_said(phone, "1 data diverifikasi")

    open_menu(phone, "Sasaran")
    expect_title(phone, "Sasaran")
    follow(phone, "Karto")
    expect_title(phone, "Keluarga Karto")
    follow(phone, "Salinan data untuk keluarga")
    expect_title(phone, "Salinan data")
    look_around(phone)
    fill(phone, "Diminta oleh", "Siti Aminah")
    fill(phone, "Hubungan dengan keluarga", "Ibu")
    with phone.expect_download() as download:
        press(phone, "Buat salinan")
    assert download.value.suggested_filename == "salinan-data-keluarga.pdf"

    follow(phone, "Keluarga Karto")
    expect_title(phone, "Keluarga Karto")
    follow(phone, "Hapus data pribadi")
    expect_title(phone, "Hapus data pribadi")
    look_around(phone)
    phone.get_by_label("Dasar hukum").select_option(BASES[0])
    fill(phone, "Alasan", "Permintaan ibu")
    phone.get_by_label("Saya mengerti").check()
    press(phone, "Hapus untuk selamanya")
    expect_said(phone, "Data pribadi keluarga ini dihapus")
    expect_title(phone, "Keluarga dihapus")
    look_around(phone)


@pytest.fixture
def plain_phone(new_window):
    return new_window("phone", java_script_enabled=False)


def test_a_move_needs_no_javascript(
    plain_phone, village, neighbour, kpm, kpm_there, family
):
    page = plain_phone
    log_in(page, kpm)
    to_the_list(page, "Perpindahan")
    follow(page, "Buka daftar sasaran")
    follow(page, "Karto")
    follow(page, "Pindah ke desa lain")
    page.get_by_label("Desa tujuan").select_option(label=str(neighbour))
    press(page, "Tawarkan ke desa tujuan")
    expect_said(page, "belum dijawab")
    press(page, "Tarik kembali Karto")
    expect_said(page, "Tawaran ditarik kembali")
