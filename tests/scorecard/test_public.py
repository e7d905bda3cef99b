"""The public page: final quarters, no person, no small number, none by subtraction."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from scorecard import actions
from scorecard.convergence import Convergence
from scorecard.public import SMALLEST, protect, rounded, share
from tests.scorecard.counted_village import QUARTER, counted, finalised
from tests.scorecard.test_pages import NAMES, words

COUNTS = st.dictionaries(
    st.sampled_from(["hijau", "kuning", "merah", "tidak_diukur"]),
    st.integers(0, 60),
    min_size=2,
)


def url(code):
    return reverse("scorecard:public_place", args=[code])


@given(COUNTS)
def test_no_small_number_is_shown_nor_follows_from_the_sum(counts):
    shown = protect(counts)
    hidden = [name for name, count in shown.items() if count is None]
    assert all(n in (None, counts[name]) for name, n in shown.items())
    assert all(n is None or n == 0 or n >= SMALLEST for n in shown.values())
    assert len(hidden) != 1


def test_numbers_that_are_large_enough_stay():
    assert protect({"hijau": 40, "merah": 0}) == {"hijau": 40, "merah": 0}


def test_a_small_sum_hides_every_part():
    assert protect({"hijau": 3, "merah": 0}) == {"hijau": None, "merah": None}


@given(st.dictionaries(st.text(), st.none() | st.integers(0, 9_999)))
def test_counts_of_areas_are_tens(counts):
    assert all(n is None or n % 10 == 0 for n in rounded(counts).values())


def test_a_share_of_few_people_is_not_shown():
    assert share("AIR", Convergence(1, 4), 4).percent is None
    assert share("AIR", Convergence(1, 5), 5).percent == 20
    assert share("AIR", Convergence(0, 0), 9).percent is None


@pytest.mark.django_db
def test_a_quarter_that_is_not_final_is_not_published(client, village):
    counted(village)
    assert "Belum ada angka yang diumumkan" in words(client.get(url(village.code)))


@pytest.mark.django_db
def test_a_final_quarter_is_published_without_names_or_small_counts(
    client, village, kpm, admin_desa
):
    counted(village, children=7)
    finalised(village, kpm=kpm, admin=admin_desa)
    told = words(client.get(url(village.code)))
    assert f"{QUARTER}" in told
    assert not [name for name in NAMES if name in told]
    # One pregnant woman, one measured child: too few; seven children: shown.
    assert 'Ibu hamil</th> <td class="number">tidak diumumkan' in told
    assert 'Anak 0-23 bulan</th> <td class="number">7' in told


@pytest.mark.django_db
def test_a_village_with_few_targets_shows_no_share(client, village, kpm, admin_desa):
    counted(village)
    finalised(village, kpm=kpm, admin=admin_desa)
    assert "terlalu sedikit untuk diumumkan" in words(client.get(url(village.code)))


@pytest.mark.django_db
def test_an_area_leads_to_what_lies_inside(client, village, kpm, admin_desa):
    counted(village, children=7)
    finalised(village, kpm=kpm, admin=admin_desa)
    actions.drain()  # the worker carries the state upwards
    response = client.get(url("330705"))
    assert url(village.code) in words(response)
    assert "Jumlah dibulatkan ke puluhan" in words(response)


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["9999999999", "99", "abc", "330705xx"])
def test_a_place_that_is_none_is_not_found(client, db, code):
    assert client.get(url(code)).status_code == 404
