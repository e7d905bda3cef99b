"""A posyandu day: sheets for children and mothers, saved row by row as one types."""

import pytest
from playwright.sync_api import expect

from households.ages import add_months
from households.models import ChildRecord, NotReached, PregnancyRecord
from tests.browser.steps import (
    expect_said,
    expect_title,
    follow,
    look_around,
    open_menu,
    press,
)
from tests.cast import make_child, make_household, make_pregnancy, make_statement
from villages.models import Posyandu

pytestmark = pytest.mark.browser


@pytest.fixture
def posyandu(village):
    return Posyandu.objects.create(village=village, name="Melati")


@pytest.fixture
def home(village):
    return make_household(village, registered_on=add_months(village.today(), -4))


@pytest.fixture
def children(village, posyandu, home):
    """Two children of one posyandu, in the order of the sheet."""
    born_on = add_months(village.today(), -10)
    found = [make_child(home, born_on, name=name) for name in ("Ahmad", "Zaki")]
    for child in found:
        since = home.registered_on
        make_statement(child, "posyandu", since, value="", posyandu=posyandu)
    return found


@pytest.fixture
def mother(village, posyandu, home):
    woman = home.people.create(name="Siti", sex="P", registered_on=home.registered_on)
    mother = make_pregnancy(home, add_months(village.today(), 2), woman=woman)
    since = home.registered_on
    make_statement(mother, "posyandu", since, value="", posyandu=posyandu)
    return mother


def open_sheet(page):
    page.goto("/")
    open_menu(page, "Posyandu")
    expect_title(page, "Hari posyandu")
    look_around(page)
    press(page, "Buka lembar")
    expect_title(page, "Posyandu Melati")


def row_of(page, name):
    return page.get_by_role("row").filter(has_text=name)


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_the_sheet_saves_row_by_row_and_goes_down_by_enter(
    new_window, complaints, worker, kpm, children, size
):
    complaints.expect("status of 422")  # the row that is refused below
    page = new_window(size, user=kpm)
    open_sheet(page)
    look_around(page)

    page.get_by_label("Berat Ahmad").fill("8,4")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Berat Zaki")).to_be_focused()
    expect(row_of(page, "Ahmad")).to_contain_text("tersimpan")
    # How many are done follows without a new page.
    expect(page.get_by_text("1 dari 2 tercatat")).to_be_visible()
    page.keyboard.type("88")
    page.get_by_label("Panjang Zaki").fill("71")
    page.get_by_label("Tikar Zaki").select_option("Hijau")

    # The row that cannot be says so at its own edge; what was typed stays.
    expect(row_of(page, "Zaki")).to_contain_text("Maksud Anda 8,8 kg?")
    expect(page.get_by_label("Berat Zaki")).to_have_value("88")
    look_around(page)
    page.get_by_label("Berat Zaki").fill("8,8")
    page.get_by_label("Panjang Zaki").focus()
    expect(row_of(page, "Zaki")).to_contain_text("tersimpan")
    expect(page.get_by_text("2 dari 2 tercatat")).to_be_visible()

    weights = ChildRecord.objects.order_by("child__name").values_list("weight_kg")
    assert [str(kg) for (kg,) in weights] == ["8.400", "8.800"]


def test_a_mothers_ticks_take_one_touch_and_a_thin_arm_proposes_kek(
    new_window, worker, kpm, mother
):
    page = new_window("phone", user=kpm)
    open_sheet(page)
    follow(page, "Ibu hamil")
    expect(page.get_by_label("Periksa Siti")).to_be_visible()
    look_around(page)

    page.get_by_label("Periksa Siti").click()
    expect(page.get_by_label("Periksa Siti")).to_have_value("v")
    page.get_by_label("Kelas ibu Siti").press("x")
    expect(page.get_by_label("Kelas ibu Siti")).to_have_value("x")
    page.get_by_label("LiLA Siti").fill("22,9")
    page.keyboard.press("Tab")
    expect_said(page, "LiLA 22,9 cm: KEK")
    look_around(page)
    press(page, "Catat KEK")
    expect(page.get_by_label("Status Siti")).to_have_value("K")
    expect(page.get_by_role("button", name="Catat KEK")).to_have_count(0)

    saved = PregnancyRecord.objects.get()
    assert (saved.checkup, saved.counselling, saved.status) == ("v", "x", "K")


def test_a_filled_paper_is_copied_by_the_keyboard_alone(
    new_window, worker, kpm, children
):
    page = new_window("desktop", user=kpm)
    open_sheet(page)
    follow(page, "Salin 2B")
    first = page.get_by_label("e Status gizi Ahmad")
    expect(first).to_be_visible()
    look_around(page)

    first.focus()
    page.keyboard.type("N")
    page.keyboard.press("Enter")
    page.keyboard.type("H")
    page.keyboard.press("Enter")
    page.keyboard.type("v")  # one letter, and the next box has the pen
    expect(page.get_by_label("i Berat Ahmad")).to_be_focused()
    page.keyboard.type("8,4")
    page.keyboard.press("Enter")
    page.keyboard.type("71,5")
    page.keyboard.press("Enter")
    page.keyboard.type("xvvvvvvv")
    expect(page.get_by_label("e Status gizi Zaki")).to_be_focused()
    expect(row_of(page, "Ahmad")).to_contain_text("tersimpan")
    expect(page.get_by_text("1 dari 2 tercatat")).to_be_visible()

    saved = ChildRecord.objects.get()
    assert (saved.nutrition, saved.mat, str(saved.height_cm)) == ("N", "H", "71.50")
    assert (saved.father_counselling, saved.parenting) == ("x", "v")


def test_who_did_not_come_is_visited_and_not_found(
    new_window, worker, kpm, children, mother
):
    page = new_window("phone", user=kpm)
    open_sheet(page)
    page.get_by_label("Berat Ahmad").fill("8,4")
    page.keyboard.press("Enter")
    expect(row_of(page, "Ahmad")).to_contain_text("tersimpan")
    follow(page, "Daftar kunjungan")
    expect_title(page, "Daftar kunjungan")
    expect(page.get_by_text("Zaki")).to_be_visible()
    expect(page.get_by_text("Ahmad")).to_have_count(0)
    look_around(page)

    follow(page, "Zaki")
    expect_title(page, "Zaki")
    press(page, "Tidak di rumah")
    expect_said(page, "Zaki: tidak ada di rumah")
    expect_title(page, "Siti")  # the next of the same posyandu
    look_around(page)
    open_menu(page, "Tugas")
    expect_title(page, "Tugas")
    expect_said(page, "tidak ada di rumah – coba lagi")
    look_around(page)

    assert NotReached.objects.get().child.name == "Zaki"
    assert ChildRecord.objects.count() == 1
