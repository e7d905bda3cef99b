"""From the scorecard to the signed berita acara, and what can be downloaded."""

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from rembuk.models import BeritaAcara
from tests.browser.steps import (
    answer,
    expect_said,
    expect_title,
    fill,
    follow,
    look_around,
    open_menu,
    press,
)
from villages.quarters import Triwulan

pytestmark = pytest.mark.browser

PEOPLE = [
    ("Sutarman Hadiwijaya", "L", "Pemerintah desa"),
    ("Wahyu Tri Lestari", "P", "Rumah Desa Sehat"),
    ("Haji Sumarsono", "L", "Tokoh masyarakat"),
]


@pytest.fixture
def ended(lively):
    return Triwulan.of(lively.today()).previous


def fetched(page, link):
    """The file behind a link; a PDF that opens in the window is no download."""
    href = page.get_by_role("link", name=link).first.get_attribute("href")
    answer = page.request.get(href)
    assert answer.ok
    return answer.body()


def words_of(pdf):
    pages = list(pypdfium2.PdfDocument(pdf))
    return " ".join(
        " ".join(page.get_textpage().get_text_range() for page in pages).split()
    )


def open_from_scorecard(page, ended):
    open_menu(page, "Rapat")
    look_around(page)
    follow(page, ended.label)
    expect_title(page, f"Buka rembuk {ended.year}")
    look_around(page)
    boxes = page.get_by_role("checkbox")
    for number in range(3):
        boxes.nth(number).check()
    press(page, "Buka rembuk")
    look_around(page)


def propose(page):
    follow(page, "Tambah usulan")
    look_around(page)
    fill(page, "Kegiatan", "Kelas pengasuhan orang tua *setiap* bulan")
    answer(page, "Sifat", "Sensitif")
    fill(page, "Lokasi", "Dusun Gunungsari")
    fill(page, "Sasaran dan volume", "60 orang tua; 12 kali")
    fill(page, "Perkiraan biaya", "9.600.000")
    page.get_by_label("Sumber dana").select_option("Dana Desa")
    fill(page, "Pelaksana", "Kader BKB")
    page.get_by_label("Kode kegiatan").select_option("2.2.06")
    press(page, "Simpan")


def set_day(page, today):
    follow(page, "Ubah waktu dan tempat")
    fill(page, "Tanggal", today)
    fill(page, "Pukul", "09:00")
    fill(page, "Tempat", "Balai Desa Sukamaju")
    press(page, "Simpan")
    follow(page, "Ubah pimpinan")
    fill(page, "Pimpinan rembuk", "Sutarman Hadiwijaya (Kepala Desa)")
    fill(page, "Notulis", "Siti Nurjanah (KPM)")
    fill(page, "Wakil masyarakat", "Haji Sumarsono")
    press(page, "Simpan")


def write_attendance(page):
    page.get_by_role("link", name="Isi daftar hadir").first.click()
    look_around(page)
    for number, (name, sex, element) in enumerate(PEOPLE, start=1):
        page.get_by_label(f"Nama, baris {number}").fill(name)
        page.get_by_label(f"L/P, baris {number}").select_option(sex)
        page.get_by_label(f"Unsur, baris {number}").select_option(label=element)
    press(page, "Simpan peserta")
    expect_said(page, "Haji Sumarsono")
    crumbs = page.get_by_role("navigation", name="Jejak halaman")
    crumbs.get_by_role("link", name="Rembuk", exact=True).click()


def agree(page):
    follow(page, "Ubah kesepakatan")
    fill(
        page,
        "Hasil kesepakatan",
        "Usulan ditetapkan untuk RKP Desa.\nJamban didahulukan.",
    )
    press(page, "Simpan")


def test_a_rembuk_goes_from_the_scorecard_to_the_signed_paper(
    new_window, lively, rds, kades, ended
):
    hers = new_window("desktop", user=rds)
    hers.goto("/")
    open_from_scorecard(hers, ended)
    meeting_url = hers.url
    propose(hers)
    expect_said(hers, "Rp9.600.000")
    set_day(hers, lively.today())
    write_attendance(hers)
    hers.goto(meeting_url)
    agree(hers)
    expect_said(hers, "Semua sudah lengkap")
    look_around(hers)

    his = new_window("phone", user=kades)
    his.goto(meeting_url)
    draft = words_of(fetched(his, "Draf berita acara"))
    assert "DRAF" in draft
    assert "Kelas pengasuhan orang tua *setiap* bulan" in draft
    look_around(his)

    follow(his, "Periksa draf dan tetapkan")
    look_around(his)
    press(his, "Tetapkan dan beri nomor")
    expect_title(his, "Berita Acara 01/RS/")
    look_around(his)
    settled = words_of(fetched(his, "untuk ditandatangani"))
    assert "DRAF" not in settled
    assert f"01/RS/{ended.year}" in settled
    for name, _, _ in PEOPLE:
        assert name in settled

    for party in ("Wakil RDS", "Wakil masyarakat", "Kepala Desa"):
        sign_as(his, party)
    press(his, "Sahkan berita acara")
    expect_said(his, "isahkan")
    look_around(his)
    signed = words_of(fetched(his, "bertanda tangan"))
    assert "Haji Sumarsono" in signed
    assert BeritaAcara.objects.get().state == "disahkan"


def sign_as(page, party):
    page.get_by_role("link", name=f"Tanda tangani sebagai {party}").click()
    look_around(page)
    answer(page, "Mewakili", party)
    if not page.get_by_label("Nama").input_value():
        fill(page, "Nama", "Haji Sumarsono")
    answer(page, "Cara menandatangani", "Di layar")
    press(page, "Tanda tangani")
    expect_title(page, "Berita Acara")


def test_the_convergence_report_is_fetched(new_window, lively, kades, ended):
    page = new_window("phone", user=kades)
    page.goto("/")
    open_menu(page, "Dokumen")
    look_around(page)

    row = page.get_by_role("listitem").filter(has_text=f"Laporan Konvergensi {ended}")
    with page.expect_download() as begun:
        row.get_by_role("link", name="PDF").click()
    report = words_of(begun.value.path().read_bytes())
    assert "Tabel 5" in report
    assert "Sukamaju" in report

    with page.expect_download() as begun:
        row.get_by_role("link", name="XLSX").click()
    book = CalamineWorkbook.from_path(str(begun.value.path()))
    cells = [cell for row in book.get_sheet_by_index(0).to_python() for cell in row]
    assert any(isinstance(cell, (int, float)) for cell in cells)
