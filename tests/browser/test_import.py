"""A large workbook on a phone, its mended rows, and a report out of OpenSID."""

import io
from datetime import date

import openpyxl
import pytest
from playwright.sync_api import expect

from bench.big_workbook import write_big_workbook
from households.models import ChildRecord, Household, PregnancyRecord
from households.workbook.importing import save
from tests.browser.steps import expect_title, fill, follow, look_around, press
from tests.households import layouts
from tests.households.workbooks import sample, xlsx
from tests.servers.worker import eventually

pytestmark = pytest.mark.browser
ROWS = 5_000


@pytest.fixture
def large(tmp_path, village):
    """More than the page works off itself, with a sex that is none."""
    path = tmp_path / "besar.xlsx"
    write_big_workbook(path, until=date(2026, 6, 1), total=ROWS)
    book = openpyxl.load_workbook(path)
    sheet = book["anak"]
    column = [cell.value for cell in sheet[1]].index("jenis_kelamin") + 1
    sheet.cell(5, column).value = "Q"
    book.save(path)
    return path


def hand_in(page, path):
    page.get_by_label("Berkas").first.set_input_files(path)
    press(page, "Periksa berkas")


def open_workbook(page, village):
    page.goto(f"/desa/{village.code}/buku-kerja/")
    expect_title(page, "Buku kerja")
    look_around(page)


def test_a_large_workbook_is_followed_mended_and_handed_in_again(
    new_window, worker, village, kpm, large, tmp_path
):
    page = new_window("phone", user=kpm)
    open_workbook(page, village)
    hand_in(page, large)
    # The bar follows the worker by itself, and makes way for what was found.
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "Periksa sebelum disimpan", timeout=60_000
    )
    look_around(page)
    expect(page.get_by_text("1 masalah ditemukan")).to_be_visible()

    with page.expect_download() as downloaded:
        follow(page, "baris untuk diperbaiki")
    problem_file = tmp_path / "perbaiki.xlsx"
    downloaded.value.save_as(problem_file)
    page.get_by_role("button", name="baris yang benar saja").click(no_wait_after=True)
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "Buku kerja tersimpan", timeout=60_000
    )
    look_around(page)
    assert Household.objects.count() == 180

    # Letters and figures of 5,000 rows are computed first; a save would wait for them.
    eventually(worker.is_idle, within=120)
    mend(problem_file)
    follow(page, "Unggah berkas lain")
    expect_title(page, "Buku kerja")
    hand_in(page, problem_file)
    expect_title(page, "Periksa sebelum disimpan")
    expect(page.get_by_text("Tidak ada masalah")).to_be_visible()
    page.get_by_role("button", name="Simpan").click(no_wait_after=True)
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "Buku kerja tersimpan", timeout=60_000
    )
    assert ChildRecord.objects.count() == 215 * 15


def mend(path):
    book = openpyxl.load_workbook(path)
    sheet = book["anak"]
    column = [cell.value for cell in sheet[1]].index("jenis_kelamin") + 1
    sheet.cell(2, column).value = "P"
    book.save(path)


def test_an_opensid_report_is_read_by_the_keyboard_alone(
    new_window, worker, village, kpm, tmp_path
):
    known(village)
    path = tmp_path / "laporan.xlsx"
    path.write_bytes(layouts.opensid_mothers().read())
    page = new_window("desktop", user=kpm)
    open_workbook(page, village)
    page.get_by_label("Berkas").first.set_input_files(path)
    page.get_by_role("button", name="Periksa berkas").press("Enter")
    expect_title(page, "Periksa cara membaca kolom")
    look_around(page)
    expect(page.get_by_text("satu kolom di kanan")).to_be_visible()
    fill(page, "Tanggal kunjungan", date(2026, 8, 20))
    page.get_by_role("button", name="Periksa baris-barisnya").press("Enter")
    expect_title(page, "Periksa sebelum disimpan")
    look_around(page)
    page.get_by_role("button", name="Simpan 1 baris").press("Enter")
    expect_title(page, "Buku kerja tersimpan")
    record = PregnancyRecord.objects.get(pregnancy__woman__name="Dewi")
    assert (record.counselling, record.latrine) == ("x", "x")


def known(village):
    book = sample()
    book["ibu_hamil"][2] |= {"no_kia": "KIA-7"}
    for column in ("tanggal_keluar", "alasan_keluar"):
        del book["ibu_hamil"][2][column]
    save(village, xlsx(book))


def test_a_workbook_is_saved_without_javascript(
    new_window, worker, village, kpm, tmp_path
):
    path = tmp_path / "buku.xlsx"
    path.write_bytes(xlsx(sample()).read())
    page = new_window("phone", user=kpm, java_script_enabled=False)
    page.goto(f"/desa/{village.code}/buku-kerja/")
    hand_in(page, path)
    expect_title(page, "Periksa sebelum disimpan")
    page.get_by_role("button", name="Simpan 16 baris").click()
    expect_title(page, "Buku kerja tersimpan")
    page.goto(f"/desa/{village.code}/unduh-daftar/")
    expect_title(page, "Unduh daftar")
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="XLSX Anak").click()
    content = downloaded.value.path().read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert {row[0] for row in book.active.iter_rows(values_only=True)} >= {"Ahmad"}
