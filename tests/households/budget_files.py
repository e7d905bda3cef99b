"""Finance exports for tests: titles above, headings, rows; as XLSX in memory."""

import io

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

HEADINGS = ("Kode Rekening", "Uraian", "Anggaran (Rp)", "Sumber Dana")
TITLES = (
    ("PEMERINTAH DESA SUKAMAJU",),
    ("ANGGARAN PENDAPATAN DAN BELANJA DESA",),
    ("TAHUN ANGGARAN 2026",),
    (),
)
ROWS = (
    ("2", "BIDANG PELAKSANAAN PEMBANGUNAN DESA", 72_000_000, ""),
    ("2.2", "Sub Bidang Kesehatan", 72_000_000, ""),
    ("2.2.02", "Penyelenggaraan Posyandu", 30_000_000, "DDS"),
    ("2.2.02.5.2.1", "Belanja Barang Perlengkapan", 30_000_000, "DDS"),
    ("", "Belanja Barang dan Jasa", 30_000_000, ""),
    ("2.4.12", "Sambungan air bersih", "42.000.000,00", "Dana Desa"),
    ("2.3.11.", "Rabat beton", "Rp 214.000.000", "ADD"),
)


def a_file(rows=ROWS, headings=HEADINGS, titles=TITLES, name="apbdes.xlsx"):
    """An upload with these rows."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("APBDes")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate([*titles, headings, *rows]):
            for at, cell in enumerate(row):
                if hasattr(cell, "year"):
                    page.write_datetime(number, at, cell, day)
                elif isinstance(cell, str):
                    page.write_string(number, at, cell)
                else:
                    page.write_number(number, at, cell)
    return SimpleUploadedFile(name, out.getvalue())
