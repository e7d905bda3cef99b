"""Files that are no workbook, or hold what a spreadsheet should not."""

import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest
import xlsxwriter

from households.workbook import reading
from households.workbook.importing import examine, save
from households.workbook.stored import read_village
from households.workbook.writing import write, write_xlsx
from tests.households.workbooks import exported, sample, told, xlsx


def refused(village, file):
    (problem,) = examine(village, file).problems
    assert problem.remedy
    return problem.problem


def test_a_file_of_another_kind_is_refused(village):
    assert "bukan buku kerja" in refused(village, io.BytesIO(b"halo"))


def test_an_empty_file_is_refused(village):
    assert "bukan buku kerja" in refused(village, io.BytesIO(b""))


def test_a_zip_of_pictures_is_refused(village):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("foto.png", b"x")
    assert "bukan buku kerja" in refused(village, file)


def test_a_workbook_with_macros_is_refused(village):
    file = xlsx(sample())
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert "makro" in refused(village, file)


def test_a_file_over_20_mb_is_refused(village):
    file = io.BytesIO(bytes(reading.LARGEST + 1))
    assert "20 MB" in refused(village, file)


def test_a_zip_that_unpacks_without_end_is_refused(village):
    file = xlsx(sample())
    with (
        zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/isi.bin", "w") as part,
    ):
        for _ in range(26):
            part.write(bytes(reading.LARGEST))
    assert "terlalu besar" in refused(village, file)


def test_a_damaged_workbook_is_refused(village):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", b"<workbook>")
    assert "bukan buku kerja" in refused(village, file)


def test_a_workbook_without_a_known_sheet_is_refused(village):
    assert "Tidak ada lembar" in refused(village, xlsx({"Sheet1": [{"a": "b"}]}))


def test_an_unknown_sheet_is_reported_and_ignored(village):
    book = sample() | {"Petunjuk": [{"a": "b"}], "bulananibu": [{"id_ibu": "i1"}]}
    found = examine(village, xlsx(book))
    assert [w.sheet for w in found.warnings] == ["Petunjuk", "bulananibu"]
    assert found.problems == []


def test_a_csv_that_is_not_utf_8_is_refused(village, tmp_path):
    (tmp_path / "rumah_tangga.csv").write_bytes(b"id_rt,dusun\n1,Kra\xffjan\n")
    assert "UTF-8" in refused(village, tmp_path)


def opened(book):
    return openpyxl.load_workbook(xlsx(book))


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file


def test_forty_thousand_empty_rows_are_no_problem(village):
    book = opened(sample())
    page = book["anak"]
    for row in range(10, 40_010):
        page.cell(row, 1).number_format = "@"
    found = examine(village, saved(book))
    assert found.problems == []
    assert found.counts["anak"]["created"] == 2


def test_a_formula_that_was_never_computed_is_named(village):
    book = opened(sample())
    book["bulanan_anak"]["E2"] = "=4+0.35"
    (problem,) = examine(village, saved(book)).problems
    place = (problem.sheet, problem.row, problem.column)
    assert place == ("bulanan_anak", 2, "berat_kg")
    assert "rumus" in problem.problem


def test_a_formula_counts_by_its_result(village):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet("fasilitas")
        page.write_row(0, 0, ["id_fasilitas", "tahun", "jenis", "nama"])
        page.write_row(1, 0, ["f1", "", "paud", "PAUD Melati"])
        page.write_formula(1, 1, "=2020+6", None, 2026)
    assert save(village, file).problems == []
    assert village.facilities.get().year == 2026


def test_an_error_of_the_spreadsheet_is_named(village):
    book = opened(sample())
    book["anak"]["G3"] = "#N/A"
    book["anak"]["G3"].data_type = "e"
    (problem,) = examine(village, saved(book)).problems
    assert (problem.sheet, problem.row) == ("anak", 3)
    assert "kesalahan" in problem.problem


def test_headings_may_stand_lower_and_in_any_order(village):
    book = {"rumah_tangga": sample()["rumah_tangga"]}
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as out:
        page = out.add_worksheet("Rumah Tangga")
        names = ["Tanggal Daftar", "KEPALA_KELUARGA", "dusun ", "id_rt"]
        page.write_row(3, 2, names)
        page.write_row(4, 2, ["05/01/2025", "Suparman", "Krajan", 7])
    found = save(village, file)
    assert found.problems == []
    (row,) = exported(village)["rumah_tangga"]
    assert row["id_rt"] == "7"
    assert row["tanggal_daftar"] == book["rumah_tangga"][0]["tanggal_daftar"]


def test_a_row_number_is_the_one_the_person_sees(village):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as out:
        page = out.add_worksheet("fasilitas")
        page.write_row(2, 1, ["jenis", "nama"])
        page.write_row(9, 1, ["warung", "Warung Bu Tini"])
    (problem,) = examine(village, file).problems
    assert (problem.row, problem.column) == (10, "jenis")


def test_one_sheet_twice_is_a_problem(village):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as out:
        for title in ("paud", "PAUD (2C)"):
            page = out.add_worksheet(title if title == "paud" else "paud (2C)")
            page.write_row(0, 0, ["id_anak", "tahun", "bulan", "hadir"])
    (problem,) = examine(village, file).problems
    assert "dua kali" in problem.problem


