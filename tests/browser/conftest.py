"""What the stories begin with."""

import pytest

from households.actions import verify
from households.models import Household, Person, Pregnancy, Quarter
from households.workbook.importing import save
from rembuk.demo.places import SUKAMAJU
from rembuk.demo.workbook import workbook_of
from scorecard.actions import drain
from tests.servers.worker import eventually
from villages.models import Official


@pytest.fixture
def lively(village, kpm, admin_desa):
    """The village with five quarters of families and records, all verified."""
    save(village, workbook_of(SUKAMAJU, village.today()), by=kpm)
    rows = [
        *Household.objects.filter(village=village),
        *Person.objects.filter(household__village=village, is_child=True),
        *Pregnancy.objects.filter(woman__household__village=village),
    ]
    verify(village, rows, by=admin_desa)
    for position, name in SUKAMAJU.officials.items():
        Official.objects.create(
            village=village, position=position, name=name, starts_on="2024-01-02"
        )
    eventually(at_rest)
    return village


def at_rest():
    """Whether everything is computed, here or by the worker that holds the rest."""
    drain()
    return not Quarter.objects.stale().exists()
