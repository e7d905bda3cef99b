"""Workbooks for tests: a dict of sheets, each a list of rows by column name."""

import io
from datetime import date
from decimal import Decimal

import xlsxwriter

from households.workbook import importing
from households.workbook.columns import SHEETS
from households.workbook.stored import read_village
from villages.models import Job


def sample():
    """A small village: two households, three pregnancies, two children."""
    return {
        "rumah_tangga": [
            {
                "id_rt": "rt1",
                "dusun": "Krajan",
                "rt": "01",
                "rw": "02",
                "alamat": "Jalan Melati 3",
                "no_kk": "3307050101200001",
                "kepala_keluarga": "Suparman",
                "rentan": "v",
                "air_aman": "v",
                "jamban_layak": "x",
                "tanggal_daftar": date(2025, 1, 5),
            },
            {
                "id_rt": "rt2",
                "dusun": "Sumber",
                "kepala_keluarga": "Wagiman",
                "tanggal_daftar": date(2025, 1, 6),
            },
        ],
        "ibu_hamil": [
            {
                "id_ibu": "i1",
                "id_orang": "o1",
                "id_rt": "rt1",
                "posyandu": "Mawar",
                "no_kia": "KIA-1",
                "nama": "Siti Aminah",
                "nik": "3307055505950001",
                "tanggal_lahir": date(1995, 5, 15),
                "hpl": date(2025, 4, 1),
                "tanggal_daftar": date(2025, 1, 5),
                "tanggal_melahirkan": date(2025, 3, 28),
                "hasil": "lahir hidup",
                "jumlah_lahir_hidup": 1,
                "jaminan_kesehatan": "v",
            },
            {
                "id_ibu": "i2",
                "id_orang": "o1",
                "id_rt": "rt1",
                "nama": "Siti Aminah",
                "nik": "3307055505950001",
                "tanggal_lahir": date(1995, 5, 15),
                "hpl": date(2026, 12, 1),
                "tanggal_daftar": date(2026, 5, 10),
            },
            {
                "id_ibu": "i3",
                "id_rt": "rt2",
                "nama": "Dewi",
                "hpht": date(2026, 2, 1),
                "hpl": date(2026, 11, 8),
                "tanggal_daftar": date(2026, 4, 2),
                "tanggal_keluar": date(2026, 8, 1),
                "alasan_keluar": "pindah",
            },
        ],
        "anak": [
            {
                "id_anak": "a1",
                "id_rt": "rt1",
                "id_ibu": "i1",
                "posyandu": "Mawar",
                "nama": "Ahmad",
                "jenis_kelamin": "L",
                "tanggal_lahir": date(2025, 3, 28),
                "berat_lahir_kg": Decimal("3.1"),
                "panjang_lahir_cm": Decimal("49.5"),
                "tanggal_daftar": date(2025, 3, 29),
                "akta_lahir": "x",
                "jaminan_kesehatan": "v",
            },
            {
                "id_anak": "a2",
                "id_rt": "rt2",
                "nama": "Lestari",
                "jenis_kelamin": "P",
                "tanggal_lahir": date(2023, 6, 1),
                "tanggal_daftar": date(2025, 2, 1),
            },
        ],
        "bulanan_ibu": [
            {
                "id_ibu": "i1",
                "tanggal_periksa": date(2025, 2, 10),
                "status_kehamilan": "K",
                "lila_cm": Decimal("22.5"),
                "pemeriksaan_kehamilan": "v",
                "jumlah_pil_fe": 30,
                "air_bersih": "x",
            },
            {"id_ibu": "i1", "tanggal_periksa": date(2025, 4, 5), "nifas": 2},
        ],
        "bulanan_anak": [
            {
                "id_anak": "a1",
                "tanggal_periksa": date(2025, 5, 10),
                "status_gizi": "GK+S",
                "tikar": "K",
                "berat_kg": Decimal("4.35"),
                "tinggi_cm": Decimal("55.5"),
                "posisi": "telentang",
                "edema": "x",
                "konseling_ibu": "v",
            },
        ],
        "paud": [
            {"id_anak": "a2", "tahun": 2026, "bulan": 1, "hadir": "v"},
            {"id_anak": "a2", "tahun": 2026, "bulan": 2, "hadir": "-"},
        ],
        "perubahan": [
            {
                "jenis": "rumah_tangga",
                "id": "rt1",
                "tanggal": date(2025, 6, 1),
                "kolom": "jamban_layak",
                "nilai": "v",
            },
            {
                "jenis": "rumah_tangga",
                "id": "rt2",
                "tanggal": date(2025, 7, 1),
                "kolom": "dusun",
                "nilai": "Tegalrejo",
            },
            {
                "jenis": "anak",
                "id": "a1",
                "tanggal": date(2025, 8, 1),
                "kolom": "posyandu",
                "nilai": None,
            },
        ],
        "fasilitas": [
            {
                "id_fasilitas": "f1",
                "tahun": 2026,
                "jenis": "posyandu",
                "nama": "Posyandu Mawar",
                "dusun": "Krajan",
                "timbang": "v",
                "konseling": "x",
            }
        ],
    }


def xlsx(book, headings=None):
    """The workbook as an XLSX in memory; only the columns that some row has."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as out:
        form = out.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in book.items():
            page = out.add_worksheet(name)
            columns = (headings or {}).get(name) or list(
                dict.fromkeys(column for row in rows for column in row)
            )
            page.write_row(0, 0, columns)
            for number, row in enumerate(rows, 1):
                for index, column in enumerate(columns):
                    value = row.get(column)
                    if isinstance(value, date):
                        page.write_datetime(number, index, value, form)
                    elif isinstance(value, (int, Decimal)):
                        page.write_number(number, index, value)
                    elif value is not None:
                        page.write_string(number, index, value)
    file.seek(0)
    return file


def read_and_looked_through(village, file):
    """A job whose file waits to be saved."""
    job = Job(village=village, kind=importing.AT_ONCE)
    job.be_mine()
    job.save()
    importing.read(job, file)
    importing.look_through(job)
    return job


def exported(village):
    """What the village's workbook says, as a dict like `sample`."""
    stored = read_village(village)
    return {
        sheet.name: [filled(line.values) for line in stored.lines[sheet.name].values()]
        for sheet in SHEETS
    }


def filled(row):
    """The row without its empty cells."""
    return {name: value for name, value in row.items() if value not in (None, "")}


def told(book):
    """A workbook as comparable rows: blank cells left out, in no order."""
    return {
        sheet.name: sorted(
            (filled(row) for row in book.get(sheet.name, [])),
            key=lambda row: sorted((name, str(value)) for name, value in row.items()),
        )
        for sheet in SHEETS
    }
