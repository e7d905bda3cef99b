"""Two people hand in the same workbook at the same moment."""

import threading

import pytest
from django.db import connection

from households.models import Household, Person
from households.workbook.importing import save
from tests.cast import make_village
from tests.households.workbooks import sample, xlsx


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_of_two_imports_finds_everything_unchanged():
    village = make_village()
    start, changes, refused = threading.Barrier(2), [], []

    def hand_in():
        start.wait()
        try:
            changes.append(save(village, xlsx(sample())).changes)
        except Exception as refusal:  # noqa: BLE001 - told to the main thread
            refused.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=hand_in) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert refused == []
    assert sorted(changes) == [0, 16]
    assert Household.objects.count() == 2
    assert Person.objects.filter(is_child=True).count() == 2