NASTY = [
    "=1+1",
    "+62",
    "-",
    "@nama",
    "'=x",
    "'",
    '"a";b',
    "A,B",
    "Nur'aini",
    "=CMD|'x'",
]


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("ending", [".xlsx", ".zip", ""])
def test_text_that_looks_like_a_formula_stays_text(village, tmp_path, name, ending):
    book = {"rumah_tangga": [sample()["rumah_tangga"][0] | {"kepala_keluarga": name}]}
    save(village, xlsx(book))
    path = tmp_path / f"keluar{ending}"
    write(read_village(village), path)
    assert save(village, path).changes == 0
    assert exported(village)["rumah_tangga"][0]["kepala_keluarga"] == name
    if ending == "":
        text = (path / "rumah_tangga.csv").read_text(encoding="utf-8-sig")
        cells = [cell.strip('"') for cell in text.splitlines()[1].split(",")]
        assert not any(cell.startswith(("=", "+", "@")) for cell in cells)


def test_an_export_holds_numbers_as_numbers_and_dates_as_dates(village):
    save(village, xlsx(sample()))
    file = io.BytesIO()
    write_xlsx(read_village(village), file)
    page = openpyxl.load_workbook(file)["bulanan_anak"]
    row = {head.value: cell for head, cell in zip(page[1], page[2], strict=True)}
    assert row["berat_kg"].value == 4.35
    assert row["tanggal_periksa"].value.date() == date(2025, 5, 10)
    assert row["id_anak"].data_type == "s"


def test_a_semicolon_csv_with_decimal_commas_is_read(village, tmp_path):
    (tmp_path / "rumah_tangga.csv").write_text(
        "id_rt;dusun;kepala_keluarga;tanggal_daftar\n1;Krajan;Wagiman;05/01/2025\n",
        encoding="utf-8",
    )
    (tmp_path / "anak.csv").write_text(
        "id_anak;id_rt;nama;jenis_kelamin;tanggal_lahir;tanggal_daftar;berat_lahir_kg\n"
        "1;1;Ani;P;06/01/2025;06/01/2025;3,1\n",
        encoding="utf-8",
    )
    (tmp_path / "catatan.txt").write_text("bukan lembar")
    save(village, tmp_path)
    assert str(exported(village)["anak"][0]["berat_lahir_kg"]) in ("3.1", "3.100")


def test_an_empty_village_gives_a_workbook_to_fill_in(village, tmp_path):
    path = tmp_path / "kosong.xlsx"
    write(read_village(village), path)
    assert examine(village, path).problems == []
    assert told(exported(village)) == told({})


# --- files that mean harm, or only bear a workbook's name ---


def test_an_excel_file_with_a_password_is_told_so(village):
    content = b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert "sandi" in refused(village, io.BytesIO(content))


def test_an_excel_file_of_the_old_kind_is_told_so(village):
    assert ".xls" in refused(village, io.BytesIO(b"\xd0\xcf\x11\xe0" + bytes(600)))


def test_a_pdf_under_another_name_is_told_so(village):
    assert "PDF" in refused(village, io.BytesIO(b"%PDF-1.7 ..."))


def test_a_web_page_under_another_name_is_told_so(village):
    assert "halaman web" in refused(village, io.BytesIO(b"<html><table></table>"))


def test_a_csv_of_windows_1252_names_its_line(village, tmp_path):
    path = tmp_path / "rumah_tangga.csv"
    path.write_bytes("id_rt,dusun\n1,Krajan\n2,Caf\u00e9\n".encode("cp1252"))
    said = refused(village, path)
    assert "baris 3" in said
    assert "Windows-1252" in said


def test_a_single_csv_is_read_by_its_name(village, tmp_path):
    path = tmp_path / "rumah_tangga.csv"
    path.write_text(
        "id_rt;dusun;kepala_keluarga;tanggal_daftar\n1;Krajan;Wagiman;05/01/2025\n"
    )
    assert save(village, path).counts["rumah_tangga"]["created"] == 1


def test_two_cells_at_the_ends_of_a_sheet_do_not_fill_the_memory(village):
    file = xlsx(sample())
    sheet = (
        b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    altered = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(altered, "w") as new:
        for name in old.namelist():
            is_first = name == "xl/worksheets/sheet1.xml"
            new.writestr(name, sheet if is_first else old.read(name))
    assert "terlalu besar" in refused(village, altered)


def test_a_part_that_unpacks_to_more_than_it_says_is_refused(village):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("rumah_tangga.csv", b"id_rt\n" + b"1\n" * 500_000)
    content = bytearray(file.getvalue())
    place = content.rindex(b"PK\x01\x02")  # its size in the list of contents
    content[place + 24 : place + 28] = (10).to_bytes(4, "little")
    assert "bukan buku kerja" in refused(village, io.BytesIO(bytes(content)))


def test_rows_without_numbers_are_counted(village):
    book = {"rumah_tangga": sample()["rumah_tangga"]}
    altered = io.BytesIO()
    with zipfile.ZipFile(xlsx(book)) as old, zipfile.ZipFile(altered, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.startswith("xl/worksheets/"):
                text = re.sub(rb'<row r="\d+"', b"<row", text)
            new.writestr(name, text)
    assert examine(village, altered).counts["rumah_tangga"]["created"] == 2
