import pytest

from households.duplicates import are_alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Achmad", "Ahmad"),
        ("Moh. Rizki", "Rizky"),
        ("Siti Aminah", "siti  aminah"),
        ("Bayi Ny. Tumini", "Tumini"),
        ("Budi", "Budi Santoso"),
    ],
)
def test_spellings_of_one_name_are_alike(one, other):
    assert are_alike(one, other)
    assert are_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Adi", "Ani Lestari"), ("Siti Aminah", "Siti Rahayu"), ("Budi", ""), ("–", "–")],
)
def test_two_names_are_not(one, other):
    assert not are_alike(one, other)

