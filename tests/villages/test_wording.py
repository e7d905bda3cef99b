from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villages.wording import (
    InvalidDate,
    InvalidMoney,
    InvalidNumeral,
    clock,
    date_in_words,
    long_date,
    month_and_year,
    month_name,
    number_text,
    parse_date,
    parse_decimal,
    parse_rupiah,
    percent_text,
    rupiah,
    spell,
    spell_rupiah,
    weekday_name,
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (200, "dua ratus"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1000, "seribu"),
        (1001, "seribu satu"),
        (1100, "seribu seratus"),
        (2026, "dua ribu dua puluh enam"),
        (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (2_000_000_000, "dua miliar"),
        (1_000_000_000_000, "satu triliun"),
        (-7, "minus tujuh"),
    ],
)
def test_a_number_is_spelled(number, words):
    assert spell(number) == words


VALUES = {
    "nol": 0,
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
    "sepuluh": 10,
    "sebelas": 11,
    "seratus": 100,
}
SCALES = {"juta": 10**6, "miliar": 10**9, "triliun": 10**12}


def heard(words):
    """Understand a spelled number: what a listener would write down."""
    total = group = digit = 0
    for word in words.split():
        match word:
            case "belas":
                group, digit = group + 10 + digit, 0
            case "puluh":
                group, digit = group + 10 * digit, 0
            case "ratus":
                group, digit = group + 100 * digit, 0
            case "seribu":
                total += 1000
            case "ribu" | "juta" | "miliar" | "triliun":
                total += (group + digit) * SCALES.get(word, 1000)
                group = digit = 0
            case _:
                group, digit = group + digit, VALUES[word]
    return total + group + digit


@given(st.integers(0, 10**15 - 1))
def test_a_spelled_number_is_understood_as_the_same_number(number):
    assert heard(spell(number)) == number
    assert "satu ribu" not in f" {spell(number)}".replace(
        "puluh satu ribu", ""
    ).replace("ratus satu ribu", "").replace("seratus satu ribu", "")


def test_a_quadrillion_is_not_spelled():
    with pytest.raises(ValueError, match="too large"):
        spell(10**15)


def test_money_is_spelled_with_its_currency():
    assert spell_rupiah(2_500_000) == "dua juta lima ratus ribu rupiah"


def test_dates_are_written_in_indonesian():
    day = date(2026, 11, 21)
    assert long_date(day) == "21 November 2026"
    assert weekday_name(day) == "Sabtu"
    assert month_and_year(day) == "November 2026"
    assert month_name(6) == "Juni"
    assert date_in_words(day) == (
        "Sabtu, tanggal dua puluh satu bulan November tahun dua ribu dua puluh enam"
    )
    with pytest.raises(ValueError, match="month"):
        month_name(0)


def test_a_time_has_a_dot():
    assert clock(time(9, 30)) == "pukul 09.30"
    assert clock(time(0, 5)) == "pukul 00.05"


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Decimal("7.8"), None, "7,8"),
        (Decimal("-2.31"), 2, "−2,31"),
        (Decimal("-0.001"), 2, "0,00"),
        (Decimal("1250000.5"), None, "1.250.000,5"),
        (Decimal("0.125"), 2, "0,13"),
        (1234567, None, "1.234.567"),
        (12, 2, "12,00"),
        (Decimal("1E+3"), None, "1.000"),
        (0, None, "0"),
    ],
)
def test_numbers_have_a_decimal_comma_and_thousands_dots(value, places, text):
    assert number_text(value, places) == text


def test_money_is_written_with_dots():
    assert rupiah(1_250_000) == "Rp1.250.000"
    assert rupiah(0) == "Rp0"
    assert rupiah(-5000) == "−Rp5.000"
    assert rupiah(None) == "–"


def test_a_share_of_nothing_is_a_dash_and_never_zero():
    assert percent_text(None) == "–"
    assert percent_text(Decimal("87.5")) == "87,50 %"
    assert percent_text(Decimal("100")) == "100,00 %"
    assert percent_text(Decimal("0")) == "0,00 %"


@pytest.mark.parametrize(
    "text",
    [
        "12 Juni 2024",
        " 12  juni  2024 ",
        "12 Jun 2024",
        "12 jun. 2024",
        "12-Jun-2024",
        "12/06/2024",
        "12/6/2024",
        "12-06-2024",
        "12.06.2024",
        "2024-06-12",
        "2024-6-12",
    ],
)
def test_a_date_is_read_however_villages_write_it(text):
    assert parse_date(text) == date(2024, 6, 12)


@pytest.mark.parametrize(
    ("text", "month"),
    [("1 Agt 2024", 8), ("1 Nopember 2024", 11), ("1 Pebruari 2024", 2)],
)
def test_old_spellings_of_months_are_read(text, month):
    assert parse_date(text) == date(2024, month, 1)


@given(st.dates())
def test_a_written_date_reads_back_as_itself(day):
    if day.year >= 1000:
        assert parse_date(long_date(day)) == day
        assert parse_date(f"{day:%d/%m/%Y}") == day
    assert parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "bukan tanggal"),
        ("besok", "bukan tanggal"),
        ("12/06-2024", "bukan tanggal"),
        ("12 Junius 2024", "“Junius” yang tidak dikenal"),
        ("30 Februari 2024", "tidak ada dalam kalender"),
        ("06/13/2024", "tidak ada dalam kalender"),
        ("2024-00-12", "tidak ada dalam kalender"),
        ("12/06/24", "empat angka"),
        ("12 Juni 24", "empat angka"),
        ("１２/06/2024", "bukan tanggal"),
    ],
)
def test_what_is_no_date_is_refused_with_the_way_to_write_one(text, why):
    with pytest.raises(InvalidDate, match=f"{why}.*Tulis misalnya 12 Juni 2024"):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7,8", "7.8"),
        ("7.8", "7.8"),
        (" 78 ", "78"),
        ("-1,5", "-1.5"),
        ("−1,5", "-1.5"),
        ("1.250", "1.250"),
    ],
)
def test_comma_and_point_are_both_the_decimal_sign(text, value):
    assert parse_decimal(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "7,8 kg", "1.250,5", "nan", "inf", "1e3", ",5", "7,", "１", "1" * 13]
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(InvalidNumeral, match="misalnya 7,8"):
        parse_decimal(text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1250000", 1_250_000),
        ("1.250.000", 1_250_000),
        ("Rp 1.250.000,00", 1_250_000),
        ("rp. 1.250.000,-", 1_250_000),
        ("0", 0),
    ],
)
def test_money_is_read_as_people_write_it(text, amount):
    assert parse_rupiah(text) == amount


@pytest.mark.parametrize(
    "text", ["", "1.25", "1,250", "12.500,50", "-5000", "Rp", "１", "1e6", "1" * 16]
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(InvalidMoney, match="rupiah bulat"):
        parse_rupiah(text)


@given(st.integers(0, 10**15 - 1))
def test_written_money_reads_back_as_itself(amount):
    assert parse_rupiah(rupiah(amount)) == amount
