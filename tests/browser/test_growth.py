"""Growth seen at once, printed for the family, and a life read back."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from households.ages import add_months
from households.models import ChildRecord
from tests.browser.steps import (
    answer,
    enter_at,
    expect_said,
    expect_title,
    fill,
    follow,
    log_in,
    look_around,
    open_menu,
    press,
    tab_to,
)
from tests.cast import (
    PASSWORD,
    make_child,
    make_child_record,
    make_household,
    make_person,
)
from tests.documents import pages
from villages.wording import month_and_year

pytestmark = pytest.mark.browser


@pytest.fixture
def ahmad(village):
    """Eight months old, measured in the three months before this one."""
    today = village.today()
    since = add_months(today, -12)
    household = make_household(village, registered_on=since, head_name="Karto")
    mother = make_person(household, name="Siti Aminah")
    child = make_child(
        household,
        add_months(today, -8),
        name="Ahmad Fauzan",
        mother=mother,
        birth_weight_kg=Decimal("3.2"),
        birth_length_cm=Decimal("49.8"),
    )
    for back, kg, cm in ((3, "7.2", "65"), (2, "7.4", "66.5"), (1, "7.5", "68")):
        make_child_record(
            child,
            add_months(today, -back),
            weight_kg=Decimal(kg),
            height_cm=Decimal(cm),
            position="telentang",
            mat="H",
        )
    return child


def test_growth_is_seen_at_once_and_read_back(new_window, worker, village, kpm, ahmad):
    page = new_window("phone")
    log_in(page, kpm)
    follow(page, "Catat berikutnya: Ahmad Fauzan")
    expect_title(page, "Ahmad Fauzan")
    answer(page, "Ditimbang?", "Ya")
    fill(page, "Berat", "7,6")
    fill(page, "Panjang/tinggi", "69,5")
    answer(page, "Posisi ukur", "Telentang")
    answer(page, "Hasil tikar pertumbuhan", "Hijau")
    # Score, class, gain and mat stand together before anything is saved.
    line = page.locator(".growth")
    expect(line).to_contain_text("IMT/U")
    expect(line).to_contain_text("Tidak naik: bertambah 100 g")
    expect(line).to_contain_text("Tikar")
    look_around(page)
    press(page, "Simpan, ini yang terakhir")
    expect_said(page, "Ahmad Fauzan tersimpan")
    open_menu(page, "Sasaran")
    follow(page, "Karto")
    expect_title(page, "Keluarga Karto")
    follow(page, "Ahmad Fauzan")
    expect_title(page, "Ahmad Fauzan")

    # The child's page: the chart, another chart, the table behind it.
    expect(page.get_by_text("Tidak naik 3 kali berturut-turut")).to_be_visible()
    expect(page.get_by_role("img", name="Panjang atau tinggi")).to_be_visible()
    follow(page, "Berat")
    expect(page.get_by_role("img", name="Berat menurut umur")).to_be_visible()
    page.get_by_text("Tabel ukuran").click()
    expect(page.get_by_role("region", name="Tabel ukuran")).to_contain_text("lahir")
    look_around(page)

    # The page for the family is one sheet of plain words.
    with page.expect_download() as download:
        page.evaluate(
            "document.querySelector('a[href$=\"/pertumbuhan/\"]').download = 'x.pdf'"
        )
        follow(page, "Lembar untuk keluarga")
    (told,) = pages.page_texts(download.value.path().read_bytes())
    assert "Sudah 3 kali berturut-turut tidak naik" in told

    # The whole life: the visit, the sheet and who wrote what.
    follow(page, "Riwayat lengkap")
    expect_title(page, "Riwayat Ahmad Fauzan")
    now = month_and_year(village.today())
    expect(page.get_by_role("link", name=f"Pemantauan anak, {now}")).to_be_visible()
    expect_said(page, "Grafik pertumbuhan untuk keluarga (PDF)")
    page.get_by_role("heading", name="Perubahan").click()
    expect(page.get_by_text("membuat catatan bulanan anak").first).to_be_visible()
    look_around(page)
    follow(page, "Siti Aminah")
    expect_title(page, "Riwayat Siti Aminah")
    expect(page.get_by_role("link", name="Ahmad Fauzan").first).to_be_visible()
    look_around(page)


def test_growth_is_read_without_javascript(new_window, worker, village, kpm, ahmad):
    page = new_window("phone", java_script_enabled=False)
    page.goto("/")
    fill(page, "Nama pengguna", kpm.username)
    fill(page, "Kata sandi", PASSWORD)
    press(page, "Masuk")
    follow(page, "Lainnya")
    follow(page, "Pertumbuhan anak")
    expect_title(page, "Pertumbuhan anak")
    follow(page, "Ahmad Fauzan")
    expect_title(page, "Ahmad Fauzan")
    follow(page, "IMT")
    expect(page.get_by_role("img", name="IMT menurut umur")).to_be_visible()
    follow(page, "Lihat yang diterima dan yang belum")
    expect_title(page, "Riwayat Ahmad Fauzan")


def test_an_older_child_is_weighed_by_the_keyboard_alone(
    new_window, worker, village, kpm
):
    today = village.today()
    household = make_household(village, registered_on=add_months(today, -12))
    child = make_child(household, add_months(today, -31), name="Zaki Maulana")
    page = new_window("desktop")
    log_in(page, kpm)
    page.goto(f"/desa/{village.code}/pertumbuhan/")
    expect_title(page, "Pertumbuhan anak")
    tab_to(page, "Belum pernah diukur")  # a group, folded away
    page.keyboard.press("Enter")
    enter_at(page, "Zaki Maulana")
    expect_title(page, "Zaki Maulana")
    enter_at(page, f"Timbang dan ukur {month_and_year(today)}")
    expect(page.get_by_role("group", name="Ditimbang?")).to_be_visible()
    tab_to(page, "Berat")
    page.keyboard.type("12,8")
    tab_to(page, "Panjang/tinggi")
    page.keyboard.type("90,5")
    enter_at(page, "Simpan")
    expect_said(page, "Zaki Maulana tersimpan")

    record = ChildRecord.objects.get(child=child)
    assert (str(record.weight_kg), str(record.height_cm)) == ("12.800", "90.50")
