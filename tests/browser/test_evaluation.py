"""The RDS evaluates a quarter; the village office writes down what was carried out."""

from datetime import timedelta

import pypdfium2
import pytest
from playwright.sync_api import expect

from households.models import Quarter
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
from tests.cast import PASSWORD
from tests.rembuk.delivered import make_line
from tests.rembuk.evaluated import make_promise
from tests.rembuk.meetings import make_quarter
from villages.quarters import Triwulan

pytestmark = pytest.mark.browser
PROMISE = "Timbangan posyandu ditera ulang"


@pytest.fixture
def ended(village):
    """The quarter that just ended, with figures; a promise and a finding wait."""
    quarter = Triwulan.of(village.today()).previous
    make_quarter(village, quarter.year, quarter.number)
    Quarter.objects.of(quarter).update(as_of=quarter.last_day)
    make_promise(
        village, made_on=quarter.first_day, due_on=quarter.last_day, text="Kelas ayah"
    )
    village.findings.create(
        year=quarter.year,
        number=quarter.number,
        text="Lima rumah belum punya jamban",
        owner="Kasi Kesejahteraan",
        due_on=village.today() + timedelta(days=30),
    )
    return quarter


def open_evaluation(page, quarter):
    follow(page, "Evaluasi triwulan RDS")
    expect_title(page, "Evaluasi triwulan RDS")
    look_around(page)
    follow(page, f"Buka evaluasi {quarter.label}")
    expect_title(page, f"Evaluasi RDS {quarter.label}")
    look_around(page)
    press(page, "Buka evaluasi")
    expect_said(page, "Mulai dari janji yang lalu.")
    look_around(page)


def tell_the_last(page):
    follow(page, "Catat hasilnya")
    expect_title(page, "Apa hasilnya?")
    look_around(page)
    answer(page, "Hasilnya", "Ditepati")
    press(page, "Catat hasilnya")
    expect_said(page, "Hasilnya tercatat.")
    expect_said(page, "1 ditepati.")
    follow(page, "Tutup temuan")
    expect_title(page, "Apa hasilnya?")
    page.get_by_label("selesai").check()
    press(page, "Tutup temuan")
    expect_said(page, "Hasilnya tercatat.")


def set_the_day(page, today):
    follow(page, "Isi waktu dan tempat")
    expect_title(page, "Waktu dan tempat")
    fill(page, "Tanggal", today)
    fill(page, "Pukul", "13:00")
    fill(page, "Tempat", "Rumah Desa Sehat Sukamaju")
    press(page, "Simpan")
    expect_said(page, "Waktu dan tempat tersimpan.")
    follow(page, "Isi pimpinan dan notulis")
    expect_title(page, "Pimpinan dan notulis")
    fill(page, "Pimpinan evaluasi", "Wahyuningsih (Ketua RDS)")
    fill(page, "Notulis", "Siti Nurhayati (KPM)")
    press(page, "Simpan")
    expect_said(page, "Pimpinan dan notulis tersimpan.")


def write_attendance(page, quarter):
    follow(page, "Isi daftar hadir")
    expect_title(page, "Daftar hadir")
    page.get_by_label("Nama, baris 1").fill("Wahyuningsih")
    page.get_by_label("L/P, baris 1").select_option("P")
    page.get_by_label("Unsur, baris 1").select_option(label="Rumah Desa Sehat")
    press(page, "Simpan peserta")
    expect_said(page, "Wahyuningsih")
    crumbs = page.get_by_role("navigation", name="Jejak halaman")
    crumbs.get_by_role("link", name=f"Evaluasi RDS {quarter.label}").click()
    expect_title(page, f"Evaluasi RDS {quarter.label}")


def end_with_a_promise(page):
    page.get_by_role("link", name="Tambah janji").last.click()
    expect_title(page, "Janji baru")
    fill(page, "Janji", PROMISE)
    fill(page, "Penanggung jawab", "Bidan desa")
    press(page, "Simpan janji")
    expect_said(page, "Janji tersimpan.")


def words_of(pdf):
    pages = list(pypdfium2.PdfDocument(pdf))
    return " ".join(
        " ".join(page.get_textpage().get_text_range() for page in pages).split()
    )


def minutes(page):
    link = page.get_by_role("link", name="Notulen evaluasi (PDF)")
    got = page.request.get(link.get_attribute("href"))
    assert got.ok
    return words_of(got.body())


