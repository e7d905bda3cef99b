import pytest

from tests.scorecard.crowd import process
from tests.servers.worker import database_url


@pytest.fixture
def start(transactional_db):
    """Start processes of the crowd; none outlives its test."""
    started = []

    def start_one(*arguments, **options):
        started.append(process(*arguments, url=database_url(), **options))
        return started[-1]

    yield start_one
    for one in started:
        one.kill()
        one.communicate()
