"""How numbers of documents are formed: the format, what it makes, what it reads."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villages.numbering import LONGEST, InvalidFormat, parse_format

JUNE = date(2026, 6, 22)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("{nomor:02}/RS/{tahun}", "07/RS/2026"),
        ("141/{nomor}/DS/{bulan_romawi}/{tahun}", "141/7/DS/VI/2026"),
        ("{tahun}-{bulan:02}-{nomor:04}", "2026-06-0007"),
        ("  {nomor} ({tahun}/{bulan})  ", "7 (2026/6)"),
    ],
)
def test_a_format_makes_the_number_as_the_village_writes_it(text, number):
    assert parse_format(text).number(7, JUNE, 2026) == number


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "{nomor} tepat satu kali"),
        ("RS/{tahun}", "{nomor} tepat satu kali"),
        ("{nomor}/{nomor}/{tahun}", "{nomor} tepat satu kali"),
        ("{nomor:02}/RS", "{tahun} tepat satu kali"),
        ("{nomor}/{desa}/{tahun}", "{desa} tidak dikenal"),
        ("{nomor}/{tahun:02}", "{tahun:02} tidak dikenal"),
        ("{nomor}/{tahun", "Kurung kurawal"),
        ("{nomor:99}/{tahun}", "Kurung kurawal"),
        ("{nomor!r}/{tahun}", "Kurung kurawal"),
        ("{nomor.__class__}/{tahun}", "Kurung kurawal"),
        ("{nomor}/会/{tahun}", "pakailah hanya huruf"),
        ("<b>{nomor}/{tahun}", "pakailah hanya huruf"),
        ("{nomor}{tahun}", "Pisahkan"),
        ("1{nomor}/{tahun}", "Pisahkan"),
        ("{nomor}2/{tahun}", "Pisahkan"),
        ("{nomor}/{tahun}" + "/A" * 40, f"lebih panjang dari {LONGEST}"),
    ],
)
def test_a_format_that_could_not_tell_numbers_apart_is_refused_with_the_reason(
    text, why
):
    with pytest.raises(InvalidFormat, match=why.replace("{", r"\{")):
        parse_format(text)


def test_a_number_is_read_back_only_by_its_own_format_and_year():
    pattern = parse_format("005/{nomor:03}/DS/{bulan_romawi}/{tahun}")

    assert pattern.sequence_in("005/017/DS/VI/2026", 2026) == 17
    assert pattern.sequence_in(" 005/1200/DS/XII/2026 ", 2026) == 1200
    assert pattern.sequence_in("005/017/DS/VI/2025", 2026) is None
    assert pattern.sequence_in("005/117/VI/2026", 2026) is None
    assert pattern.sequence_in("", 2026) is None


def test_the_following_number_is_one_more_than_the_highest_of_the_year():
    pattern = parse_format("{nomor:02}/{bulan:02}/{tahun}")
    given_out = ["03/01/2026", "11/06/2026", "99/12/2025", "dari buku agenda", ""]

    assert pattern.following(given_out, JUNE) == "12/06/2026"
    assert pattern.following([], JUNE) == "01/06/2026"


literals = st.text("ABC/-. ()_", max_size=6)
fields = st.sampled_from(["{bulan}", "{bulan:02}", "{bulan_romawi}"])


@given(
    before=literals,
    between=literals.filter(bool),
    more=st.lists(st.tuples(fields, literals.filter(bool)), max_size=2),
    sequences=st.tuples(st.integers(1, 9999), st.integers(1, 9999)),
    years=st.tuples(st.integers(2020, 2099), st.integers(2020, 2099)),
    month=st.integers(1, 12),
)
def test_two_numbers_are_alike_only_when_sequence_and_year_are(
    before, between, more, sequences, years, month
):
    middle = "".join(field + literal for field, literal in more)
    pattern = parse_format(f"{before}{{nomor:02}}{between}{middle}{{tahun}}")
    numbers = [
        pattern.number(sequence, date(year, month, 1), year)
        for sequence, year in zip(sequences, years, strict=True)
    ]

    same = (sequences[0], years[0]) == (sequences[1], years[1])
    assert (numbers[0] == numbers[1]) is same
    assert pattern.sequence_in(numbers[0], years[0]) == sequences[0]
