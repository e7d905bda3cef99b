from decimal import Decimal

import pytest

from households.growth import Growth, NotPositive
from households.nutrition import (
    InvalidStatus,
    contradictions,
    join_status,
    length_doubt,
    muac_contradiction,
    muac_is_kek,
    printed_status,
    proposed_status,
    split_status,
    weight_doubt,
)

D = Decimal


def seen(tbu=None, bbtb=None, **more):
    height, weight = (z and D(z) for z in (tbu, bbtb))
    return Growth(z_tbu=height, z_bbtb=weight, **more)


def codes(status, mat, growth):
    return [found.code for found in contradictions(status, mat, growth)]


# --- status gizi as text ---------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("  ", ()),
        ("N", ("N",)),
        ("gk", ("GK",)),
        ("S + GK", ("GK", "S")),
        ("GB+S", ("GB", "S")),
        ("GK+GK", ("GK",)),
    ],
)
def test_a_status_is_read_in_any_order(text, parts):
    assert split_status(text) == parts
    assert split_status(join_status(parts)) == parts


@pytest.mark.parametrize("text", ["X", "N+S", "GB+GK", "GB+GK+S", "S+", "buruk"])
def test_what_is_no_status_is_refused(text):
    with pytest.raises(InvalidStatus, match=r"N, GK, GB, S, GK\+S atau GB\+S"):
        split_status(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [("GB+S", "GB"), ("GK+S", "S"), ("GK", "GK"), ("N", "N"), ("", "")],
)
def test_paper_prints_gb_before_s_before_gk_before_n(text, code):
    assert printed_status(text) == code


# --- proposals -------------------------------------------------------------


@pytest.mark.parametrize(
    ("tbu", "bbtb", "status"),
    [
        ("-2.00", "-2.00", "N"),
        ("-2.01", "0.00", "S"),
        ("0.00", "-2.01", "GK"),
        ("0.00", "-3.00", "GK"),
        ("0.00", "-3.01", "GB"),
        ("-2.50", "-2.50", "GK+S"),
        ("-3.50", "-3.50", "GB+S"),
        ("-2.50", None, "S"),
        (None, "-2.50", "GK"),
        ("0.00", None, ""),
        (None, "0.00", ""),
        (None, None, ""),
        ("-6.01", "0.00", ""),  # flagged: measure again
        ("0.00", "-5.01", ""),
        ("5.00", "4.00", "N"),
    ],
)
def test_the_scores_propose_a_status(tbu, bbtb, status):
    assert proposed_status(seen(tbu, bbtb)) == status


def test_oedema_is_gizi_buruk_whatever_the_weight():
    assert proposed_status(seen("0.00", has_oedema=True)) == "GB"
    assert proposed_status(seen("-2.50", has_oedema=True)) == "GB+S"


def test_an_infant_measured_standing_is_not_proposed_as_stunted():
    assert proposed_status(seen("-2.50", "0.00", stands_too_young=True)) == ""


# --- contradictions --------------------------------------------------------


@pytest.mark.parametrize(
    ("mat", "tbu", "found"),
    [
        ("H", "-2.01", ["mat_green_stunted"]),
        ("H", "-2.00", []),
        ("M", "-2.00", ["mat_red_not_stunted"]),
        ("M", "-2.01", []),
        ("K", "-3.50", []),
        ("K", "1.00", []),
        ("TD", "-3.50", []),
        ("", "-3.50", []),
        ("H", None, []),
        ("H", "-6.50", []),  # flagged
    ],
)
def test_the_mat_and_the_score_of_length_are_compared(mat, tbu, found):
    assert codes("", mat, seen(tbu)) == found


@pytest.mark.parametrize(
    ("status", "tbu", "bbtb", "found"),
    [
        ("N", "0.00", "0.00", []),
        ("N", "-2.50", "0.00", ["stunted_not_recorded"]),
        ("GK", "-2.50", "-2.50", ["stunted_not_recorded"]),
        ("GK+S", "-2.50", "-2.50", []),
        ("S", "0.00", "0.00", ["recorded_stunted"]),
        ("S", "-2.50", "-2.50", ["wasting_differs"]),
        ("N", "0.00", "-3.50", ["wasting_differs"]),
        ("GK", "0.00", "-3.50", ["wasting_differs"]),
        ("GB", "0.00", "-3.50", []),
        ("GB", "0.00", "0.00", ["wasting_differs"]),
        ("GB+S", "0.00", "0.00", ["recorded_stunted", "wasting_differs"]),
        ("", "-2.50", "-3.50", []),  # nothing stated
        ("N", None, None, []),
        ("N", "-6.50", "-5.50", []),  # flagged
    ],
)
def test_a_recorded_status_and_the_scores_are_compared(status, tbu, bbtb, found):
    assert codes(status, "", seen(tbu, bbtb)) == found


