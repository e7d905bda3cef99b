"""Invented samples of the sheets villages have: printed forms and OpenSID's exports."""

import io
from datetime import date

import xlsxwriter

OPENSID_MOTHERS = [
    *("No KIA", "Nama Ibu", "Status Kehamilan", "Hari Perkiraan Lahir"),
    *("Usia Kehamilan (Bulan)", "Tanggal Melahirkan", "Pemeriksaan Kehamilan"),
    *("Konsumsi Pil Fe", "Pemeriksaan Nifas", "Kunjungan Rumah"),
    *("Kepemilikan Akses Air Bersih", "Kepemilikan jamban", "Jaminan Kesehatan"),
]
OPENSID_CHILDREN = [
    *("No KIA", "Nama Anak", "Jenis Kelamin", "Tanggal Lahir", "Status Gizi"),
    *("Umur (Bulan)", "Hasil (M/K/H)", "Pemberian Imunisasi Dasar"),
    *("Pengukuran Berat Badan", "Pengukuran Tinggi Badan", "Konseling Gizi Ayah"),
    *("Konseling Gizi Ibu", "Kunjungan Rumah", "Kepemilikan Akses Air Bersih"),
    *("Kepemilikan Jamban", "Akta Lahir", "Jaminan Kesehatan", "Pengasuhan PAUD"),
]
MONTHS = [
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
]
# The tenth value is counselling, and has no heading.
DEWI = [
    *("KIA-7", "Dewi", "RISTI", "8 November 2026", 6, "-", "v", "v", "-"),
    *("x", "v", "v", "x", "v"),
]
# The eleventh value means nothing.
AHMAD = [
    *("KIA-9", "Ahmad", "LAKI-LAKI", "28 Maret 2025", "GK", 15, "K", "v", "v", "v"),
    *("x", "x", "v", "v", "v", "x", "v", "v", "v"),
]
LESTARI = ["KIA-3", "Lestari", "PEREMPUAN", "3-6 Tahun"]


def book(**sheets):
    """An XLSX with a sheet for each name: a list of rows."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as out:
        for title, rows in sheets.items():
            page = out.add_worksheet(title)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    file.seek(0)
    return file


def opensid_mothers(*rows):
    return book(Sheet1=[OPENSID_MOTHERS, *(rows or [DEWI])])


def opensid_children(*rows):
    return book(Sheet1=[OPENSID_CHILDREN, *(rows or [AHMAD])])


def opensid_paud():
    heading = ["No KIA", "Nama Anak", "Jenis Kelamin", "Kategori Usia", *MONTHS]
    marks = ["v", "x", "v", *["-"] * 9]
    return book(Sheet1=[heading, [*LESTARI, *marks]])


def formulir_2b():
    """As it is printed: a title, the month, merged headings, letters, then rows."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as out:
        form = out.add_format({"num_format": "dd/mm/yyyy"})
        page = out.add_worksheet("Juni")
        page.merge_range(0, 0, 0, 18, "FORMULIR 2.B PEMANTAUAN BULANAN ANAK 0-2 TAHUN")
        page.write(2, 0, "BULAN : JUNI 2026")
        single = ["No", "No Register (KIA)", "Nama Anak", "Jenis Kelamin (L/P)"]
        single += ["Tanggal Lahir Anak (Tgl/Bln/Thn)"]
        single += ["Status Gizi Anak (Normal/Buruk/Kurang/Stunting)"]
        for index, name in enumerate(single):
            page.merge_range(3, index, 5, index, name)
        page.merge_range(3, 6, 3, 7, "Umur dan Status Tikar")
        page.merge_range(3, 8, 3, 18, "Indikator Layanan")
        below = ["Umur (Bulan)", "Hasil (M/K/H)", "Pemberian Imunisasi Dasar"]
        below += ["Pengukuran Berat Badan", "Pengukuran Tinggi Badan"]
        for index, name in enumerate(below, 6):
            page.merge_range(4, index, 5, index, name)
        page.merge_range(4, 11, 4, 12, "Konseling Gizi Bagi Orang Tua")
        page.write_row(5, 11, ["Laki-laki", "Perempuan"])
        last = ["Kunjungan Rumah", "Kepemilikan Akses Air Bersih"]
        last += ["Kepemilikan Jamban Sehat", "Akte Lahir", "Jaminan Kesehatan"]
        for index, name in enumerate(last, 13):
            page.merge_range(4, index, 5, index, name)
        page.write(4, 18, "Pengasuhan (PAUD)")
        page.write_row(6, 1, list("abcdefghijklmnopqr"))
        page.write_row(7, 0, [1, "KIA-9", "Ahmad", "L"])
        page.write_datetime(7, 4, date(2025, 3, 28), form)
        page.write_row(7, 5, ["Kurang", 14, "K", "√", 8.4, 72.5, "X", "√", "√"])
        page.write_row(7, 14, ["√", "X", "√", "√", "-"])
        page.write_row(8, 0, [2, "", "Orang Baru", "P", "01/02/2026", "Normal", 4, "H"])
        page.write(10, 1, "Mengetahui,")
    file.seek(0)
    return file
