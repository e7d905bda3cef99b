import datetime
import io
import re
import zipfile
from decimal import Decimal

import pypdfium2
import pytest
from openpyxl import load_workbook
from PIL import Image

from tests.documents import pages, samples
from villages import typeset
from villages.typeset import Column, Sheet


def a_picture(kind="PNG", size=(40, 40), **options):
    out = io.BytesIO()
    Image.new("RGB", size, "#2a6").save(out, kind, **options)
    return out.getvalue()


# --- PDF ---


def test_a_document_is_a4_with_real_text():
    document = typeset.pdf("undangan", samples.undangan())

    width, height = pypdfium2.PdfDocument(document)[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    assert "Undangan Rembuk Stunting" in pages.text(document)


def test_days_and_decimals_may_be_given_as_such():
    data = samples.laporan_konvergensi()
    data["signed_at"] = {"place": "Sukamaju", "date": datetime.date(2026, 7, 5)}
    data["table4"]["rows"][0]["percent"] = Decimal("87.50")

    words = pages.text(typeset.pdf("laporan_konvergensi", data))

    assert "Sukamaju, 5 Juli 2026" in words
    assert "87,50" in words


def test_data_that_do_not_fit_are_named_by_place_and_never_quoted():
    data = samples.undangan(meeting={"name": "Rahasia 3307054101900001"})

    with pytest.raises(typeset.DocumentNotRendered) as refusal:
        typeset.pdf("undangan", data)

    assert "meeting.typ:" in str(refusal.value)
    assert "3307054101900001" not in str(refusal.value)
    assert refusal.value.__cause__ is None


def test_a_template_that_is_not_there_is_refused_by_name():
    with pytest.raises(typeset.DocumentNotRendered, match="surat_cinta"):
        typeset.pdf("surat_cinta", {})


def test_a_value_no_document_has_a_place_for_is_refused():
    with pytest.raises(TypeError, match="object"):
        typeset.pdf("undangan", samples.undangan(extra=object()))


def letter_with(**words):
    """A letter of one receiver with these words."""
    data = samples.undangan()
    return data | {"letters": [data["letters"][0] | words]}


def test_a_sign_without_a_glyph_prints_as_a_visible_gap():
    data = letter_with(subject="Undangan 会 rembuk")

    assert "Undangan \ufffd rembuk" in " ".join(
        typeset_texts(typeset.pdf("undangan", data))
    )


def typeset_texts(document):
    return [
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(document)
    ]


def test_a_letter_typed_as_two_characters_prints_as_one():
    data = letter_with(subject="Rapat Jose\u0301")

    assert "Rapat José" in pages.text(typeset.pdf("undangan", data))


def test_line_breaks_in_a_text_are_kept():
    data = letter_with(closing="Baris satu.\r\nBaris dua.")

    words = typeset_texts(typeset.pdf("undangan", data))[0]

    assert re.search(r"Baris satu\.\s*\r?\nBaris dua\.", words)


# --- images ---


def test_what_is_no_image_is_refused_by_name():
    with pytest.raises(typeset.ImageUnreadable, match="logo"):
        typeset.pdf("undangan", samples.undangan(), {"logo": b"<svg/>"})


def test_an_image_cannot_name_a_place_outside_its_directory():
    with pytest.raises(typeset.ImageUnreadable):
        typeset.pdf("undangan", samples.undangan(), {"../logo": a_picture()})


def test_a_damaged_image_is_refused():
    with pytest.raises(typeset.ImageUnreadable):
        typeset.pdf(
            "undangan", samples.undangan(), {"logo": a_picture(size=(400, 400))[:100]}
        )


def test_an_enormous_image_is_refused_before_it_is_unpacked():
    enormous = io.BytesIO()
    Image.new("1", (10_000, 5_000)).save(enormous, "PNG")

    with pytest.raises(typeset.ImageUnreadable):
        typeset.pdf("undangan", samples.undangan(), {"logo": enormous.getvalue()})


def test_what_a_camera_writes_beside_the_photo_is_left_out():
    exif = Image.Exif()
    exif[0x010E] = "GPS -7.4210 109.8765"
    photo = a_picture("JPEG", exif=exif)
    data = samples.berita_acara()

    document = typeset.pdf("berita_acara", data, {"foto-1": photo})

    assert b"GPS -7.4210" in photo
    assert b"GPS -7.4210" not in document


def test_the_code_in_the_document_is_drawn():
    plain = typeset.pdf("berita_acara", samples.berita_acara(), {"foto-1": a_picture()})
    coded = typeset.pdf(
        "berita_acara",
        samples.berita_acara(),
        {"foto-1": a_picture(), "qr": typeset.qr("https://kpm.example.id/")},
    )

    assert count_images(coded) == count_images(plain) + 1


def count_images(document):
    image = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
    return sum(
        1
        for page in pypdfium2.PdfDocument(document)
        for _ in page.get_objects(filter=[image])
    )


def test_equal_text_gives_an_equal_code():
    assert typeset.qr("https://kpm.example.id/a") == typeset.qr(
        "https://kpm.example.id/a"
    )


# --- XLSX ---

COLUMNS = [
    Column("Nama", width=30),
    Column("Alokasi", "rupiah", group="Dana"),
    Column("Persen", "percent", group="Dana"),
    Column("Tanggal", "date"),
]
ROWS = [
    ["Siti Aminah", 148_300_000, Decimal("24.21"), datetime.date(2026, 6, 30)],
    ["=1+1", None, 0.5, None],
]


def opened(sheets):
    return load_workbook(io.BytesIO(typeset.xlsx(sheets)))


def test_numbers_and_days_are_no_text():
    page = opened([Sheet("Data", COLUMNS[:1] + COLUMNS[3:], [["a", ROWS[0][3]]])])[
        "Data"
    ]

    assert page["B2"].value == datetime.datetime(2026, 6, 30)
    money = opened([Sheet("Data", [Column("Rp", "rupiah")], [[148_300_000]])])["Data"]
    assert money["A2"].value == 148_300_000
    assert money["A2"].number_format == '"Rp"#,##0'


@pytest.mark.parametrize("typed", ["=1+1", "+62", "-", "@SUM(A1)", "=HYPERLINK(1)"])
def test_what_looks_like_a_formula_stays_text(typed):
    cell = opened([Sheet("Data", [Column("Nama")], [[typed]])])["Data"]["A2"]

    assert cell.value == typed
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_without_titles_the_headings_are_the_first_row():
    page = opened([Sheet("anak", [Column("id_anak"), Column("nama")], [["1", "A"]])])[
        "anak"
    ]

    assert [cell.value for cell in page[1]] == ["id_anak", "nama"]


def test_titles_are_merged_and_groups_stand_above_their_columns():
    page = opened([Sheet("Tabel 5", COLUMNS, ROWS, titles=["Dana Desa"])])["Tabel 5"]

    merged = {str(area) for area in page.merged_cells.ranges}
    assert merged == {"A1:D1", "B3:C3"}
    assert page["A1"].value == "Dana Desa"
    assert page["B3"].value == "Dana"
    assert [cell.value for cell in page[4]] == ["Nama", "Alokasi", "Persen", "Tanggal"]
    assert page["A5"].value == "Siti Aminah"


def test_the_sheet_prints_on_a4_with_its_headings_on_each_page():
    page = opened([Sheet("Tabel 5", COLUMNS, ROWS, titles=["Dana Desa"])])["Tabel 5"]

    assert page.page_setup.paperSize == 9
    assert page.page_setup.orientation == "landscape"
    assert page.print_title_rows == "$1:$4"
    assert page.column_dimensions["A"].width == pytest.approx(30, abs=1)


def test_notes_stand_below_the_rows_and_below_no_rows():
    filled = opened([Sheet("A", COLUMNS, ROWS, notes=["per 30 Juni"])])["A"]
    empty = opened([Sheet("A", COLUMNS, [], notes=["per 30 Juni"])])["A"]

    assert filled["A6"].value == "per 30 Juni"
    assert empty["A4"].value == "per 30 Juni"


def test_the_same_sheets_give_the_same_bytes():
    sheets = [Sheet("A", COLUMNS, ROWS, titles=["x"]), Sheet("B", COLUMNS, ROWS)]

    assert typeset.xlsx(sheets) == typeset.xlsx(sheets)


def test_a_name_no_sheet_may_have_is_mended():
    long_name = "Rekap [TW2] 3307/2026 *semua* dusun dan posyandu"

    assert opened([Sheet(long_name, COLUMNS, [])]).sheetnames == [
        "Rekap  TW2  3307 2026  semua  d"
    ]


def test_rows_may_come_one_by_one():
    rows = ([f"anak {n}", n, None, None] for n in range(5_000))

    page = opened([Sheet("A", COLUMNS, rows)])["A"]

    assert page.max_row == 5_002
    assert page["B5002"].value == 4_999


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="zip"):
        typeset.xlsx([Sheet("A", COLUMNS, [["only one"]])])


def test_no_clock_and_no_person_stands_in_the_file():
    with zipfile.ZipFile(io.BytesIO(typeset.xlsx([Sheet("A", COLUMNS, ROWS)]))) as book:
        core = book.read("docProps/core.xml").decode()

    assert "2018-01-01T00:00:00Z" in core
    assert str(datetime.date.today().year) not in core
