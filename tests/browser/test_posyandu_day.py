"""A posyandu day: one sheet for all children, saved row by row as it is typed."""

import pytest
from playwright.sync_api import expect

from households.ages import add_months
from households.models import ChildRecord
from tests.browser.steps import look_around, open_menu, press
from tests.cast import make_child, make_household, make_statement
from villages.models import Posyandu

pytestmark = pytest.mark.browser


@pytest.fixture
def children(village):
    """Two children of one posyandu, in the order of the sheet."""
    today = village.today()
    posyandu = Posyandu.objects.create(village=village, name="Melati")
    since = add_months(today, -4)
    born_on = add_months(today, -10)
    home = make_household(village, registered_on=since)
    found = [make_child(home, born_on, name=name) for name in ("Ahmad", "Zaki")]
    for child in found:
        make_statement(child, "posyandu", since, value="", posyandu=posyandu)
    return found


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_the_sheet_saves_row_by_row_and_goes_down_by_enter(
    new_window, complaints, worker, kpm, children, size
):
    complaints.expect("status of 422")  # the row that is refused below
    page = new_window(size, user=kpm)
    page.goto("/")
    open_menu(page, "Posyandu")
    look_around(page)
    press(page, "Buka lembar hari ini")
    look_around(page)

    page.get_by_label("Berat Ahmad").fill("8,4")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Berat Zaki")).to_be_focused()
    expect(row_of(page, "Ahmad")).to_contain_text("tersimpan")
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

    weights = ChildRecord.objects.order_by("child__name").values_list("weight_kg")
    assert [str(kg) for (kg,) in weights] == ["8.400", "8.800"]


def row_of(page, name):
    return page.get_by_role("row").filter(has_text=name)
