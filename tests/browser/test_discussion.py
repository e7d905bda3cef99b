"""From the figures to what residents read, and to the villages beside."""

import pytest
from playwright.sync_api import expect

from rembuk.actions.discussion import release
from tests.browser.steps import (
    answer,
    expect_said,
    expect_title,
    fill,
    follow,
    look_around,
    press,
)
from tests.browser.test_rembuk import words_of
from tests.cast import make_user
from tests.rembuk.discussions import finished_discussion
from tests.rembuk.meetings import make_quarter
from villages.models.posting import Role
from villages.quarters import Triwulan

pytestmark = pytest.mark.browser


@pytest.fixture
def ended(lively):
    return Triwulan.of(lively.today()).previous


def test_the_rds_discusses_and_tells_the_residents(
    new_window, lively, rds, kecamatan, ended
):
    hers = new_window("phone", user=rds)
    open_discussion(hers, lively, ended)
    add_resource(hers)
    add_alternative(hers)
    say_when_and_who(hers, lively.today())
    finish(hers)
    announce(hers, lively, ended, new_window)
    let_go(hers)
    meet_the_neighbour(new_window, lively, kecamatan, ended)


def open_discussion(page, village, ended):
    page.goto(f"/desa/{village.code}/diskusi/")
    expect_title(page, "Diskusi terarah RDS")
    look_around(page)
    follow(page, ended.label)
    expect_title(page, f"Buka diskusi RDS {ended.year}")
    look_around(page)
    press(page, "Buka diskusi")
    expect_title(page, f"Diskusi RDS {ended.year}")
    expect_said(page, "Belum ada peluang atau sumber daya")
    look_around(page)


def add_resource(page):
    follow(page, "Tambah peluang pertama")
    expect_title(page, "Tambah peluang")
    answer(page, "Jenis", "Program OPD")
    fill(page, "Peluang atau sumber daya", "Program jamban sehat masih dibuka")
    fill(page, "Ada pada siapa", "Dinas PUPR")
    look_around(page)
    press(page, "Simpan")
    expect_said(page, "Peluang tersimpan.")


def add_alternative(page):
    page.get_by_role("link", name="Tambah alternatif pertama").click()
    expect_title(page, "Tambah usulan")
    fill(page, "Kegiatan", "Kelas pengasuhan sore hari")
    answer(page, "Sifat", "Sensitif")
    fill(page, "Lokasi", "Semua dusun")
    fill(page, "Sasaran dan volume", "60 orang tua; 12 kali")
    fill(page, "Perkiraan biaya", "9.600.000")
    page.get_by_label("Sumber dana").select_option("Dana Desa")
    fill(page, "Pelaksana", "Kader BKB")
    press(page, "Simpan")
    expect_said(page, "Usulan tersimpan.")


def say_when_and_who(page, today):
    follow(page, "Isi waktu dan tempat")
    expect_title(page, "Waktu dan tempat")
    fill(page, "Tanggal", today)
    fill(page, "Tempat", "Sekretariat RDS")
    press(page, "Simpan")
    expect_said(page, "Waktu dan tempat tersimpan.")
    follow(page, "Isi pimpinan")
    expect_title(page, "Pimpinan")
    fill(page, "Pimpinan diskusi", "Wahyu Tri Lestari (Ketua RDS)")
    press(page, "Simpan")
    expect_said(page, "tersimpan.")
    discussion = page.url.partition("#")[0]
    page.get_by_role("link", name="Isi daftar hadir").first.click()
    expect_title(page, "Daftar hadir")
    page.get_by_label("Nama, baris 1").fill("Wahyu Tri Lestari")
    page.get_by_label("L/P, baris 1").select_option("P")
    page.get_by_label("Unsur, baris 1").select_option(label="Rumah Desa Sehat")
    press(page, "Simpan peserta")
    expect_said(page, "1 peserta tersimpan.")
    page.goto(discussion)
    expect_said(page, "Semua sudah lengkap.")


