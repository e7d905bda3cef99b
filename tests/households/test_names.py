"""How names sound: one key for the spellings of one name."""

import pytest

from households.names import is_one_slip, likeness, name_key, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siti", "Sitti"),
        ("Siti Aminah", "St. Aminah"),
        ("Muhammad", "Mohamad"),
        ("Moh. Rizki", "Muhammad Rizky"),
        ("M. Rizki", "Mochammad Riski"),
        ("Achmad", "Akhmad"),
        ("Soeharto", "Suharto"),
        ("Djoko Tjahjono", "Joko Cahyono"),
        ("Sjarif Jusuf", "Syarif Yusuf"),
        ("Khotimah", "Chotimah"),
        ("Fatimah", "Vatima"),
        ("Hj. Rukmini", "Rukmini"),
        ("Karto (alm.)", "Karto, S.Pd."),
        ("Nur'aini", "Nuraini"),
        ("Noor", "Nur"),
        ("Ramdhan", "RAMDAN"),
    ],
)
def test_spellings_of_one_name_have_one_key(one, other):
    assert name_key(one) == name_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("Siti", "Sari"), ("Adi", "Ani"), ("Karto", "Karti")]
)
def test_two_names_have_two_keys(one, other):
    assert name_key(one) != name_key(other)


def test_a_title_alone_stays_a_name():
    assert words_of("Bayi") == ["bayi"]


def test_a_word_of_silent_letters_stays():
    assert name_key("Hh") == "hh"


@pytest.mark.parametrize("name", ["", "–", "😀"])
def test_what_has_no_letter_has_no_key(name):
    assert name_key(name) == ""


def test_a_key_is_never_longer_than_its_column():
    assert len(name_key("md " * 100)) == 300


@pytest.mark.parametrize(
    ("one", "other", "is_slip"),
    [
        ("amina", "amina", True),
        ("amina", "amin", True),
        ("amina", "aminas", True),
        ("amina", "anina", True),
        ("amina", "maina", True),
        ("amina", "umino", False),
        ("amina", "amixy", False),
        ("amina", "am", False),
    ],
)
def test_one_slip_is_one_letter(one, other, is_slip):
    assert is_one_slip(one, other) is is_slip
    assert is_one_slip(other, one) is is_slip


def score(words, name):
    return likeness(name_key(words).split(), name_key(name).split())


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("siti", "Sitti Aminah"),
        ("aminah siti", "Siti Aminah"),
        ("ami", "Siti Aminah"),
        ("rahayi", "Sri Rahayu"),
        ("nur aini", "Nuraini"),
        ("nuraini", "Nur Aini"),
    ],
)
def test_a_name_is_found_by_its_words_in_any_spelling(words, name):
    assert score(words, name) > 0


@pytest.mark.parametrize(
    ("words", "name"),
    [("siti budi", "Siti Aminah"), ("", "Siti"), ("siti", ""), ("ani", "Adi")],
)
def test_who_lacks_a_word_is_not_found(words, name):
    assert score(words, name) == 0


def test_the_better_answer_scores_higher():
    ranked = ["Siti Rahma", "Siti Rahmawati", "Siti Rahme"]
    scores = [score("siti rahma", name) for name in ranked]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)
