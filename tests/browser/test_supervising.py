"""A pendamping finds who is behind, a kecamatan reads where its villages stand."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import (
    expect_said,
    expect_title,
    fill,
    follow,
    look_around,
    open_menu,
    press,
)
from villages.models import AuditEntry
from villages.quarters import Triwulan

pytestmark = pytest.mark.browser


@pytest.fixture
def ended(lively):
    """The quarter before the running one."""
    return Triwulan.of(lively.today()).previous


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_a_pendamping_finds_who_is_behind_and_each_look_is_written_down(
    new_window, lively, pendamping, ended, size
):
    page = new_window(size, user=pendamping)
    page.goto(f"/wilayah/{lively.district.code}/")
    open_menu(page, "Kelengkapan")
    expect_title(page, f"Kelengkapan {ended}")
    look_around(page)

    open_menu(page, "Kinerja")
    expect_title(page, "Kinerja")
    look_around(page)
    page.goto(f"/wilayah/{lively.district.code}/{ended.year}/{ended.number}/kinerja/")
    expect_title(page, f"Kinerja {ended}")
    follow(page, "Anak 0–23 bulan")
    expect_said(page, "Anak 0–23 bulan: dipantau dari yang seharusnya")
    look_around(page)
    follow(page, lively.title)
    expect_title(page, f"Telaah {ended}")
    look_around(page)

    looks = AuditEntry.objects.filter(village=lively, by=pendamping, act="read")
    before = looks.count()
    page.goto(f"/desa/{lively.code}/sasaran/")
    expect_title(page, "Sasaran")
    look_around(page)
    assert looks.count() > before


def test_a_kecamatan_finds_a_village_by_its_name(new_window, lively, kecamatan, ended):
    page = new_window("phone", user=kecamatan)
    page.goto("/")
    expect_title(page, lively.district.title)
    look_around(page)
    open_menu(page, "Kelengkapan")
    expect_title(page, f"Kelengkapan {ended}")
    fill(page, "Cari desa atau wilayah di dalamnya", lively.name[:4])
    press(page, "Cari")
    expect_title(page, "Cari desa atau wilayah")
    look_around(page)
    follow(page, lively.title)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Scorecard")


def test_the_rds_reads_the_summary_aloud_and_shows_it_on_the_wall(
    new_window, lively, rds, ended
):
    page = new_window("desktop", user=rds)
    page.goto(f"/desa/{lively.code}/ringkasan/{ended.year}/{ended.number}/")
    expect_title(page, f"Ringkasan {ended}")
    expect_said(page, "layanan yang seharusnya diterima")
    look_around(page)
    follow(page, "Tampilkan di layar")
    expect_title(page, "Tingkat konvergensi desa")
    follow(page, "Berikutnya")
    expect_title(page, "Paket yang paling perlu dikejar")
    follow(page, "Selesai")
    expect_title(page, f"Ringkasan {ended}")
