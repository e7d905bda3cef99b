"""When two rows may be one."""

from datetime import date, timedelta

import pytest

from households.duplicates import (
    ALIKE,
    NEAR_DAYS,
    SAME_HEAD,
    SAME_KK,
    SAME_MOTHER,
    SAME_NIK,
    SAME_WOMAN,
    Expecting,
    Family,
    Individual,
    are_alike,
    pairs_of_families,
    pairs_of_individuals,
    pairs_of_pregnancies,
    same_family,
    same_individual,
    same_pregnancy,
)

BORN = date(2025, 3, 1)
NIK = "3307050103250001"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Achmad", "Ahmad"),
        ("Moh. Rizki", "Rizky"),
        ("Siti Aminah", "siti  aminah"),
        ("Siti Aminah", "Aminah"),
        ("Bayi Ny. Tumini", "Tumini"),
        ("Budi", "Budi Santoso"),
        ("Muhammad", "Moh."),
    ],
)
def test_spellings_of_one_name_are_alike(one, other):
    assert are_alike(one, other)
    assert are_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Adi", "Ani Lestari"),
        ("Siti Aminah", "Siti Rahayu"),
        ("Muhammad Rizki", "Muhammad Farel"),
        ("Budi", ""),
        ("–", "–"),
    ],
)
def test_two_names_are_not(one, other):
    assert not are_alike(one, other)


def child(pk, name="Ahmad", **fields):
    return Individual(pk, name, **{"born_on": BORN, "is_child": True, **fields})


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (child(1), child(2, "Achmad"), [ALIKE]),
        (child(1), child(2, "Budi"), []),
        (child(1, mother=7), child(2, "Budi", mother=7), [SAME_MOTHER]),
        (child(1, nik=NIK), child(2, "Budi", nik=NIK, born_on=None), [SAME_NIK]),
        (child(1, nik=NIK), child(2, "Achmad", nik=NIK), [SAME_NIK, ALIKE]),
        (child(1), child(2, born_on=BORN + timedelta(days=1)), []),
        (child(1, born_on=None), child(2, born_on=None), []),
        (child(1, delivery=5, mother=7), child(2, delivery=5, mother=7), []),
        (child(1, nik=NIK), child(2, nik=NIK, is_child=False), []),
    ],
)
def test_why_two_may_be_one_person(one, other, reasons):
    assert same_individual(one, other) == reasons
    assert same_individual(other, one) == reasons


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (Family(1, "karto", "1"), Family(2, "budi", "1"), [SAME_KK]),
        (Family(1, "karto", "", 3, "01"), Family(2, "karto", "", 3, "01"), [SAME_HEAD]),
        (Family(1, "karto", "1", 3), Family(2, "karto", "2", 3), []),
        (Family(1, "karto", "", 3, "01"), Family(2, "karto", "", 3, "02"), []),
        (Family(1, "karto", "", 3), Family(2, "karto", "", 4), []),
        (Family(1, "", "", 3), Family(2, "", "", 3), []),
    ],
)
def test_why_two_may_be_one_household(one, other, reasons):
    assert same_family(one, other) == reasons


@pytest.mark.parametrize(
    ("days", "is_open", "reasons"),
    [
        (NEAR_DAYS, False, [SAME_WOMAN]),
        (NEAR_DAYS + 1, False, []),
        (300, True, [SAME_WOMAN]),
    ],
)
def test_two_pregnancies_at_one_time_may_be_one(days, is_open, reasons):
    one = Expecting(1, 9, BORN)
    other = Expecting(2, 9, BORN + timedelta(days=days), is_open)
    assert same_pregnancy(one, other) == reasons
    assert same_pregnancy(one, Expecting(2, 8, BORN)) == []


def test_a_pair_is_told_once_whatever_it_shares():
    people = [child(1, nik=NIK), child(2, nik=NIK), child(3, "Budi")]

    found = list(pairs_of_individuals(people))

    assert [(one.pk, other.pk) for one, other, _ in found] == [(1, 2)]


def test_pairs_of_families_and_pregnancies_are_found():
    homes = [Family(1, "karto", "1"), Family(2, "budi", "1"), Family(3, "budi", "2")]
    expecting = [Expecting(1, 9, BORN), Expecting(2, 9, BORN), Expecting(3, 8, BORN)]

    assert [(a.pk, b.pk) for a, b, _ in pairs_of_families(homes)] == [(1, 2)]
    assert [(a.pk, b.pk) for a, b, _ in pairs_of_pregnancies(expecting)] == [(1, 2)]
