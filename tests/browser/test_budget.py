"""The admin desa brings the APB Desa in, records what was spent, sees the gap."""

import pytest

from tests.browser.steps import (
    expect_said,
    expect_title,
    fill,
    follow,
    look_around,
    press,
)
from tests.households.budget_files import a_file

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_from_the_file_to_the_gap(new_window, lively, admin_desa, size, tmp_path):
    year = lively.today().year
    file = tmp_path / "apbdes.xlsx"
    file.write_bytes(a_file().read())
    page = new_window(size, user=admin_desa)
    page.goto(f"/desa/{lively.code}/anggaran/")
    expect_title(page, f"Anggaran {year}")
    look_around(page)

    follow(page, "Masukkan dari Excel")
    expect_title(page, "APB Desa dari Excel")
    look_around(page)
    page.get_by_label("Berkas APB Desa").set_input_files(file)
    press(page, "Baca berkas")
    expect_title(page, f"Periksa APB Desa {year}")
    look_around(page)
    press(page, "Simpan 3 baris")
    expect_said(page, "3 baris baru")
    expect_title(page, f"Anggaran {year}")

    page.locator("summary").filter(has_text="Terpakai").first.click()
    look_around(page)
    follow(page, "realisasi TW1")
    expect_title(page, f"Realisasi TW1 {year}")
    fill(page, "Realisasi triwulan ini", "7.500.000")
    look_around(page)
    press(page, "Simpan realisasi")
    expect_said(page, "tersimpan")
    expect_title(page, f"Anggaran {year}")

    follow(page, "Kebutuhan dan anggaran")
    expect_title(page, "Kebutuhan dan anggaran")
    look_around(page)
    follow(page, "Jamban")
    expect_title(page, f"Biaya satuan {year}")
    fill(page, "Biaya satuan (Rp)", "3.200.000")
    fill(page, "Sumber harga", "RAB jamban keluarga")
    look_around(page)
    press(page, "Simpan biaya satuan")
    expect_said(page, "Biaya Jamban tersimpan")
    look_around(page)
