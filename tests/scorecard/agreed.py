"""Every form of a worked village as its reader sees it: the words and the cells."""

import io
import re
from datetime import date

import openpyxl

from households.models import Quarter
from households.packages import Who
from scorecard.actions import drain
from scorecard.documents import (
    area_recap,
    convergence_report,
    family_sheets,
    format_bantu,
    formulir_1,
    formulir_2a,
    formulir_2b,
    formulir_2c,
    formulir_3,
    office_letter,
    reports_of_year,
    yearly_report,
)
from scorecard.gaps import by_office, gaps_of
from tests.documents.pages import page_texts
from tests.scorecard.counted_village import QUARTER, counted, preschooler
from villages.models import BudgetLine

TODAY = date(2026, 2, 1)
MONTH = date(2025, 11, 1)


def settled(village):
    """The worked village with a budget, a child over two and the quarter before."""
    counted(village)
    preschooler(village, "v", "x")
    for code, amount, is_stunting in (
        ("2.4.14", 60_000_000, True),
        ("2.3.01", 180_000_000, False),
        ("4.4.02", 10_000_000, True),
    ):
        BudgetLine.objects.create(
            village=village,
            year=QUARTER.year,
            activity_code=code,
            name=code,
            amount_rupiah=amount,
            is_stunting=is_stunting,
        )
    since = QUARTER.previous.first_day
    Quarter.objects.touch([village.pk], since=since, today=village.today())
    drain()


def first_letter(village):
    """The letter to the office that is asked for most."""
    return office_letter(village, QUARTER, by_office(gaps_of(village, QUARTER))[0])


FORMS = {
    "formulir_1": lambda village: formulir_1(village, QUARTER),
    "formulir_2a": lambda village: formulir_2a(village, MONTH, today=TODAY),
    "formulir_2b": lambda village: formulir_2b(village, MONTH, today=TODAY),
    "formulir_2c": lambda village: formulir_2c(village, 2025, today=TODAY),
    "formulir_3a": lambda village: formulir_3(village, QUARTER, Who.MOTHER),
    "formulir_3b": lambda village: formulir_3(village, QUARTER, Who.CHILD),
    "formulir_4": lambda village: convergence_report(village, QUARTER),
    "formulir_4_tahunan": lambda village: yearly_report(village, 2025, TODAY),
    "formulir_4_semua": lambda village: reports_of_year(village, 2025, TODAY),
    "format_bantu": lambda village: format_bantu(village, QUARTER),
    "surat_keluarga": lambda village: family_sheets(
        village, QUARTER, gaps_of(village, QUARTER)
    ),
    "surat_instansi": first_letter,
    "rekap_kecamatan": lambda village: area_recap(village.district, QUARTER),
    "rekap_kabupaten": lambda village: area_recap(village.district.parent, QUARTER),
}


def agreed(document) -> dict:
    """Return {"pdf": the words of each page, "xlsx": the cells of each sheet}."""
    book = openpyxl.load_workbook(io.BytesIO(document.render("xlsx")))
    pages = page_texts(document.render("pdf"))
    return {
        "pdf": [re.sub(r"\s+", " ", words).strip() for words in pages],
        "xlsx": {
            sheet.title: [[_plain(cell.value) for cell in row] for row in sheet]
            for sheet in book
        },
    }


def _plain(value):
    return value.date().isoformat() if hasattr(value, "date") else value
