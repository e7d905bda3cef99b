"""The Kepala Desa and the BPD follow what the rembuk agreed, on their phones."""

from datetime import date

import pytest
from playwright.sync_api import expect

from rembuk import actions
from rembuk.models import Handover, Step
from tests.browser.steps import (
    expect_said,
    expect_title,
    fill,
    follow,
    look_around,
    open_menu,
    press,
)
from tests.rembuk.meetings import complete, make_meeting, make_quarter, sign_all

pytestmark = pytest.mark.browser
PROPOSAL = "Kelas pengasuhan bagi orang tua"


@pytest.fixture
def agreed(village, rds):
    """A ratified berita acara, and a line of the budget that fits its proposal."""
    meeting = make_meeting(village, make_quarter(village), by=rds)
    complete(meeting, by=rds)
    record = actions.settle(meeting.berita_acaras.get(), by=rds)
    sign_all(record, by=rds)
    village.budget_lines.create(
        year=2027, activity_code="2.2.06", name="BKB", amount_rupiah=9_000_000
    )
    return actions.ratify(record, by=rds)


def hand_over(page):
    follow(page, "Kepala Desa")
    expect_title(page, "Serahkan kepada Kepala Desa")
    look_around(page)
    fill(page, "Tanggal diserahkan", date(2026, 6, 25))
    fill(page, "Yang menyerahkan", "Wahyuningsih")
    fill(page, "Nama penerima", "Slamet Riyadi")
    fill(page, "Jabatan penerima", "Kepala Desa")
    press(page, "Simpan")
    expect_said(page, "Penyampaian kepada Kepala Desa tercatat.")


def enter_plan(page):
    follow(page, "Catat masuk RKP Desa")
    expect_title(page, "Catat: RKP Desa")
    fill(page, "Tanggal", date(2026, 9, 21))
    press(page, "Simpan langkah")
    expect_said(page, "RKP Desa tercatat.")
    look_around(page)


def enter_budget(page):
    follow(page, "Catat masuk APB Desa")
    expect_title(page, "Catat: APB Desa")
    look_around(page)
    fill(page, "Tanggal", date(2026, 10, 20))
    expect(page.get_by_label("Baris APB Desa")).to_contain_text("2.2.06 BKB")
    press(page, "Simpan langkah")  # the estimate is more than the line holds
    expect_said(page, "sisanya Rp9.000.000")
    look_around(page)
    fill(page, "Jumlah dalam APB Desa", "9.000.000")
    press(page, "Simpan langkah")
    expect_said(page, "APB Desa tercatat.")


def test_the_kepala_desa_carries_a_proposal_into_the_budget(
    new_window, village, agreed, kades
):
    page = new_window("phone", user=kades)
    page.goto("/")
    open_menu(page, "Lainnya")
    expect_title(page, "Lainnya")
    follow(page, "Tahapan")
    expect_title(page, "Tahapan")
    look_around(page)

    open_menu(page, "Lainnya")
    expect_title(page, "Lainnya")
    follow(page, "Advokasi usulan")
    expect_title(page, "Advokasi usulan rembuk 2026")
    look_around(page)
    hand_over(page)
    follow(page, PROPOSAL)
    expect_title(page, PROPOSAL)
    enter_plan(page)
    enter_budget(page)

    press(page, "Hapus langkah ini")
    expect_said(page, "dihapus")
    press(page, "Batalkan")
    expect_said(page, "dikembalikan")
    assert Handover.objects.count() == 1
    assert Step.objects.count() == 2


def test_the_bpd_reads_how_far_it_came_and_residents_what_was_promised(
    new_window, village, agreed, bpd, kades
):
    page = new_window("phone", user=bpd)
    page.goto("/")
    open_menu(page, "Rembuk")
    expect_title(page, "Rembuk stunting")
    follow(page, "Tahapan tahun ini")
    expect_title(page, "Tahapan")
    look_around(page)

    open_menu(page, "Lainnya")
    expect_title(page, "Lainnya")
    follow(page, "Advokasi usulan")
    expect_title(page, "Advokasi usulan rembuk 2026")
    follow(page, PROPOSAL)
    expect_said(page, "dicatat oleh Kepala Desa")
    look_around(page)

    open_menu(page, "Lainnya")
    expect_title(page, "Lainnya")
    follow(page, "Janji")
    expect_title(page, "Janji dan yang sudah dilakukan")
    look_around(page)
    follow(page, "halaman warga")
    expect_title(page, "Apa yang dijanjikan dan dilakukan")
    look_around(page)
