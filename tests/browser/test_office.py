"""What the KPM does beside the forms, and the SK that made her one."""

import io

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.steps import (
    enter_at,
    expect_said,
    expect_title,
    fill,
    follow,
    look_around,
    open_menu,
    press,
    tab_to,
)
from villages.models import Activity, Appointment, Official

pytestmark = pytest.mark.browser


@pytest.fixture
def led(village):
    """The village with its Kepala Desa."""
    Official.objects.create(
        village=village, position="kades", name="Slamet Riyadi", starts_on="2024-01-02"
    )
    return village


def a_photo():
    content = io.BytesIO()
    Image.new("RGB", (2400, 1200), "teal").save(content, "JPEG")
    return {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def words_of(page, link):
    """The words of the PDF behind a link."""
    href = page.get_by_role("link", name=link).first.get_attribute("href")
    answer = page.request.get(href)
    assert answer.ok
    sheets = list(pypdfium2.PdfDocument(answer.body()))
    text = " ".join(sheet.get_textpage().get_text_range() for sheet in sheets)
    return " ".join(text.split())


def fill_class(page, today):
    fill(page, "Pokok kegiatan", "Kelas ibu hamil")
    fill(page, "Tanggal", today)
    fill(page, "Tempat", "Poskesdes")
    fill(page, "Laki-laki yang dijangkau", "3")
    fill(page, "Perempuan yang dijangkau", "14")


def test_a_kpm_logs_a_class_with_a_photo_and_sees_the_recap(new_window, village, kpm):
    today = village.today()
    page = new_window("phone", user=kpm)
    page.goto("/")
    open_menu(page, "Lainnya")
    expect_title(page, "Lainnya")
    look_around(page)
    follow(page, "Kegiatan KPM")
    expect_title(page, "Kegiatan KPM")
    look_around(page)
    follow(page, "Catat kegiatan")
    expect_title(page, "Kegiatan apa")
    look_around(page)
    follow(page, "Kelas")
    expect_title(page, "Kelas")
    look_around(page)
    fill_class(page, today)
    page.get_by_label("Foto atau berkas").set_input_files(a_photo())
    press(page, "Simpan kegiatan")
    expect_said(page, "Kelas ibu hamil tersimpan")
    photo = page.get_by_role("img", name="Foto: Kelas ibu hamil")
    photo.scroll_into_view_if_needed()
    expect(photo).to_have_js_property("naturalWidth", 1280)
    look_around(page)

    press(page, "Hapus kegiatan ini")
    expect_said(page, "Kelas ibu hamil dihapus")
    press(page, "Batalkan")
    expect_said(page, "Kelas ibu hamil dikembalikan")
    page.get_by_role("link", name="Kegiatan", exact=True).click()
    expect_title(page, "Kegiatan KPM")
    expect_said(page, "1 kegiatan, 17 orang")
    follow(page, "Rekap bulanan")
    expect_title(page, f"Rekap kegiatan {today.year}")
    expect_said(page, "1 kegiatan menjangkau 17 orang: 3 laki-laki dan 14 perempuan")
    look_around(page)
    assert "REKAPITULASI KEGIATAN" in words_of(page, "Unduh PDF")
    assert Activity.objects.get().file.content_type == "image/jpeg"


def write_head(page, today, number):
    fill(page, "Nomor SK", number)
    fill(page, "Tanggal ditetapkan", today)
    fill(page, "Berlaku mulai", today)
    press(page, "Simpan")
    expect_said(page, "Tersimpan.")


def test_the_admin_writes_the_sk_of_the_kpm(new_window, led, admin_desa):
    page = new_window("phone", user=admin_desa)
    page.goto("/")
    open_menu(page, "Pengaturan")
    expect_title(page, "Pengaturan desa")
    look_around(page)
    follow(page, "Surat Keputusan")
    expect_title(page, "Surat Keputusan")
    look_around(page)
    follow(page, "SK KPM baru")
    expect_title(page, "SK KPM baru")
    look_around(page)
    press(page, "Lanjut ke nomor dan tanggal")
    expect_title(page, "Nomor, tanggal, masa berlaku")
    look_around(page)
    write_head(page, led.today(), "141/7/KEP/2026")
    expect_said(page, "Belum ada orang yang ditetapkan")
    look_around(page)
    follow(page, "Tambah orang")
    expect_title(page, "Orang yang ditetapkan")
    look_around(page)
    fill(page, "Nama", "Siti Nurjanah")
    page.get_by_text("Perempuan", exact=True).click()
    press(page, "Simpan")
    expect_said(page, "Semua sudah lengkap")
    assert "DRAF" in words_of(page, "Lihat draf (PDF)")

    press(page, "Tetapkan SK")
    expect_said(page, "ditetapkan. Isinya tidak berubah lagi")
    look_around(page)
    words = words_of(page, "Unduh SK (PDF)")
    assert "NOMOR 141/7/KEP/2026" in words
    assert "Siti Nurjanah" in words
    assert "Slamet Riyadi" in words
    assert "DRAF" not in words


def test_the_admin_writes_down_the_rds_and_its_sk(new_window, led, admin_desa):
    today = led.today()
    page = new_window("phone", user=admin_desa)
    page.goto(f"/desa/{led.code}/rds/")
    expect_title(page, "Rumah Desa Sehat")
    follow(page, "Catat Rumah Desa Sehat")
    expect_title(page, "Sekretariat")
    look_around(page)
    fill(page, "Tanggal musyawarah desa", today)
    fill(page, "Alamat sekretariat", "Balai desa")
    press(page, "Simpan")
    expect_said(page, "Rumah Desa Sehat tersimpan")
    follow(page, "Tambah anggota")
    expect_title(page, "Anggota RDS baru")
    look_around(page)
    fill(page, "Nama", "Wahyu Lestari")
    page.get_by_text("Perempuan", exact=True).click()
    page.get_by_label("Unsur").select_option("PKK")
    page.get_by_label("Jabatan").select_option("Ketua")
    press(page, "Simpan")
    expect_said(page, "Wahyu Lestari tersimpan")
    expect_said(page, "Unsur yang belum terwakili")
    look_around(page)

    follow(page, "Buat SK RDS")
    expect_title(page, "SK RDS baru")
    press(page, "Lanjut ke nomor dan tanggal")
    expect_title(page, "Nomor, tanggal, masa berlaku")
    write_head(page, today, "141/8/KEP/2026")
    press(page, "Tetapkan SK")
    expect_said(page, "ditetapkan. Isinya tidak berubah lagi")
    words = words_of(page, "Unduh SK (PDF)")
    assert "1 Wahyu Lestari P PKK Ketua" in words
    assert Appointment.objects.get().kind == "rds"


def test_an_activity_is_logged_without_javascript(new_window, village, kpm):
    page = new_window("phone", user=kpm, java_script_enabled=False)
    page.goto(f"/desa/{village.code}/kegiatan/baru/kelas/")
    fill_class(page, village.today())
    fill(page, "Tempat", "")
    press(page, "Simpan kegiatan")
    # A mistake keeps what was typed.
    expect(page.get_by_label("Pokok kegiatan")).to_have_value("Kelas ibu hamil")
    fill(page, "Tempat", "Poskesdes")
    press(page, "Simpan kegiatan")
    expect_said(page, "Kelas ibu hamil tersimpan")
    page.goto(f"/desa/{village.code}/kegiatan/?jenis=kelas")
    expect_said(page, "1 kegiatan, 17 orang")

    assert Activity.objects.get().women == 14


def test_an_activity_is_logged_by_the_keyboard_alone(new_window, village, kpm):
    page = new_window("desktop", user=kpm)
    page.goto(f"/desa/{village.code}/kegiatan/")
    expect_title(page, "Kegiatan KPM")
    enter_at(page, "Catat kegiatan")
    expect_title(page, "Kegiatan apa")
    enter_at(page, "Konseling ayah atau suami")
    expect_title(page, "Konseling")
    for label, typed in (
        ("Pokok kegiatan", "Peran ayah"),
        ("Tempat", "Balai dusun"),
        ("Laki-laki yang dijangkau", "12"),
        ("Perempuan yang dijangkau", "5"),
    ):
        tab_to(page, label)
        page.keyboard.type(typed)
    enter_at(page, "Simpan kegiatan")
    expect_said(page, "Peran ayah tersimpan")

    assert Activity.objects.get().men == 12
