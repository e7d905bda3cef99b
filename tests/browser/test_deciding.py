"""A rembuk decides: options, points, votes, money; and several type its minutes."""

import re

import pytest
from playwright.sync_api import expect

from rembuk.actions.minutes import type_minutes
from rembuk.models import Meeting
from scorecard.need import PRICED
from tests.browser.steps import (
    expect_said,
    expect_title,
    fill,
    follow,
    look_around,
    press,
)
from tests.rembuk.meetings import PEOPLE, add_people, make_meeting, make_quarter, url
from tests.servers.worker import eventually
from villages.quarters import Triwulan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def meeting(village, rds):
    return make_meeting(village, make_quarter(village), by=rds)


@pytest.fixture
def rembuk(lively, rds):
    """About families: three problems, prices for their services, six people there."""
    ended = Triwulan.of(lively.today()).previous
    quarter = lively.quarters.get(year=ended.year, number=ended.number)
    meeting = make_meeting(lively, quarter, by=rds)
    for service in PRICED:
        lively.unit_costs.create(
            year=ended.year, service=service, amount_rupiah=90_000, source="RAB"
        )
    add_people(meeting, PEOPLE, by=rds)
    return meeting


def state(page):
    return page.locator("[data-state]")


def words(page, part):
    return page.get_by_label(f"Isi {part}", exact=True)


def minutes_of(meeting):
    return Meeting.objects.get(pk=meeting.pk).minutes


# --- options, money, votes -----------------------------------------------------------


def test_an_option_becomes_a_proposal_and_money_is_spread_over_it(
    new_window, rembuk, rds
):
    page = new_window("phone", user=rds)
    problem = rembuk.problems.exclude(indicator="paud").first()
    page.goto(url("meeting", rembuk))
    card = page.get_by_role("listitem").filter(has_text=problem.text).first
    card.get_by_role("link", name="Pilihan kegiatan").click()
    expect_title(page, "Pilihan kegiatan")
    look_around(page)
    page.get_by_role("button", name="Jadikan usulan").first.click()
    expect_said(page, "Usulan tersimpan.")
    look_around(page)
    row = rembuk.proposals.get()
    assert row.cost_rupiah == row.targets * 90_000

    follow(page, "Uji anggaran")
    expect_title(page, "Uji anggaran")
    look_around(page)
    page.get_by_label("Geser jumlah uang").press("End")
    expect_said(page, "Semuanya terbayar.")
    page.get_by_label("Geser jumlah uang").press("Home")
    expect_said(page, "Dengan Rp0")
    fill(page, "Uang yang ada", "-90000")
    press(page, "Hitung")
    expect_said(page, "tidak boleh di bawah nol")
    fill(page, "Uang yang ada", "90.000")
    press(page, "Hitung")
    expect_said(page, "Terpakai Rp90.000, sisa Rp0.")
    look_around(page)


def test_votes_are_counted_on_a_phone_and_never_more_than_voters(
    new_window, complaints, rembuk, rds
):
    complaints.expect("status of 422")
    page = new_window("phone", user=rds)
    problem = rembuk.problems.exclude(indicator="paud").first()
    page.goto(url("option_list", rembuk, problem.pk))
    page.get_by_role("button", name="Jadikan usulan").first.click()
    follow(page, "Pemungutan suara")
    expect_said(page, "5 peserta desa ini tercatat hadir")
    look_around(page)
    fill(page, "Setuju:", "6")
    press(page, "Simpan jumlah suara")
    expect_said(page, "6 suara, padahal hanya 5 peserta")
    look_around(page)
    fill(page, "Setuju:", "4")
    fill(page, "Abstain:", "1")
    press(page, "Simpan jumlah suara")
    expect_said(page, "5 dari 5 suara")


# --- points --------------------------------------------------------------------------


def test_problems_are_ranked_by_points_with_the_keyboard(new_window, meeting, rds):
    page = new_window("desktop", user=rds)
    before = list(meeting.problems.all())
    page.goto(url("points", meeting, "masalah"))
    look_around(page)
    page.get_by_label("Kegawatan:").first.focus()
    for value in ("1", "1", "1", "1", "3", "3", "3", "3", "5", "5", "5", "5"):
        page.keyboard.press(value)
        page.keyboard.press("Enter")
    press(page, "Simpan nilai")
    expect_said(page, "Nilai tersimpan.")
    expect_said(page, "3 × 5 = 15")
    look_around(page)

    press(page, "Urutkan menurut skor")
    expect_said(page, "Masalah diurutkan menurut skor.")
    assert list(meeting.problems.all()) == before[::-1]
    press(page, "Batalkan")
    expect_said(page, "Urutan dikembalikan.")
    assert list(meeting.problems.all()) == before

    his = new_window("phone", user=rds)
    his.goto(url("points", meeting, "masalah"))
    look_around(his)
    follow(his, "Ubah kriteria dan bobot")
    expect_title(his, "Kriteria dan bobot")
    look_around(his)
    his.get_by_label("Bobot Biaya:").select_option("5")
    press(his, "Simpan bobot")
    expect_said(his, "Bobot tersimpan.")


