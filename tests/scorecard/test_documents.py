import io
from datetime import date

import openpyxl
import pytest

from households.packages import Who
from scorecard.documents import (
    convergence_report,
    format_bantu,
    formulir_1,
    formulir_2a,
    formulir_2b,
    formulir_2c,
    formulir_3,
)
from tests.cast import make_child, make_statement
from tests.documents.pages import ink_outside, text
from tests.scorecard.counted_village import (
    QUARTER,
    counted,
    finalised,
    preschooler,
    settle,
)
from tests.scorecard.test_pages import page, read
from villages.models import BudgetLine, Facility, Letterhead, Official, Village

pytestmark = pytest.mark.django_db
TODAY = date(2026, 2, 1)
MONTH = date(2025, 11, 1)


@pytest.fixture
def place(village):
    """The village with its areas, an address, and who signs."""
    Letterhead.objects.create(village=village, address="Jalan Desa 1")
    for position, name in (("kades", "Slamet Riyadi"), ("kpm", "Siti Nurhayati")):
        Official.objects.create(
            village=village, position=position, name=name, starts_on=date(2024, 1, 1)
        )
    return Village.objects.select_related("district__parent").get(pk=village.pk)


def of_quarter(place):
    return [
        convergence_report(place, QUARTER),
        format_bantu(place, QUARTER),
        formulir_1(place, QUARTER),
        formulir_3(place, QUARTER, Who.MOTHER),
        formulir_3(place, QUARTER, Who.CHILD),
    ]


def of_month(place, **more):
    return [
        formulir_2a(place, MONTH, today=TODAY, **more),
        formulir_2b(place, MONTH, today=TODAY, **more),
        formulir_2c(place, 2025, today=TODAY, **more),
    ]


def book(document):
    return openpyxl.load_workbook(io.BytesIO(document.render("xlsx")))


