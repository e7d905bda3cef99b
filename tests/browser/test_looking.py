"""The RDS looks into a quarter and keeps a finding; a kabupaten sees places at once."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.steps import (
    answer,
    expect_said,
    expect_title,
    fill,
    follow,
    look_around,
    press,
)
from villages.quarters import Triwulan

pytestmark = pytest.mark.browser
FOUND = "Lima rumah di Krajan belum punya jamban; usulkan ke Dinas PUPR"


@pytest.fixture
def ended(lively):
    """The quarter before the running one."""
    return Triwulan.of(lively.today()).previous


def test_rds_looks_into_a_quarter_and_keeps_a_finding(new_window, lively, rds, ended):
    page = new_window("phone", user=rds)
    page.goto(f"/desa/{lively.code}/scorecard/{ended.year}/{ended.number}/")
    expect(page.get_by_text("Ringkasan untuk dibacakan")).to_be_visible()
    expect_said(page, "layanan yang seharusnya diterima")

    follow(page, "Telaah RDS")
    expect_title(page, f"Telaah {ended}")
    look_around(page)
    follow(page, "Simpan temuan")
    expect_title(page, "Temuan baru")
    look_around(page)
    press(page, "Simpan temuan")
    expect_said(page, "Tuliskan siapa yang menanganinya")
    fill(page, "Temuan dan tindakannya", FOUND)
    fill(page, "Penanggung jawab", "Kasi Kesejahteraan")
    fill(page, "Paling lambat", lively.today() + timedelta(days=60))
    press(page, "Simpan temuan")
    expect_said(page, "Temuan tersimpan")
    look_around(page)

    follow(page, "Tutup dengan hasilnya")
    expect_title(page, "Apa hasilnya?")
    answer(page, "Hasilnya", "selesai")
    press(page, "Tutup temuan")
    expect_said(page, "Temuan ditutup")
    look_around(page)


def test_rds_hands_the_missing_services_to_whoever_owns_them(
    new_window, lively, rds, ended
):
    page = new_window("phone", user=rds)
    page.goto(f"/desa/{lively.code}/scorecard/{ended.year}/{ended.number}/kesenjangan/")
    expect_title(page, f"Yang belum diterima {ended}")
    look_around(page)
    with page.expect_download() as letter:
        page.get_by_role("link", name="PDF Bidan desa").first.click()
    assert letter.value.suggested_filename.startswith("permohonan-")


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_a_kabupaten_holds_its_villages_side_by_side(
    new_window, lively, kabupaten, ended, size
):
    page = new_window(size, user=kabupaten)
    place = f"/wilayah/{lively.district.code}/{ended.year}/{ended.number}"
    page.goto(f"{place}/perbandingan/")
    expect_title(page, f"Perbandingan {ended}")
    look_around(page)
    page.get_by_label("Yang dibandingkan").select_option("AIR")
    press(page, "Tampilkan")
    expect(page.get_by_label("Yang dibandingkan")).to_have_value("AIR")
    look_around(page)
    page.goto(f"{place}/kelengkapan/")
    expect_title(page, f"Kelengkapan {ended}")
    look_around(page)
    follow(page, lively.title)
    expect_title(page, f"Scorecard {ended}")


def test_anybody_reads_the_public_page(new_window, lively, ended):
    page = new_window("phone")
    page.goto(f"/publik/angka/{lively.code}/")
    expect_title(page, f"Pencegahan stunting di {lively.title}")
    look_around(page)
