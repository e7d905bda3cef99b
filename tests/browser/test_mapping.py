"""Pemetaan sosial: dusun by dusun and frozen; houses put on the sketch by hand."""

import re

import pytest
from playwright.sync_api import expect

from scorecard.models import HousePoint, SocialMapping
from tests.browser.steps import (
    expect_said,
    expect_title,
    fill,
    follow,
    look_around,
    open_menu,
    press,
)
from tests.scorecard.drawn_village import drawn
from villages.models import Facility

pytestmark = pytest.mark.browser


@pytest.fixture
def dusun(village):
    """A dusun with three houses and a posyandu."""
    dusun, _ = drawn(village)
    Facility.objects.create(
        village=village,
        dusun=dusun,
        kind="posyandu",
        name="Posyandu Melati",
        year=village.today().year,
        parenting="x",
    )
    return dusun


def open_sketch(page, dusun):
    page.goto("/")
    open_menu(page, "Lainnya")
    expect_title(page, "Lainnya")
    follow(page, "Peta sosial")
    look_around(page)
    follow(page, dusun.name)
    expect_title(page, f"Peta sosial Dusun {dusun}")
    look_around(page)


def middle(locator, right=0.5, down=0.5):
    """A point of something on the page, as shares of its width and height."""
    box = locator.bounding_box()
    return box["x"] + box["width"] * right, box["y"] + box["height"] * down


def drag_by_mouse(page, start, end):
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=5)
    page.mouse.up()


def drag_by_finger(page, start, end):
    wire = page.context.new_cdp_session(page)

    def touch(kind, *points):
        at = [{"x": x, "y": y} for x, y in points]
        wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    touch("touchStart", start)
    for share in (0.2, 0.4, 0.6, 0.8, 1):
        way = zip(start, end, strict=True)
        touch("touchMove", tuple(a + (b - a) * share for a, b in way))
    touch("touchEnd")


DRAGS = {"phone": drag_by_finger, "desktop": drag_by_mouse}


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_houses_are_dragged_and_each_is_saved_by_itself(
    new_window, worker, kpm, dusun, size
):
    page, drag = new_window(size, user=kpm), DRAGS[size]
    open_sketch(page, dusun)
    sheet = page.locator("[data-sheet]")
    sheet.scroll_into_view_if_needed()

    chip = page.get_by_role("list", name="Belum di peta").get_by_role("button").first
    drag(page, middle(chip), middle(sheet, 0.4, 0.3))
    status = page.locator("[data-status]")
    expect(status).to_contain_text("Keluarga 1: kotak")
    expect(status).to_contain_text("tersimpan")
    first = HousePoint.objects.get()

    mark = page.locator(".is-picked")
    drag(page, middle(mark), middle(sheet, 0.8, 0.7))
    expect(page.locator("[data-status]")).to_contain_text("tersimpan")
    expect(mark).not_to_have_attribute("transform", f"translate({first.x} {first.y})")
    expect(page.locator("[data-status]")).not_to_contain_text(f"kotak {first.square},")
    look_around(page)

    press(page, "Batalkan geseran")
    expect(page.locator("[data-status]")).to_contain_text(f"kotak {first.square},")
    again = HousePoint.objects.get()
    assert (again.x, again.y, again.version) == (first.x, first.y, 3)

    # What was saved is there when the page is opened anew.
    page.reload()
    expect(page.get_by_text("1 dari 3 rumah ada di peta")).to_be_visible()


def test_a_house_is_moved_by_the_arrow_keys_alone(new_window, worker, kpm, dusun):
    page = new_window("desktop", user=kpm)
    open_sketch(page, dusun)

    button = page.get_by_role("button", name="Geser Keluarga 2")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    for key in ("ArrowLeft", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)

    expect(page.locator("[data-status]")).to_contain_text("kotak J7, tersimpan")
    point = HousePoint.objects.get()
    assert (point.household.head_name, point.x, point.y) == ("Keluarga 2", 950, 650)


def test_a_drop_without_a_signal_is_saved_afterwards(
    new_window, complaints, worker, kpm, dusun
):
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    page = new_window("desktop", user=kpm)
    open_sketch(page, dusun)
    page.context.set_offline(True)
    page.get_by_role("button", name="Geser Keluarga 3").press("Enter")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-status]")).to_contain_text("belum tersimpan")

    page.context.set_offline(False)

    expect(page.locator("[data-status]")).to_contain_text("tersimpan")
    expect(page.get_by_role("button", name="Simpan ulang")).to_be_hidden()
    expect(page.locator("[data-status]")).to_contain_text("kotak K9, tersimpan")
    assert HousePoint.objects.get().household.head_name == "Keluarga 3"


def test_without_javascript_a_house_is_put_into_a_square(
    new_window, worker, kpm, dusun
):
    page = new_window("phone", user=kpm, java_script_enabled=False)
    page.goto(f"/desa/{dusun.village.code}/peta/{dusun.pk}/")

    follow(page, "Letakkan Keluarga 1")
    expect_title(page, "Letak Keluarga 1")
    page.get_by_label("Kolom").select_option("C")
    page.get_by_label("Baris").select_option("5")
    press(page, "Simpan letaknya")

    expect_said(page, "Keluarga 1 tersimpan di peta")
    expect(page.get_by_text("kotak C5")).to_be_visible()
    assert HousePoint.objects.get().square == "C5"


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_every_dusun_is_marked_and_formulir_1_frozen(
    new_window, worker, village, kpm, dusun, size
):
    page = new_window(size, user=kpm)
    page.goto("/")
    open_menu(page, "Lainnya")
    expect_title(page, "Lainnya")
    follow(page, "Pemetaan sosial dan Formulir 1")
    expect_title(page, f"Pemetaan sosial {village.today().year}")
    look_around(page)

    for one in village.dusuns.order_by("name"):
        follow(page, one.name)
        expect_title(page, f"Dusun {one}")
        look_around(page)
        fill(page, "Keterangan", "Semua ditemui bersama kader posyandu.")
        press(page, "Tandai dusun selesai")
        expect_said(page, f"Dusun {one} selesai dipetakan")
    press(page, re.compile("^Bekukan Formulir 1"))
    expect_said(page, "dibekukan.")
    look_around(page)

    assert SocialMapping.objects.get().content["total"]["rumah_tangga"] == 3
    follow(page, "Fasilitas dan layanannya")
    expect_title(page, "Fasilitas dan layanannya")
    expect_said(page, "Tidak ada layanan parenting di desa ini.")
    look_around(page)
