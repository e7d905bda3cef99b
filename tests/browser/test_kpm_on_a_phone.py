"""A KPM with a phone: from login to a convergence that follows what she records."""

from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from households.ages import add_months
from households.models import ChildRecord, PaudMonth, Person, Pregnancy
from tests.browser.steps import (
    answer,
    expect_said,
    expect_title,
    fill,
    follow,
    log_in,
    look_around,
    open_menu,
    press,
)
from tests.cast import make_child, make_child_record, make_household
from villages.models import Posyandu
from villages.wording import month_and_year

pytestmark = pytest.mark.browser


@pytest.fixture
def today(village):
    return village.today()


def register_household(page, village, head, dusun):
    open_menu(page, "Sasaran")
    follow(page, "Daftarkan rumah tangga")
    look_around(page)
    fill(page, "Nama kepala keluarga", head)
    page.get_by_label("Dusun").select_option(dusun)
    answer(page, "Sumber air minumnya aman?", "Ya")
    answer(page, "Punya jamban yang layak?", "Tidak")
    press(page, "Daftarkan rumah tangga")
    expect_title(page, f"Keluarga {head}")
    look_around(page)


def register_mother(page, name, due_on):
    follow(page, "Ibu hamil")
    look_around(page)
    fill(page, "Nama ibu", name)
    fill(page, "HPL", due_on)
    answer(page, "Punya jaminan kesehatan", "Ya")
    press(page, "Daftarkan ibu hamil")
    expect_title(page, name)
    look_around(page)


def register_child(page, name, sex, born_on):
    follow(page, "Anak")
    look_around(page)
    fill(page, "Nama anak", name)
    answer(page, "Jenis kelamin", sex)
    fill(page, "Tanggal lahir", born_on)
    press(page, "Daftarkan anak")
    expect_title(page, name)
    look_around(page)


def recorded_of(page):
    """The numbers of "3 dari 8 tercatat" on top of the tasks."""
    words = page.get_by_text(" tercatat").first.inner_text().split()
    return int(words[0]), int(words[2])


def test_a_family_is_registered_recorded_and_counted(
    phone, new_window, worker, village, kpm, rds, today
):
    Posyandu.objects.create(village=village, name="Melati")
    neighbours = make_child(
        make_household(village, registered_on=add_months(today, -4)),
        add_months(today, -10),
    )
    hall = new_window("desktop", user=rds)  # the scorecard on the wall, left open
    log_in(phone, kpm)
    look_around(phone)
    before = recorded_of(phone)

    register_household(phone, village, "Slamet Widodo", "Krajan")
    register_mother(phone, "Siti Aminah", today + timedelta(days=75))

    hall.goto(f"/desa/{village.code}/scorecard/")
    figure = hall.locator(".figure-number").first
    look_around(hall)
    shown = figure.inner_text()

    follow(phone, f"Catat {month_and_year(today)}")
    look_around(phone)
    answer(phone, "Status kehamilan", "Normal")
    fill(phone, "LiLA", "24,5")
    answer(phone, "Periksa kehamilan bulan ini?", "Ya")
    answer(phone, "Dapat dan minum pil Fe?", "Ya")
    answer(phone, "Ikut konseling gizi atau kelas ibu hamil?", "Ya")
    press(phone, "Simpan dan lanjut")
    expect_said(phone, "Siti Aminah tersimpan")

    # Nobody touched the wall: its figure follows by itself.
    expect(figure).not_to_have_text(shown)
    shown = figure.inner_text()

    # The next who is due has been opened: the neighbours' child.
    expect_title(phone, neighbours.name)
    look_around(phone)
    answer(phone, "Ditimbang?", "Ya")
    fill(phone, "Berat", "78")
    fill(phone, "Panjang/tinggi", "71,5")
    press(phone, "Simpan, ini yang terakhir")
    expect_said(phone, "Maksud Anda 7,8 kg?")
    look_around(phone)
    expect(phone.get_by_label("Panjang/tinggi").first).to_have_value("71,5")
    fill(phone, "Berat", "7,8")
    answer(phone, "Ibu ikut konseling gizi?", "Ya")
    press(phone, "Simpan, ini yang terakhir")
    expect_said(phone, f"{neighbours.name} tersimpan")
    expect(figure).not_to_have_text(shown)

    # Back at the tasks: one more there, both done.
    expect_title(phone, "Tugas")
    done, all_tasks = recorded_of(phone)
    assert (done, all_tasks) == (before[0] + 2, before[1] + 1)
    look_around(phone)
    assert ChildRecord.objects.get(child=neighbours).weight_kg == Decimal("7.8")


def test_a_newborn_is_registered_with_the_delivery_and_waits_for_its_nik(
    phone, worker, village, kpm, today
):
    log_in(phone, kpm)
    register_household(phone, village, "Bambang Susilo", "Sidomulyo")
    register_mother(phone, "Dewi Lestari", today + timedelta(days=3))

    follow(phone, "Catat persalinan")
    look_around(phone)
    fill(phone, "Tanggal melahirkan", today)
    fill(phone, "Nama bayi", "Bayi Ny. Dewi")
    answer(phone, "Jenis kelamin", "Perempuan")
    fill(phone, "Berat lahir", "3,1")
    fill(phone, "Panjang lahir", "49")
    press(phone, "Simpan persalinan")
    follow(phone, "Bayi Ny. Dewi")
    expect_title(phone, "Bayi Ny. Dewi")
    expect_said(phone, "menunggu NIK")
    look_around(phone)

    follow(phone, f"Catat {month_and_year(today)}")
    answer(phone, "Imunisasi dasar sesuai umur?", "Ya")
    press(phone, "Simpan saja")
    expect_said(phone, "Bayi Ny. Dewi tersimpan")

    baby = Person.objects.get(name="Bayi Ny. Dewi")
    assert (baby.nik, baby.mother.name) == ("", "Dewi Lestari")
    assert Pregnancy.objects.get().ended_on == today


def test_a_child_over_two_is_marked_for_paud(phone, worker, village, kpm, today):
    log_in(phone, kpm)
    register_household(phone, village, "Agus Riyadi", "Krajan")
    register_child(phone, "Naufal Pratama", "Laki-laki", add_months(today, -40))

    follow(phone, "Tandai PAUD")
    look_around(phone)
    marks = phone.get_by_role("group").filter(has_text="Belum dicatat")
    marks.last.get_by_text("Mengikuti", exact=True).click()
    press(phone, "Simpan tanda PAUD")
    expect_title(phone, "Naufal Pratama")

    assert PaudMonth.objects.get(child__name="Naufal Pratama").mark == "v"


def test_a_growth_reading_stands_under_the_measures_at_once(
    phone, worker, village, kpm, today
):
    child = make_child(
        make_household(village, registered_on=add_months(today, -4)),
        add_months(today, -8),
        name="Zaki Maulana",
        sex="L",
    )
    make_child_record(child, add_months(today, -1), weighing="v")
    log_in(phone, kpm)
    follow(phone, "Catat berikutnya: Zaki Maulana")

    fill(phone, "Berat", "6,6")
    fill(phone, "Panjang/tinggi", "65")

    expect(phone.get_by_text("PB/U").first).to_be_visible()
    expect(phone.get_by_text("pendek").first).to_be_visible()
    look_around(phone)