def test_the_sentences_say_what_was_seen_and_what_to_do():
    infant = seen("-2.31", "-3.40")
    (mat,) = contradictions("", "H", infant)
    assert mat.sentence == (
        "Tikar hijau, tetapi PB/U −2,31 (pendek). Ukur sekali lagi."
    )
    _, weight = contradictions("N", "", infant)
    assert "BB/PB −3,40 (gizi buruk)" in weight.sentence
    toddler = seen("-2.31", "-3.40", is_height=True)
    height, weight = contradictions("N", "", toddler)
    assert "TB/U −2,31 (pendek)" in height.sentence
    assert "BB/TB −3,40 (gizi buruk)" in weight.sentence
    (swollen,) = contradictions("N", "", seen(has_oedema=True))
    assert "ada edema" in swollen.sentence


def test_contradictions_of_no_status_are_refused():
    with pytest.raises(InvalidStatus):
        contradictions("X", "", Growth())


# --- LiLA ------------------------------------------------------------------


def test_kek_begins_below_twenty_three_and_a_half():
    assert muac_is_kek(D("23.4"))
    assert muac_is_kek(D("23.49"))
    assert not muac_is_kek(D("23.5"))
    with pytest.raises(NotPositive, match="LiLA harus lebih dari 0 cm"):
        muac_is_kek(D(0))


@pytest.mark.parametrize(
    ("status", "cm", "code"),
    [
        ("N", "23.4", "kek_not_recorded"),
        ("N", "23.5", None),
        ("K", "23.5", "recorded_kek"),
        ("K", "23.4", None),
        ("R", "23.4", None),
        ("R", "25", None),
        ("", "20", None),
        ("N", None, None),
    ],
)
def test_a_recorded_pregnancy_status_and_lila_are_compared(status, cm, code):
    found = muac_contradiction(status, cm and D(cm))
    assert (found and found.code) == code
    assert found is None or "KEK bila kurang dari 23,5 cm" in found.sentence


# --- slips of the keyboard -------------------------------------------------

BABY = {"sex": "L", "age_days": 250, "age_months": 8}


@pytest.mark.parametrize(
    ("kg", "question"),
    [
        ("78", "Berat 78 kg tidak mungkin untuk anak 8 bulan. Maksud Anda 7,8 kg?"),
        (
            "7800",
            "Berat 7.800 kg tidak mungkin untuk anak 8 bulan. Maksud Anda 7,8 kg?",
        ),
        ("0.78", "Berat 0,78 kg tidak mungkin untuk anak 8 bulan. Maksud Anda 7,8 kg?"),
        (
            "150",
            "Berat 150 kg tidak mungkin untuk anak 8 bulan. Periksa kembali angkanya.",
        ),
        ("0", "Berat 0 kg tidak mungkin untuk anak 8 bulan. Periksa kembali angkanya."),
        (
            "-7.8",
            "Berat −7,8 kg tidak mungkin untuk anak 8 bulan. Periksa kembali angkanya.",
        ),
    ],
)
def test_a_weight_that_cannot_be_asks_what_was_meant(kg, question):
    assert weight_doubt(D(kg), **BABY) == question


@pytest.mark.parametrize(
    ("cm", "meant"),
    [
        ("705", "70,5 cm"),
        ("7.05", "70,5 cm"),
        ("0.705", "70,5 cm"),
        ("7050", "70,5 cm"),
    ],
)
def test_a_length_that_cannot_be_asks_what_was_meant(cm, meant):
    assert length_doubt(D(cm), **BABY).endswith(f"Maksud Anda {meant}?")


def test_what_can_be_raises_no_doubt():
    assert weight_doubt(D("7.8"), **BABY) is None
    assert length_doubt(D("70.5"), **BABY) is None


def test_from_sixty_months_on_nothing_is_doubted():
    child = {"sex": "P", "age_days": 1827, "age_months": 60}
    assert weight_doubt(D(150), **child) is None
    assert length_doubt(D(15), **child) is None
