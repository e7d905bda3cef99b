import io
from datetime import date

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from households.models import Quarter
from tests.cast import make_statement
from tests.documents.pages import text
from tests.scorecard.counted_village import QUARTER, counted

pytestmark = pytest.mark.django_db


def report(*arguments):
    out = io.StringIO()
    call_command("report", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_the_command_writes_formulir_4_as_pdf_and_xlsx(village, tmp_path):
    counted(village)
    pdf, xlsx = tmp_path / "laporan.pdf", tmp_path / "laporan.xlsx"

    report(village.code, 2025, 4, "--format", "pdf", "-o", pdf)
    report("33.07.05.2001", 2025, 4, "--format", "xlsx", "-o", xlsx)

    assert "Total 15 24 62,50" in text(pdf.read_bytes())
    assert openpyxl.load_workbook(xlsx).sheetnames == [
        f"Tabel {n}" for n in range(1, 6)
    ]


def test_the_command_computes_what_waits_without_a_worker(village, tmp_path):
    counted(village)
    home = village.households.get(head_name="Pak Tani 1")
    make_statement(home, "jamban_layak", date(2025, 12, 1), "v")
    Quarter.objects.touch([village.pk], since=QUARTER.first_day, today=village.today())

    report(village.code, 2025, 4, "-o", tmp_path / "laporan.pdf")

    assert "Total 16 24 66,67" in text((tmp_path / "laporan.pdf").read_bytes())


def test_the_command_writes_the_same_bytes_twice(village, tmp_path):
    counted(village)
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"

    for file in (first, second):
        report(village.code, 2025, 4, "-o", file)

    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("3307052009", 2025, 4), "tidak ada dalam daftar wilayah"),
        (("330705", 2025, 4), "bukan desa"),
        (("abc", 2025, 4), "bukan kode"),
        (("3307052001", 2025, 5), "bukan triwulan"),
        (("3307052001", 2999, 1), "belum dimulai"),
    ],
)
def test_the_command_refuses_with_the_reason(village, tmp_path, arguments, reason):
    with pytest.raises(CommandError, match=reason):
        report(*arguments, "-o", tmp_path / "laporan.pdf")


def test_a_file_that_cannot_be_written_is_named(village, tmp_path):
    with pytest.raises(CommandError, match="tidak dapat ditulis"):
        report(village.code, 2025, 4, "-o", tmp_path / "tidak" / "ada.pdf")