def finish(page):
    look_around(page)
    press(page, "Selesaikan diskusi")
    expect_said(page, "Diskusi selesai.")
    look_around(page)
    href = page.get_by_role("link", name="Berita acara diskusi").get_attribute("href")
    words = words_of(page.request.get(href).body())
    assert "Kelas pengasuhan sore hari" in words
    assert "DRAF" not in words


def announce(page, village, ended, new_window):
    page.get_by_role("link", name="Umumkan kepada warga").click()
    expect_title(page, "Umumkan kepada warga")
    expect_said(page, "Tanggal rembuk")
    look_around(page)
    fill(page, "Analisis untuk warga", "Ayah perlu diundang ke kelas pengasuhan.")
    press(page, "Umumkan")
    expect_said(page, "Diumumkan. Warga dapat membacanya sekarang")
    href = page.get_by_role("link", name="Poster A4").get_attribute("href")
    poster = words_of(page.request.get(href).body())
    assert "Ayah perlu diundang" in poster
    anybody = new_window("phone")
    anybody.goto(f"/publik/diskusi/{village.code}/{ended.year}/")
    expect_title(anybody, "Hasil diskusi pencegahan stunting Desa Sukamaju")
    expect_said(anybody, "Ayah perlu diundang ke kelas pengasuhan.")
    expect(anybody.get_by_text("Wahyu Tri Lestari")).to_have_count(0)
    look_around(anybody)


def let_go(page):
    page.get_by_role("link", name="Lepas hasil diskusi ke MAD").click()
    expect_title(page, "Lepas hasil diskusi ke MAD")
    look_around(page)
    press(page, "Lepas ke MAD")
    expect_said(page, "Dilepas. Kecamatan dan desa lain")


# --- the kecamatan, without JavaScript -----------------------------------------------


@pytest.fixture
def beside(neighbour):
    """The village next door, which released its own results."""

    def made(ended):
        by = make_user("rds_sebelah", (Role.RDS, neighbour.code))
        quarter = make_quarter(neighbour, year=ended.year, number=ended.number)
        release(finished_discussion(neighbour, by=by, quarter=quarter), by=by)

    return made


def meet_the_neighbour(new_window, village, kecamatan, ended):
    page = new_window("desktop", user=kecamatan)
    page.goto("/")
    page.get_by_role("navigation", name="Menu utama").get_by_role(
        "link", name="MAD"
    ).click()
    expect_title(page, "Musyawarah antar desa")
    look_around(page)


def test_the_kecamatan_joins_two_villages_without_javascript(
    new_window, lively, rds, kecamatan, ended, beside
):
    quarter = lively.quarters.get(year=ended.year, number=ended.number)
    release(finished_discussion(lively, by=rds, quarter=quarter), by=rds)
    beside(ended)
    page = new_window("phone", user=kecamatan, java_script_enabled=False)
    page.goto(f"/wilayah/{lively.code[:6]}/mad/")
    expect_title(page, "Musyawarah antar desa")
    press(page, f"Buka MAD {ended.year}")
    expect_title(page, f"Musyawarah antar desa {ended.year}")
    expect_said(page, "Sukamundur")
    page.get_by_role("button", name="Jadikan masalah bersama").first.click()
    expect_said(page, "Masalah masuk ke daftar bersama.")
    page.get_by_role("link", name="Tambah kegiatan").first.click()
    expect_title(page, "Tambah kegiatan bersama")
    fill(page, "Kegiatan", "Pelatihan bersama")
    page.get_by_text("Sensitif", exact=True).click()
    fill(page, "Lokasi", "Aula kecamatan")
    fill(page, "Sasaran dan volume", "30 kader; 2 hari")
    fill(page, "Perkiraan biaya seluruhnya", "12.000.000")
    fill(page, "Pelaksana", "BKAD")
    fill(page, "Bagian Sukamaju", "5.000.000")
    fill(page, "Bagian Sukamundur", "4.000.000")
    press(page, "Simpan")
    expect_said(page, "Kegiatan bersama tersimpan.")
    expect_said(page, "pihak lain Rp3.000.000")
