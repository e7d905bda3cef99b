"""Each form and recap of the worked village, to the last word and cell."""

import json
from pathlib import Path

import pytest

from tests.scorecard.agreed import FORMS, agreed, settled
from tests.scorecard.test_documents import place  # noqa: F401

GOLDEN = Path(__file__).parent.parent / "golden"
pytestmark = pytest.mark.django_db


@pytest.fixture
def worked(place, neighbour):  # noqa: F811
    settled(place)
    return place


@pytest.mark.parametrize("name", FORMS)
def test_every_form_reads_as_agreed_on_paper_and_in_cells(worked, name):
    """After a change that is meant: write what is printed here into the file."""
    golden = (GOLDEN / f"dokumen_{name}.json").read_text(encoding="utf-8")

    assert agreed(FORMS[name](worked)) == json.loads(golden)
