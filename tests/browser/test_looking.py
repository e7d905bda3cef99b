"""The RDS looks into a quarter and keeps a finding; a kabupaten sees places at once."""

from datetime import timedelta

import pypdfium2
import pytest
from playwright.sync_api import expect

from tests.browser.steps import (
    answer,
    enter_at,
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


def test_the_squares_lead_into_a_village_by_the_keyboard_alone(
    new_window, lively, kecamatan, ended
):
    page = new_window("desktop", user=kecamatan)
    page.goto(
        f"/wilayah/{lively.district.code}/{ended.year}/{ended.number}/perbandingan/"
    )
    expect_title(page, f"Perbandingan {ended}")
    enter_at(page, lively.title)
    expect_title(page, f"Scorecard {ended}")


@pytest.mark.parametrize("name", ["ringkasan", "scorecard"])
def test_no_heading_stands_alone_at_the_foot_of_a_printed_page(
    new_window, lively, rds, ended, name
):
    page = new_window("desktop", user=rds)
    page.goto(f"/desa/{lively.code}/{name}/{ended.year}/{ended.number}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(str(ended))
    heads = page.locator("h2, h3, caption, figcaption, thead tr").all_inner_texts()
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert len(printed) > 1
    assert not {plain(head) for head in heads} & {last_line(one) for one in printed}


def plain(text: str) -> str:
    return " ".join(text.split())


def last_line(printed) -> str:
    return plain(printed.get_textpage().get_text_bounded().splitlines()[-1])


def test_anybody_reads_the_public_page(new_window, lively, ended):
    page = new_window("phone")
    page.goto(f"/publik/angka/{lively.code}/")
    expect_title(page, f"Pencegahan stunting di {lively.title}")
    look_around(page)
