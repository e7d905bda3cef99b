"""Two people hand in the same workbook at the same moment."""

import pytest

from households.models import Household, Person
from households.workbook.importing import save
from tests.at_once import at_once, refused
from tests.cast import make_village
from tests.households.workbooks import sample, xlsx


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_of_two_imports_finds_everything_unchanged():
    village = make_village()

    def hand_in():
        return save(village, xlsx(sample())).changes

    told = at_once(hand_in, hand_in)

    assert refused(told) == []
    assert sorted(told) == [0, 16]
    assert Household.objects.count() == 2
    assert Person.objects.filter(is_child=True).count() == 2
