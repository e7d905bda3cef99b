"""Formulir 1 to 4 and what goes with them, as PDF and as XLSX."""

from .area import area_figures
from .facilities import formulir_1
from .frame import FORMATS, Document
from .matrix import formulir_3
from .monthly import formulir_2a, formulir_2b, formulir_2c
from .report import convergence_report, format_bantu

__all__ = [
    "FORMATS",
    "Document",
    "area_figures",
    "convergence_report",
    "format_bantu",
    "formulir_1",
    "formulir_2a",
    "formulir_2b",
    "formulir_2c",
    "formulir_3",
]