def cells(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def row_of(sheet, first):
    return next(row for row in cells(sheet) if first in row)


# --- Formulir 4 ----------------------------------------------------------------------


def test_the_report_holds_every_table_with_its_figures(place):
    counted(place)
    preschooler(place, "v", "x")

    told = text(convergence_report(place, QUARTER).render("pdf"))

    assert "KECAMATAN KALIWIRO DESA SUKAMAJU Jalan Desa 1" in told
    assert "Tahun : 2025 Triwulan : IV" in told
    for number in range(1, 6):
        assert f"Tabel {number}. " in told
    assert "Ibu hamil 4 6 66,67" in told
    assert "Anak 0–23 bulan 11 18 61,11" in told
    assert "Total 15 24 62,50" in told
    assert "Sasaran yang tidak dikunjungi pada masa laporan ini: 1." in told
    assert "Belum dicatat: 1 bulan anak pada layanan PAUD." in told
    assert "Slamet Riyadi" in told
    assert "Siti Nurhayati" in told


def test_the_report_names_nobody_it_counts(place):
    counted(place)

    told = text(convergence_report(place, QUARTER).render("pdf"))

    assert "Aminah" not in told
    assert "Fauzan" not in told


def test_a_risk_found_in_the_quarter_has_its_footnote(place):
    pregnancy, _ = counted(place)
    pregnancy.records.filter(month=date(2025, 12, 1)).update(status="K")
    settle(place)

    told = text(convergence_report(place, QUARTER).render("pdf"))

    assert "Pada 1 ibu hamil resiko baru ditemukan pada triwulan ini" in told


def test_the_state_is_printed_from_sementara_to_final(place, kpm, admin_desa):
    counted(place)
    before = text(convergence_report(place, QUARTER).render("pdf"))
    snapshot = finalised(place, kpm=kpm, admin=admin_desa)

    after = text(convergence_report(place, QUARTER).render("pdf"))

    assert "Keadaan data: sementara · per 31 Desember 2025 · kaidah hpk-2018" in before
    assert "Keadaan data: final" in after
    assert snapshot.sha256[:40] in after.replace(" ", "")


def test_a_final_report_prints_its_snapshot_whatever_comes_later(
    place, kpm, admin_desa
):
    counted(place)
    finalised(place, kpm=kpm, admin=admin_desa)
    final = convergence_report(place, QUARTER).render("pdf")
    make_child(place.households.first(), date(2025, 5, 1), name="Terlambat")

    assert convergence_report(place, QUARTER).render("pdf") == final


def test_tabel_5_says_that_the_budget_is_not_filled_in(place):
    counted(place)

    told = text(convergence_report(place, QUARTER).render("pdf"))

    assert "Baris APB Desa yang bersumber dari Dana Desa belum diisi." in told


def test_tabel_5_counts_dana_desa_of_both_bidang(place):
    counted(place)
    for code, amount, is_stunting in (
        ("2.4.14", 60_000_000, True),
        ("2.3.01", 180_000_000, False),
        ("4.4.02", 10_000_000, True),
    ):
        BudgetLine.objects.create(
            village=place,
            year=2025,
            activity_code=code,
            name=code,
            amount_rupiah=amount,
            is_stunting=is_stunting,
        )

    sheet = book(convergence_report(place, QUARTER))["Tabel 5"]

    assert row_of(sheet, "Pembangunan Desa")[1:] == [240_000_000, 60_000_000, 25]
    assert row_of(sheet, "Jumlah")[1:] == [250_000_000, 70_000_000, 28]


def test_numbers_of_the_sheets_are_numbers(place):
    counted(place)

    sheets = book(convergence_report(place, QUARTER))

    assert row_of(sheets["Tabel 4"], "Total") == ["Total", 15, 24, 62.5]
    anc = next(row for row in cells(sheets["Tabel 3"]) if row[1] == 1)
    assert anc[3:] == [1, 1, 100]
    assert row_of(sheets["Tabel 2"], 2)[:2] == [2, 1]  # 2 children, 1 green
    nifas = [row for row in cells(sheets["Tabel 3"]) if row[1] == 3][0]
    assert nifas[3:] == [0, 0, None]  # nothing was due: no percent at all


# --- the forms with names ------------------------------------------------------------


def test_formulir_3a_prints_letters_and_margins(place):
    counted(place)
    form = formulir_3(place, QUARTER, Who.MOTHER)

    told = text(form.render("pdf"))
    sheet = book(form)["Formulir 3A"]

    assert "Siti Aminah Normal" in told
    assert "Y T TS T TS Y Y Y 4 6 66,67" in told
    assert row_of(sheet, "Siti Aminah")[-3:] == [4, 6, 66.67]
    assert row_of(sheet, "Jumlah Diterima (Lengkap)")[-3:] == [4, None, None]
    assert row_of(sheet, "%")[-1] in (66.67, "%")


def test_formulir_3b_of_a_final_quarter_keeps_the_names_it_printed(
    place, kpm, admin_desa
):
    _, served = counted(place)
    finalised(place, kpm=kpm, admin=admin_desa)
    served.name = "Nama Baru"
    served.save()

    told = text(formulir_3(place, QUARTER, Who.CHILD).render("pdf"))

    assert "Ahmad Fauzan" in told
    assert "Nama Baru" not in told


def test_formulir_2b_prints_what_was_recorded_in_the_month(place):
    counted(place)
    form = formulir_2b(place, MONTH, today=TODAY)

    told = text(form.render("pdf"))
    row = row_of(book(form)["Formulir 2B"], "Ahmad Fauzan")

    assert "BULAN : NOVEMBER 2025" in told
    assert "8,4 70,5" in told
    assert row[4].date() == date(2025, 2, 3)
    assert 8.4 in row
    assert 9 in row  # completed months on the day of the visit


def test_formulir_2a_says_status_and_age_of_the_pregnancy(place):
    counted(place)

    row = row_of(
        book(formulir_2a(place, MONTH, today=TODAY))["Formulir 2A"], "Siti Aminah"
    )

    assert row[3] == "Normal"
    assert row[4].date() == date(2026, 2, 10)
    assert row[7:9] == ["v", "x"]


def test_formulir_2c_has_a_mark_for_each_month(place):
    counted(place)
    preschooler(place, "v", "x", "-")

    row = row_of(
        book(formulir_2c(place, 2025, today=TODAY))["Formulir 2C"], "Rahma Putri"
    )

    assert row[-3:] == ["v", "x", "-"]


def test_a_blank_form_has_the_names_and_no_marks_of_the_month(place):
    counted(place)

    row = row_of(
        book(formulir_2b(place, MONTH, today=TODAY, blank=True))["Formulir 2B"],
        "Ahmad Fauzan",
    )

    assert {*row[8:14], row[18]} <= {None, ""}


# --- Formulir 1 ----------------------------------------------------------------------


def test_formulir_1_counts_the_register_per_dusun(place):
    counted(place, children=3)
    make_statement(place.households.first(), "rentan", date(2025, 2, 1))
    Facility.objects.create(
        village=place, year=2025, kind="posyandu", name="Posyandu Melati", weighing="v"
    )
    form = formulir_1(place, QUARTER)

    sheet = book(form)["Formulir 1"]

    # households, vulnerable, pregnant, at risk, children, three states of nutrition,
    # without water, without latrine, mothers and children without insurance, akta
    krajan = [3, 1, 1, 0, 3, 0, 0, 0, 2, 2, 0, 0, 0]
    assert row_of(sheet, "Krajan")[1:] == krajan
    assert row_of(sheet, "JUMLAH")[1:] == krajan
    assert "Posyandu Melati" in text(form.render("pdf"))


def test_what_was_said_after_the_quarter_changes_no_form(place):
    counted(place)
    before = formulir_1(place, QUARTER).render("pdf")
    home = place.households.get(head_name="Pak Tani 1")
    make_statement(home, "jamban_layak", date(2026, 1, 5), "v")

    assert formulir_1(place, QUARTER).render("pdf") == before


# --- all of them ---------------------------------------------------------------------


def test_the_same_village_gives_the_same_bytes(place):
    counted(place)

    for document in [*of_quarter(place), *of_month(place)]:
        for file_format in ("pdf", "xlsx"):
            assert document.render(file_format) == document.render(file_format)


def test_a_village_with_nothing_at_all_still_prints(place):
    for document in [
        *of_quarter(place),
        *of_month(place),
        *of_month(place, blank=True),
    ]:
        assert ink_outside(document.render("pdf"), bottom=10) == []
        assert document.render("xlsx")


def test_no_ink_leaves_the_page_in_a_large_village(place):
    counted(place, children=60)

    for document in [*of_quarter(place), *of_month(place)]:
        assert ink_outside(document.render("pdf"), bottom=10) == []


# --- downloads -----------------------------------------------------------------------


@pytest.mark.parametrize("file_format", ["pdf", "xlsx"])
def test_bpd_downloads_the_report_and_counts_but_no_names(
    client, village, bpd, file_format
):
    counted(village)
    report = read(client, bpd, page("report", village, file_format=file_format))
    bantu = page("count_form", village, form="bantu", file_format=file_format)
    matrix = page("form_download", village, form="3a", file_format=file_format)

    assert report.status_code == 200
    assert f"laporan-konvergensi-{village.code}-2025-4.{file_format}" in str(
        report.headers["Content-Disposition"]
    )
    assert read(client, bpd, bantu).status_code == 200
    assert read(client, bpd, matrix).status_code == 403


@pytest.mark.parametrize("form", ["1", "2a", "2b", "2c", "3a", "3b", "bantu"])
def test_the_kpm_downloads_every_form(client, village, kpm, form):
    counted(village)

    url = page("form_download", village, form=form, file_format="pdf")

    assert read(client, kpm, url + "?isi=kosong").content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("form", "query"), [("9z", ""), ("2a", "?bulan=juni"), ("2a", "?bulan=2026-13")]
)
def test_a_form_or_month_that_is_none_is_not_found(client, village, kpm, form, query):
    url = page("form_download", village, form=form, file_format="pdf")

    assert read(client, kpm, url + query).status_code == 404