def test_the_rds_evaluates_a_quarter_on_a_phone(new_window, village, ended, rds):
    page = new_window("phone", user=rds)
    page.goto("/")
    open_menu(page, "Rapat")
    expect_title(page, "Rembuk stunting")
    look_around(page)
    open_evaluation(page, ended)
    tell_the_last(page)
    set_the_day(page, village.today())
    write_attendance(page, ended)
    follow(page, "Tulis notulen")
    expect_title(page, "Notulen")
    fill(page, "Isi Janji yang lalu", "Ketua RDS membacakan janji.")
    press(page, "Simpan notulen")
    expect_title(page, f"Evaluasi RDS {ended.label}")
    assert "DRAF" in minutes(page)
    end_with_a_promise(page)
    expect_said(page, "Semua sudah lengkap.")
    look_around(page)

    press(page, "Selesaikan evaluasi")
    expect_said(page, f"Evaluasi {ended.label} selesai.")
    look_around(page)
    words = minutes(page)

    assert "DRAF" not in words
    assert "1 ditepati" in words
    assert PROMISE in words
    open_menu(page, "Janji")
    expect_title(page, "Janji dan yang sudah dilakukan")
    expect_said(page, PROMISE)
    look_around(page)


def test_the_village_office_writes_down_what_was_carried_out(
    new_window, village, perangkat
):
    today = village.today()
    make_line(village, year=today.year, amount_rupiah=2_000_000)
    page = new_window("desktop", user=perangkat)
    page.goto("/")
    open_menu(page, "Lainnya")
    expect_title(page, "Lainnya")
    follow(page, "Pelaksanaan kegiatan")
    expect_title(page, "Pelaksanaan")
    look_around(page)
    follow(page, "Catat pelaksanaan")
    expect_title(page, "Catat pelaksanaan")
    look_around(page)
    fill(page, "Kegiatan", "Kelas pengasuhan")
    page.get_by_label("Paket atau layanan").select_option("pengasuhan")
    fill(page, "Tanggal mulai", today.replace(day=1))
    fill(page, "Tanggal selesai", today)
    fill(page, "Tempat", "Balai Desa")
    page.get_by_label("Baris APB Desa").select_option(index=1)
    fill(page, "Biaya (Rp)", "2.400.000")
    fill(page, "Orang tua dan lainnya", "40")
    press(page, "Simpan pelaksanaan")  # more than the line holds
    expect_said(page, "sisanya Rp2.000.000")
    look_around(page)
    fill(page, "Biaya (Rp)", "1.900.000")
    press(page, "Simpan pelaksanaan")
    expect_said(page, "Pelaksanaan tersimpan.")
    look_around(page)

    press(page, "Hapus pelaksanaan ini")
    expect_said(page, "dihapus")
    press(page, "Batalkan")
    expect_said(page, "dikembalikan")
    page.goto(f"/publik/janji/{village.code}/")
    expect_title(page, "Apa yang dijanjikan")
    expect_said(page, "dijangkau 40 orang tua dan lainnya")
    look_around(page)
    assert village.deliveries.get().cost_rupiah == 1_900_000


def test_an_evaluation_is_opened_and_told_without_javascript(
    new_window, village, ended, rds
):
    page = new_window("phone", java_script_enabled=False)
    page.goto("/")
    fill(page, "Nama pengguna", rds.username)
    fill(page, "Kata sandi", PASSWORD)
    press(page, "Masuk")
    open_menu(page, "Rapat")
    expect_title(page, "Rembuk stunting")
    follow(page, "Evaluasi triwulan RDS")
    expect_title(page, "Evaluasi triwulan RDS")
    follow(page, f"Buka evaluasi {ended.label}")
    expect_title(page, f"Evaluasi RDS {ended.label}")
    press(page, "Buka evaluasi")
    expect_said(page, "Mulai dari janji yang lalu.")
    end_with_a_promise(page)
    follow(page, "Catat hasilnya")
    expect_title(page, "Apa hasilnya?")
    answer(page, "Hasilnya", "Tidak dilanjutkan")
    press(page, "Catat hasilnya")
    expect_said(page, "Tulis mengapa janji ini tidak dilanjutkan.")
    fill(page, "Catatan", "Diganti kelas bersama.")
    press(page, "Catat hasilnya")
    expect_said(page, "1 tidak dilanjutkan.")
    expect(page.get_by_text("Belum dapat diselesaikan")).to_have_count(0)
