"""Two snapshots of a quarter side by side: which people and letters changed."""

from datetime import date

import pytest

from scorecard import actions
from scorecard.differences import ADDED, GONE, people_differing
from scorecard.models import Snapshot
from tests.cast import make_child, make_pregnancy_record
from tests.scorecard.counted_village import MONTHS, QUARTER, counted, finalised, settle
from tests.scorecard.test_pages import page, read, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(village, kpm, admin_desa):
    """The quarter made final, opened, changed and made final again."""
    mother, child = counted(village)
    finalised(village, kpm=kpm, admin=admin_desa)
    row = village.quarters.of(QUARTER).get()
    actions.reopen(row, by=admin_desa, reason="pil Fe keliru dicatat")
    mother.records.all().delete()
    for day in MONTHS:
        make_pregnancy_record(mother, day, status="N", checkup="v", iron="v")
    make_child(child.household, date(2025, 4, 1), name="Bayi Susulan")
    gone = village.households.get(head_name="Pak Tani 1").people.get()
    gone.exited_on, gone.exit_reason = date(2025, 12, 1), "pindah"
    gone.save()
    settle(village)
    finalised(village, kpm=kpm, admin=admin_desa)
    return list(Snapshot.objects.order_by("pk"))


def test_who_came_who_went_and_whose_letter_changed_is_listed(two):
    found = {one.name: one for one in people_differing(*two)}

    assert found["Siti Aminah"].letters == (("Dapat & konsumsi pil Fe", "T", "Y"),)
    assert found["Bayi Susulan"].what == ADDED
    assert found["Putri Ayu 1"].what == GONE
    assert "Ahmad Fauzan" not in found
    assert people_differing(two[0], two[0]) == []


def test_the_page_tells_it_in_words(client, village, kpm, two):
    told = words(read(client, kpm, page("check_list", village)))

    assert "3 sasaran berubah dari salinan sebelumnya" in told
    assert "Siti Aminah, Krajan: Dapat &amp; konsumsi pil Fe dari T menjadi Y" in told
    assert "Putri Ayu 1, Krajan: tidak dihitung lagi" in told


def test_an_erased_name_stays_erased_in_the_list(two):
    before, after = two
    for one in (before, after):
        one.names = {}
    assert {one.name for one in people_differing(before, after)} == {"dihapus"}
