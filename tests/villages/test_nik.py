from datetime import date

import pytest

from villages.nik import (
    InvalidKK,
    InvalidNik,
    NikFacts,
    decode_nik,
    mask,
    nik_warnings,
    parse_kk,
    parse_nik,
)

TODAY = date(2026, 11, 21)
MAN = "3307051203900001"  # 12 March 1990
WOMAN = "3307055203900001"


def test_sixteen_digits_are_taken_with_or_without_spaces():
    assert parse_nik(" 3307 0512 0390 0001 ") == MAN
    assert parse_kk("3307051203900001") == MAN


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "kosong"),
        ("330705120390000", "15 angka, kurang 1"),
        ("330705120390000112", "18 angka, lebih 2"),
        ("33070512O3900001", "Hapus huruf"),
        ("33.07.05.120390.0001", "tanda baca"),
        ("３３０７０５１２０３９００００１", "hanya boleh berisi angka"),
    ],
)
def test_a_wrong_number_is_refused_with_what_is_wrong(text, why):
    with pytest.raises(InvalidNik, match=why):
        parse_nik(text)
    with pytest.raises(InvalidKK, match=f"Nomor KK.*{why}"):
        parse_kk(text)


def test_a_nik_tells_place_birth_date_and_sex():
    born_on = date(1990, 3, 12)
    assert decode_nik(MAN, TODAY) == NikFacts("330705", born_on, "L")
    assert decode_nik(WOMAN, TODAY) == NikFacts("330705", born_on, "P")


@pytest.mark.parametrize(
    ("digits", "born_on"),
    [
        ("211126", date(2026, 11, 21)),  # born today
        ("221126", date(1926, 11, 22)),  # tomorrow would lie ahead
        ("290200", date(2000, 2, 29)),
        ("290296", date(1996, 2, 29)),
        ("310226", None),
        ("001326", None),
    ],
)
def test_the_year_is_read_in_the_latest_century_that_has_passed(digits, born_on):
    assert decode_nik(f"330705{digits}0001", TODAY).born_on == born_on


def test_an_agreeing_nik_warns_of_nothing():
    assert nik_warnings(MAN, date(1990, 3, 12), "L") == []
    assert nik_warnings(WOMAN, date(1990, 3, 12), "P") == []


def test_another_birth_date_and_sex_only_warn():
    by_date, by_sex = nik_warnings(WOMAN, date(1990, 12, 3), "L")
    assert "12-03-90" in by_date
    assert "3 Desember 1990" in by_date
    assert "NIK adalah untuk perempuan" in by_sex
    assert "laki-laki" in by_sex


def test_what_is_not_known_is_not_compared():
    assert nik_warnings(WOMAN, None, "") == []


def test_digits_that_are_no_date_warn_too():
    assert nik_warnings("3307053102900001", date(1990, 3, 2), "L")


def test_warnings_of_no_nik_are_refused():
    with pytest.raises(InvalidNik):
        nik_warnings("123", None, "")


def test_a_masked_number_hides_kecamatan_and_birth_date():
    assert mask(WOMAN) == "3307••••••••0001"
    assert mask("") == ""
    assert mask("12345") == "•••••"
