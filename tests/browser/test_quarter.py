"""RDS reads a quarter; KPM and admin desa bring it to its end; then it holds."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from households.models import ChildRecord
from scorecard.reading import scorecard_of
from tests.browser.steps import (
    expect_said,
    expect_title,
    fill,
    follow,
    look_around,
    open_menu,
    press,
)
from villages.quarters import Triwulan
from villages.templatetags.kpm import decimal, percent

pytestmark = pytest.mark.browser


@pytest.fixture
def ended(lively):
    """The quarter before the running one."""
    return Triwulan.of(lively.today()).previous


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_rds_reads_the_quarter(new_window, lively, rds, ended, size):
    page = new_window(size, user=rds)
    page.goto("/")
    look_around(page)
    page.locator("summary").filter(has_text="triwulan").click()
    follow(page, ended.label)
    expect_title(page, f"Ringkasan {ended}")
    look_around(page)
    follow(page, "Scorecard lengkap")
    expect_title(page, f"Scorecard {ended}")
    look_around(page)

    card = scorecard_of(lively, ended)
    expect(page.locator(".figure-number").first).to_have_text(
        percent(card.village.percent)
    )
    expect(page.get_by_role("figure", name="Lima paket layanan")).to_be_visible()
    expect(page.get_by_role("figure", name="Delapan triwulan")).to_be_visible()
    for number in range(1, 6):
        table = page.get_by_role("heading", name=f"Tabel {number}.")
        expect(table.first).to_be_visible()
    for name in (*card.dusun, *card.posyandu):
        expect(page.get_by_role("row").filter(has_text=name).first).to_be_visible()

    follow(page, "Formulir 3B anak")
    expect_title(page, "Formulir 3B")
    look_around(page)
    expect(page.get_by_role("cell", name="TS").first).to_be_visible()
    page.get_by_label("Dusun").select_option("Gunungsari")
    press(page, "Tampilkan")
    expect(page.get_by_label("Dusun")).to_have_value("Gunungsari")
    look_around(page)


def test_every_figure_tells_why(new_window, lively, rds, ended):
    page = new_window("phone", user=rds)
    page.goto(f"/desa/{lively.code}/scorecard/{ended.year}/{ended.number}/")

    follow(page, "Rumah Tangga anak usia 0-23 bulan memiliki sarana jamban yang layak")
    expect_said(page, "Siapa saja?")
    expect_said(page, "Aturannya")
    expect_said(page, "Gunungsari")
    expect_said(page, "Jawaban terbaru: tidak")
    look_around(page)
    page.locator("details[open] a.row-title").first.click()
    expect_said(page, "Mengapa huruf ini?")
    expect_said(page, "Jawaban terbaru: tidak")
    look_around(page)


def test_a_final_quarter_refuses_what_is_dated_in_it(
    new_window, worker, lively, kpm, admin_desa, ended
):
    record = ChildRecord.objects.filter(
        child__household__village=lively, month=ended.months[1], weight_kg__gt=0
    ).first()
    place = f"/desa/{lively.code}"
    hers = new_window("phone", user=kpm)
    hers.goto(f"{place}/scorecard/{ended.year}/{ended.number}/pemeriksaan/")
    look_around(hers)
    for still_open in range(open_checks(hers).count(), 0, -1):
        explain_one(hers, still_open)
    press(hers, f"Verifikasi {ended}")
    expect(hers.get_by_role("button", name="Verifikasi")).to_have_count(0)

    his = new_window("desktop", user=admin_desa)
    his.goto(f"{place}/scorecard/{ended.year}/{ended.number}/pemeriksaan/")
    press(his, f"Validasi {ended}")
    look_around(his)
    press(his, f"Jadikan {ended} final")
    expect_said(his, "Final sejak")
    look_around(his)

    # A visit of that quarter can no longer be changed: she is told why, and by whom.
    hers.goto(f"{place}/sasaran/anak/{record.child_id}/catat/{record.month:%Y-%m}/")
    heavier = decimal(record.weight_kg + Decimal("0.1"), 1)
    fill(hers, "Berat", heavier)
    press(hers, "Simpan dan lanjut")
    expect_said(hers, f"{ended} sudah final")
    expect_said(hers, "Minta admin desa")
    expect(hers.get_by_label("Berat").first).to_have_value(heavier)
    look_around(hers)
    before = record.weight_kg
    record.refresh_from_db()
    assert record.weight_kg == before


def open_checks(page):
    return page.locator("section.card").filter(has_text="terbuka")


def explain_one(page, still_open):
    """Write why the first thing that is still open stays as it is."""
    first = open_checks(page).first
    first.get_by_text("Jelaskan", exact=True).click()
    first.get_by_label("Penjelasan").fill("Keluarga bekerja di luar kota.")
    first.get_by_role("button", name="Simpan penjelasan").click()
    expect(open_checks(page)).to_have_count(still_open - 1)


def test_the_budget_fills_tabel_5(new_window, lively, admin_desa, ended):
    page = new_window("phone", user=admin_desa)
    page.goto("/")
    open_menu(page, "Anggaran")
    look_around(page)
