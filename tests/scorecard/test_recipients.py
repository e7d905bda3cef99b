"""Who misses a service, and what mending it would mend."""

import pytest

from scorecard.need import PRICE_CODE, PRICED, missing_of, recipients_of
from tests.cast import make_child
from tests.scorecard.counted_village import QUARTER, counted, settle

pytestmark = pytest.mark.django_db


def test_who_gains_the_most_letters_comes_first(village):
    counted(village, children=3)
    home = village.households.get(head_name="Pak Tani 1")
    make_child(home, home.registered_on, name="Adik Ayu")
    settle(village)

    found = recipients_of(village, QUARTER)["jamban_ibu"]

    assert [one.letters for one in found] == [2, 1]
    assert {one.dusun for one in found} <= set(
        village.dusuns.values_list("name", flat=True)
    )


def test_recipients_are_as_many_as_are_missing(village):
    counted(village, children=4)

    found = recipients_of(village, QUARTER)

    assert {code: len(rows) for code, rows in found.items()} == missing_of(
        village, QUARTER
    )


def test_every_service_knows_where_its_cost_is_kept():
    assert set(PRICE_CODE.values()) == set(PRICED)
    assert PRICE_CODE["jamban_anak"] == "jamban_ibu"
