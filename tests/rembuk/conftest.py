"""A rembuk that has everything, and the parts of it."""

import pytest

from tests.rembuk.meetings import complete, make_meeting, make_quarter


@pytest.fixture
def quarter(village):
    """Triwulan II 2026 with figures as the worker stores them."""
    return make_quarter(village)


@pytest.fixture
def meeting(village, quarter, rds):
    """A rembuk just opened from the scorecard."""
    return make_meeting(village, quarter, by=rds)


@pytest.fixture
def ready(meeting, rds):
    """A rembuk of which nothing is missing."""
    return complete(meeting, by=rds)


@pytest.fixture
def draft(ready):
    """The berita acara of a complete rembuk, not settled yet."""
    return ready.berita_acaras.get()


@pytest.fixture
def page(client, rds):
    """A client of the RDS."""
    client.force_login(rds)
    return client
