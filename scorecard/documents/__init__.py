"""Formulir 1 to 4 and what goes with them, as PDF and as XLSX."""

from .area import area_figures
from .frame import FORMATS, Document
from .gaps import family_sheets, office_letter
from .mapping import formulir_1, formulir_1_frozen, formulir_1_on
from .matrix import formulir_3
from .monthly import formulir_2a, formulir_2b, formulir_2c
from .recap import area_recap
from .report import convergence_report, format_bantu
from .yearly import reports_of_year, yearly_report

__all__ = [
    "FORMATS",
    "Document",
    "area_figures",
    "area_recap",
    "convergence_report",
    "family_sheets",
    "format_bantu",
    "formulir_1",
    "formulir_1_frozen",
    "formulir_1_on",
    "formulir_2a",
    "formulir_2b",
    "formulir_2c",
    "formulir_3",
    "office_letter",
    "reports_of_year",
    "yearly_report",
]