# --- minutes -------------------------------------------------------------------------


def test_two_secretaries_type_at_once_and_lose_nothing(new_window, meeting, rds, kpm):
    hers, his = new_window("desktop", user=rds), new_window("phone", user=kpm)
    for page in (hers, his):
        page.goto(url("minutes", meeting))
        look_around(page)

    words(hers, "Pembukaan").press_sequentially("Kepala Desa membuka rembuk.", delay=30)
    words(his, "Usulan").press_sequentially("Dusun Krajan minta jamban.", delay=30)
    expect(words(hers, "Usulan")).to_have_value("Dusun Krajan minta jamban.")
    expect(words(his, "Pembukaan")).to_have_value("Kepala Desa membuka rembuk.")

    words(his, "Pembukaan").press("End")
    words(his, "Pembukaan").press_sequentially("\nDoa dipimpin Pak Modin.", delay=30)
    words(hers, "Pembukaan").press("End")
    words(hers, "Pembukaan").press_sequentially("\nHadir 31 orang.", delay=30)
    both = {"Kepala Desa membuka rembuk.", "Doa dipimpin Pak Modin.", "Hadir 31 orang."}
    eventually(lambda: both <= set(minutes_of(meeting).splitlines()))
    for page in (hers, his):
        for line in both:
            expect(words(page, "Pembukaan")).to_have_value(contains(line))
        expect(state(page)).to_contain_text("Tersimpan")
        look_around(page)


def contains(text):
    """A pattern for a field that holds the text among others."""
    return re.compile(re.escape(text))


def test_without_a_signal_the_words_wait_and_one_line_of_two_is_decided(
    new_window, complaints, meeting, rds, kpm
):
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    type_minutes(meeting, "", "Pembukaan\nKepala Desa membuka.", by=rds)
    hers, his = new_window("desktop", user=rds), new_window("phone", user=kpm)
    for page in (hers, his):
        page.goto(url("minutes", meeting))

    his.context.set_offline(True)
    words(his, "Pembukaan").fill("Pak Lurah membuka pukul 9.")
    words(his, "Penutup").fill("Selesai pukul 12.")
    expect(state(his)).to_contain_text("Belum tersimpan, sinyal hilang")
    words(hers, "Pembukaan").fill("Kades Slamet membuka.")
    expect(state(hers)).to_contain_text("Tersimpan")

    his.context.set_offline(False)
    expect(state(his)).to_contain_text("Pilih dahulu tulisan pada bagian Pembukaan")
    expect_said(his, "Kades Slamet membuka.")
    look_around(his)
    press(his, "Pakai keduanya")
    expect(state(his)).to_contain_text("Tersimpan")
    assert minutes_of(meeting) == (
        "Pembukaan\nKades Slamet membuka.\nPak Lurah membuka pukul 9.\n\n"
        "Penutup\nSelesai pukul 12."
    )


def test_what_a_closed_page_could_not_send_is_sent_when_it_opens_again(
    new_window, complaints, meeting, rds
):
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    page = new_window("phone", user=rds)
    page.goto(url("minutes", meeting))
    page.context.set_offline(True)
    words(page, "Pembukaan").fill("Kepala Desa membuka.")
    expect(state(page)).to_contain_text("sinyal hilang")
    page.close()

    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(url("minutes", meeting))
    expect(words(again, "Pembukaan")).to_have_value("Kepala Desa membuka.")
    expect(state(again)).to_contain_text("Tersimpan")
    assert minutes_of(meeting) == "Pembukaan\nKepala Desa membuka."


def test_a_new_part_is_added_and_the_button_leads_back(new_window, meeting, rds):
    page = new_window("desktop", user=rds)
    page.goto(url("minutes", meeting))
    press(page, "Tambah bagian")
    page.keyboard.type("Lain-lain")
    page.keyboard.press("Tab")
    page.keyboard.type("Rapat berikutnya bulan depan.")
    press(page, "Simpan notulen")
    expect_title(page, "Rembuk stunting")
    assert minutes_of(meeting) == "Lain-lain\nRapat berikutnya bulan depan."


def test_minutes_are_saved_and_decided_without_javascript(
    new_window, complaints, meeting, rds, kpm
):
    complaints.expect("status of 409")
    page = new_window("phone", user=rds, java_script_enabled=False)
    page.goto(url("minutes", meeting))
    words(page, "Pembukaan").fill("Kepala Desa membuka.")
    press(page, "Simpan notulen")
    expect_said(page, "Notulen tersimpan.")

    page.goto(url("minutes", meeting))
    base = minutes_of(meeting)
    type_minutes(meeting, base, "Pembukaan\nKades Slamet membuka.", by=kpm)
    words(page, "Pembukaan").fill("Pak Lurah membuka.")
    press(page, "Simpan notulen")
    expect_said(page, "Dua notulis mengubah baris yang sama.")
    press(page, "Simpan keduanya")
    expect_said(page, "Notulen tersimpan.")
    assert minutes_of(meeting) == (
        "Pembukaan\nKades Slamet membuka.\nPak Lurah membuka."
    )
