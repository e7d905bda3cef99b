from datetime import date
from decimal import Decimal

import pytest

from households.weight_gain import (
    Verdict,
    Weighing,
    gains,
    least_gain,
    not_gained_in_a_row,
)

BORN = date(2025, 1, 10)


def weighed(*rows, sex="L", born_on=BORN):
    """Gains of (day, kg) pairs; a third value marks a doubtful weighing."""
    listed = [Weighing(day, Decimal(kg), *more) for day, kg, *more in rows]
    return gains(sex, born_on, listed)


@pytest.mark.parametrize(
    ("sex", "months", "grams"),
    [
        ("L", 0, None),
        ("L", 1, 800),
        ("L", 2, 900),
        ("L", 7, 400),
        ("P", 7, 300),
        ("L", 11, 300),
        ("P", 11, 200),
        ("L", 12, 200),
        ("P", 59, 200),
    ],
)
def test_the_kbm_follows_sex_and_completed_months(sex, months, grams):
    assert least_gain(sex, months) == grams


def test_a_gain_of_exactly_the_kbm_is_naik():
    # Six completed months on 15 July: 400 g for a boy.
    *_, gain = weighed((date(2025, 6, 14), "7.2"), (date(2025, 7, 15), "7.6"))

    assert (gain.verdict, gain.grams, gain.least) == (Verdict.GAINED, 400, 400)
    assert gain.letter == "N"
    assert gain.sentence == (
        "Naik: bertambah 400 g sejak 14 Juni 2025; paling sedikit 400 g."
    )


def test_one_gram_less_is_tidak_naik():
    *_, gain = weighed((date(2025, 6, 14), "7.2"), (date(2025, 7, 15), "7.599"))

    assert (gain.verdict, gain.letter) == (Verdict.NOT_GAINED, "T")


@pytest.mark.parametrize(
    ("kg", "words"), [("7.2", "berat tetap"), ("6.2", "turun 1.000 g")]
)
def test_no_change_and_a_loss_are_said_in_words(kg, words):
    *_, gain = weighed((date(2025, 6, 14), "7.2"), (date(2025, 7, 15), kg))

    assert gain.sentence.startswith(f"Tidak naik: {words} sejak 14 Juni 2025")


def test_the_weight_at_birth_is_the_first_weighing():
    first, second = weighed((BORN, "3.0"), (date(2025, 2, 12), "3.8"))

    assert first.because == "baru pertama kali ditimbang"
    assert (second.verdict, second.least) == (Verdict.GAINED, 800)


@pytest.mark.parametrize(
    ("before", "now", "because"),
    [
        ((BORN, "3"), (date(2025, 1, 20), "3.4"), "KBM mulai umur 1 bulan"),
        (
            (date(2025, 5, 14), "7"),
            (date(2025, 7, 15), "7.6"),
            "bulan sebelumnya tidak ditimbang",
        ),
        (
            (date(2025, 6, 28), "7"),
            (date(2025, 7, 18), "7.6"),
            "jarak dua penimbangan kurang dari 3 minggu",
        ),
        (
            (date(2025, 6, 14), "7"),
            (date(2025, 7, 15), "17", True),
            "salah satu beratnya perlu diukur ulang",
        ),
        (
            (date(2025, 6, 14), "17", True),
            (date(2025, 7, 15), "7"),
            "salah satu beratnya perlu diukur ulang",
        ),
        (
            (date(2029, 12, 20), "17"),
            (date(2030, 1, 15), "18"),
            "KBM hanya sampai umur 60 bulan",
        ),
    ],
)
def test_what_cannot_be_compared_says_why(before, now, because):
    *_, gain = weighed(before, now)

    assert gain.verdict is Verdict.UNKNOWN
    assert (gain.because, gain.letter) == (because, "")
    assert gain.sentence.endswith(f"belum dapat dinilai: {because}.")


def test_three_weeks_apart_are_compared():
    *_, gain = weighed((date(2025, 6, 27), "7"), (date(2025, 7, 18), "7.6"))

    assert gain.verdict is Verdict.GAINED


def test_only_the_newest_tidak_naik_in_a_row_are_counted():
    days = [date(2025, month, 14) for month in range(6, 11)]

    found = weighed(*zip(days, ["7", "7", "7.5", "7.5", "7.5"], strict=True))

    assert [gain.letter for gain in found] == ["", "T", "N", "T", "T"]
    assert not_gained_in_a_row(found) == 2
    assert not_gained_in_a_row(found[:3]) == 0
    assert not_gained_in_a_row([]) == 0


def test_nobody_weighed_has_no_gain():
    assert weighed() == []
