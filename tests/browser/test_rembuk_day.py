"""The day of the rembuk: invited, signed in by the code on the wall, shown large."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from rembuk.models import Attendance
from tests.browser.steps import (
    expect_said,
    expect_title,
    fill,
    follow,
    look_around,
    press,
)
from tests.rembuk.meetings import add_proposal, make_meeting
from villages.quarters import Triwulan

pytestmark = pytest.mark.browser


@pytest.fixture
def rembuk(lively, rds):
    """A rembuk just opened from the newest ended quarter, with one proposal."""
    ended = Triwulan.of(lively.today()).previous
    quarter = lively.quarters.get(year=ended.year, number=ended.number)
    meeting = make_meeting(lively, quarter, by=rds)
    add_proposal(meeting, by=rds)
    return meeting


def page_of(meeting, part=""):
    return f"/desa/{meeting.village.code}/rembuk/{meeting.year}/{meeting.pk}/{part}"


def sign_in(page, name, element):
    """What a participant does on his phone."""
    fill(page, "Nama lengkap", name)
    page.get_by_role("radio", name="Perempuan").check()
    page.get_by_label("Anda mewakili siapa?").select_option(label=element)
    press(page, "Saya hadir")
    expect_said(page, "Anda sudah tercatat")


def address_on(page):
    """The path that the code on the screen leads to."""
    return urlsplit(page.locator(".address").inner_text().strip()).path


def test_unsur_are_invited_until_none_is_missing(new_window, rembuk, rds):
    hers = new_window("phone", user=rds)
    hers.goto(page_of(rembuk))
    follow(hers, "Susun undangan")
    expect_title(hers, "Undangan")
    expect_said(hers, "Unsur yang belum diundang")
    look_around(hers)
    press(hers, "Undang yang dicentang")
    expect_said(hers, "penerima undangan ditambahkan")
    expect_said(hers, "Semua unsur diundang.")
    look_around(hers)
    press(hers, "Ubah susunan acara")
    expect_said(hers, "Susunan acara siap diubah")
    follow(hers, "Sambutan Kepala Desa")
    expect_title(hers, "Ubah acara")
    fill(hers, "Lamanya", "20")
    look_around(hers)
    press(hers, "Simpan")
    expect_said(hers, "20 menit · Kepala Desa")

    href = hers.get_by_role("link", name="PDF Surat undangan").get_attribute("href")
    assert hers.request.get(href).body().startswith(b"%PDF")


def test_participants_sign_in_by_the_code_on_the_wall(new_window, rembuk, rds):
    hers = new_window("desktop", user=rds)
    hers.goto(page_of(rembuk, "hadir/"))
    press(hers, "Buka pengisian lewat ponsel")
    expect_said(hers, "dibuka sampai tengah malam")
    look_around(hers)
    missed = hers.get_by_role("region", name="Unsur yang belum hadir")
    expect(missed.get_by_text("Karang Taruna")).to_be_visible()

    wall = new_window("desktop", user=rds)
    wall.goto(page_of(rembuk, "presentasi/"))
    expect(wall.get_by_role("img", name="Kode QR daftar hadir")).to_be_visible()
    expect_said(wall, "0 orang sudah tercatat")
    look_around(wall)

    phone = new_window("phone")
    phone.goto(address_on(wall))
    expect_title(phone, "Daftar hadir")
    look_around(phone)
    sign_in(phone, "Rina Wulandari", "Karang Taruna")
    look_around(phone)

    # Nobody reloads: the secretary's page and the wall follow by themselves.
    expect(hers.get_by_role("link", name="Rina Wulandari")).to_be_visible()
    expect(missed.get_by_text("Karang Taruna")).to_have_count(0)
    expect_said(wall, "1 orang sudah tercatat")
    phone.goto(address_on(wall))
    expect_said(phone, "Rina Wulandari, Karang Taruna")

    press(hers, "Tutup pengisian lewat ponsel")
    expect_said(hers, "Yang datang kemudian Anda tulis")
    late = new_window("phone")
    late.goto(address_on(wall))
    expect_said(late, "sudah ditutup")
    look_around(late)
    assert Attendance.objects.get().is_by_phone


def test_a_phone_without_scripts_signs_in_and_the_secretary_mends_it(
    new_window, rembuk, rds
):
    hers = new_window("phone", user=rds, java_script_enabled=False)
    hers.goto(page_of(rembuk, "hadir/"))
    press(hers, "Buka pengisian lewat ponsel")
    expect_said(hers, "dibuka sampai tengah malam")
    follow(hers, "Tampilkan kode QR")
    expect_title(hers, "Rembuk Stunting")
    where = address_on(hers)

    phone = new_window("phone", java_script_enabled=False)
    phone.goto(where)
    press(phone, "Saya hadir")
    expect_said(phone, "Tulis nama Anda.")
    sign_in(phone, "Rina Wulan", "PKK")

    hers.goto(page_of(rembuk, "hadir/"))
    follow(hers, "Muat ulang daftar")
    follow(hers, "Rina Wulan")
    expect_title(hers, "Ubah peserta")
    fill(hers, "Nama", "Rina Wulandari")
    press(hers, "Simpan")
    expect_said(hers, "Peserta tersimpan")
    assert Attendance.objects.get().name == "Rina Wulandari"


def test_the_presentation_is_walked_by_the_keyboard(new_window, rembuk, rds):
    page = new_window("desktop", user=rds)
    page.goto(page_of(rembuk))
    follow(page, "Presentasi untuk layar")
    expect_title(page, "Rembuk Stunting Desa Sukamaju")
    titles = ["Susunan acara", "Tingkat konvergensi desa", "Paket yang paling"]
    for title in titles:
        turn(page, "ArrowRight")
        expect_title(page, title)
        look_around(page)
        fits(page)
    turn(page, "ArrowLeft")
    expect_title(page, "Tingkat konvergensi desa")
    turn(page, "End")
    expect_title(page, "Terima kasih")
    for title in ("Kesepakatan", "Usulan kegiatan"):
        turn(page, "PageUp")
        expect_title(page, title)
        look_around(page)
        fits(page)
    turn(page, "PageUp")
    expect_said(page, "Masalah 3 dari 3")
    look_around(page)
    fits(page)
    turn(page, "Home")
    expect_title(page, "Rembuk Stunting Desa Sukamaju")


def turn(page, key):
    """Press a key once the page knows what it means."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def fits(page):
    """Nothing has to be scrolled to, on both sizes of projector."""
    for width, height in ((1920, 1080), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        over = page.evaluate("document.documentElement.scrollHeight - innerHeight")
        assert over <= 0, f"{page.url} is {over} px too high at {width}"


def test_the_presentation_is_walked_by_links_where_no_script_runs(
    new_window, rembuk, rds
):
    page = new_window("phone", user=rds, java_script_enabled=False)
    page.goto(page_of(rembuk, "presentasi/"))
    for title in ("Susunan acara", "Tingkat konvergensi desa", "Paket yang paling"):
        follow(page, "Berikutnya")
        expect_title(page, title)
    follow(page, "Selesai")
    expect_title(page, "Rembuk stunting desa")
