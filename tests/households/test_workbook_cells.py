"""What a cell may hold, and what it is taken for."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from households.workbook.cells import CellRefused, parse, plain
from households.workbook.columns import BY_NAME, SHEETS, Kind
from villages.spreadsheets import escape, unescape


def read(sheet, column, raw):
    return parse(BY_NAME[sheet].column(column), raw)


@pytest.mark.parametrize("raw", ["v", "V", " √ ", "✓", "Ya", "y", "1", 1, 1.0, True])
def test_these_say_yes(raw):
    assert read("bulanan_anak", "campak", raw) == "v"


@pytest.mark.parametrize("raw", ["x", "X", "tidak", "T", "0", 0, 0.0, False, "×"])
def test_these_say_no(raw):
    assert read("bulanan_anak", "campak", raw) == "x"


@pytest.mark.parametrize("raw", [None, "", "  ", "-"])
def test_these_say_nothing(raw):
    assert read("bulanan_anak", "campak", raw) is None


@pytest.mark.parametrize(
    "raw",
    [
        date(2026, 6, 12),
        datetime(2026, 6, 12),
        "2026-06-12",
        "12/06/2026",
        "12-6-2026",
        46185,
        46185.0,
    ],
)
def test_these_are_12_june_2026(raw):
    assert read("anak", "tanggal_lahir", raw) == date(2026, 6, 12)


@pytest.mark.parametrize("raw", ["06/13/2026", "12 Juni", "2026", 2026, 46185.5, True])
def test_these_are_no_dates(raw):
    with pytest.raises(CellRefused):
        read("anak", "tanggal_lahir", raw)


@pytest.mark.parametrize("raw", ["7,8", "7.8", "7.80", 7.8, 7.800000000000001])
def test_these_are_7_8_kg(raw):
    assert read("bulanan_anak", "berat_kg", raw) == Decimal("7.8")


@pytest.mark.parametrize("raw", ["7,8 kg", "1.000,5", "-3", "nan", "1e3", True, -1])
def test_these_are_no_weights(raw):
    with pytest.raises(CellRefused):
        read("bulanan_anak", "berat_kg", raw)


@pytest.mark.parametrize(
    ("sheet", "column", "raw", "value"),
    [
        ("bulanan_ibu", "status_kehamilan", "Resti", "R"),
        ("bulanan_ibu", "status_kehamilan", "RISTI", "R"),
        ("bulanan_ibu", "status_kehamilan", "kek", "K"),
        ("bulanan_anak", "status_gizi", "gk + s", "GK+S"),
        ("bulanan_anak", "status_gizi", "S+GB", "GB+S"),
        ("bulanan_anak", "status_gizi", "S, GK", "GK+S"),
        ("bulanan_anak", "status_gizi", "Gizi  Buruk", "GB"),
        ("bulanan_anak", "tikar", "hijau", "H"),
        ("bulanan_anak", "tikar", "td", "TD"),
        ("anak", "jenis_kelamin", "LAKI-LAKI", "L"),
        ("anak", "jenis_kelamin", "perempuan", "P"),
        ("ibu_hamil", "hasil", "Lahir Mati", "lahir mati"),
        ("ibu_hamil", "alasan_keluar", "Salah Data", "salah data"),
        ("paud", "hadir", "-", "-"),
        ("paud", "hadir", "√", "v"),
        ("perubahan", "kolom", "Akte Lahir", "akta_lahir"),
        ("fasilitas", "jenis", "Rumah Sakit", "rs"),
        ("rumah_tangga", "rt", 3.0, "3"),
        ("rumah_tangga", "rt", "003", "003"),
        ("rumah_tangga", "id_rt", 12.0, "12"),
        ("anak", "nik", "3307 0528 0325 0001", "3307052803250001"),
        ("anak", "nik", 3307052803250001, "3307052803250001"),
    ],
)
def test_spellings_villages_use(sheet, column, raw, value):
    assert read(sheet, column, raw) == value


def test_a_nik_typed_as_a_number_may_have_lost_its_last_digit():
    with pytest.raises(CellRefused) as refused:
        read("anak", "nik", 3307052803250000.0)
    assert "Teks" in refused.value.remedy


@given(st.text(alphabet="'=+-@\t ab", max_size=6))
def test_escaped_text_comes_back_and_never_opens_as_a_formula(text):
    assert unescape(escape(text)) == text
    assert escape(text)[:1] not in ("=", "+", "-", "@", "\t")


VALUES = {
    Kind.DATE: st.dates(date(1920, 1, 1), date(2090, 1, 1)),
    Kind.DECIMAL: st.decimals(0, 99, places=1),
    Kind.WHOLE: st.integers(0, 9),
    Kind.YES_NO: st.sampled_from("vx"),
    Kind.NIK: st.just("3307052803250001"),
    Kind.KK: st.just("3307052803250001"),
}


@given(st.data())
def test_whatever_a_csv_cell_is_written_as_is_read_again(data):
    column = data.draw(st.sampled_from([c for s in SHEETS for c in s.columns]))
    kinds = (
        VALUES | {Kind.CHOICE: st.sampled_from(list(column.spellings.values()))}
        if (column.kind is Kind.CHOICE)
        else VALUES
    )
    value = data.draw(
        kinds.get(column.kind, st.sampled_from(["=A1", "'=x", "-", "Ani"]))
    )
    assert parse(column, unescape(plain(column, value))) == value


def test_every_required_column_of_the_workbook():
    required = {s.name: [c.name for c in s.columns if c.required] for s in SHEETS}
    assert required == {
        "rumah_tangga": ["id_rt", "dusun", "kepala_keluarga", "tanggal_daftar"],
        "ibu_hamil": ["id_ibu", "id_rt", "nama", "hpl", "tanggal_daftar"],
        "anak": [
            "id_anak",
            "id_rt",
            "nama",
            "jenis_kelamin",
            "tanggal_lahir",
            "tanggal_daftar",
        ],
        "bulanan_ibu": ["id_ibu", "tanggal_periksa"],
        "bulanan_anak": ["id_anak", "tanggal_periksa"],
        "paud": ["id_anak", "tahun", "bulan", "hadir"],
        "perubahan": ["jenis", "id", "tanggal", "kolom", "nilai"],
        "fasilitas": ["jenis", "nama"],
    }
