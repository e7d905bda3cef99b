"""Fixtures of the real servers; each is started when the first test asks for it."""

import os
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from kpm.processes import end_with_parent, start_redis, stop
from tests.servers.worker import (
    eventually,
    forget_lost_tasks,
    start_site,
    start_worker,
)


def pytest_addoption(parser):
    parser.addoption(
        "--only-database",
        action="store_true",
        help="leave out what touches no rows, so is the same on every database",
    )


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--only-database"):
        return
    touching = [item for item in items if touches_rows(item)]
    config.hook.pytest_deselected(items=[i for i in items if i not in touching])
    items[:] = touching


def touches_rows(item) -> bool:
    if item.get_closest_marker("django_db"):
        return True
    return not {"db", "transactional_db"}.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, tmp_path_factory):
    """A database per process; on SQLite a file, which a worker can open too."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        folder = tmp_path_factory.mktemp("database")
        database.setdefault("TEST", {})["NAME"] = str(folder / "test.sqlite3")
    else:
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")


def own_part_of(url: str, process: str) -> str:
    """A given Redis is shared by the processes of a run: each takes one database."""
    number = int(process.removeprefix("gw") or 0) if process else 0
    parts = urlsplit(url)
    if parts.path.strip("/") or "socket" in parts.scheme:
        return url
    return parts._replace(path=f"/{number}").geturl()


@pytest.fixture(scope="session", autouse=True)
def redis_url():
    """A Redis of the tests' own, so that no save ever wakes a developer's worker."""
    process = os.environ.get("PYTEST_XDIST_WORKER", "")
    if process:
        end_with_parent()  # else it would first finish the test it is in
    given = os.environ.get("REDIS_URL")
    with tempfile.TemporaryDirectory(prefix="kpm-redis-", dir="/tmp") as name:
        if given:
            server, url = None, own_part_of(given, process)
        else:
            server, url = start_redis(Path(name), log=Path(name) / "redis.log")
        # Celery reads the second at each connection, a child process the first.
        os.environ["REDIS_URL"] = os.environ["CELERY_BROKER_URL"] = url
        yield url
        if server:
            stop(server)


SHARED_WORKERS = []  # at most one, from the first test that asks for it


@pytest.fixture(scope="session")
def _worker(redis_url, django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock():
        worker = start_worker(tmp_path_factory.mktemp("worker"))
    SHARED_WORKERS.append(worker)
    yield worker
    SHARED_WORKERS.remove(worker)
    worker.kill()


@pytest.fixture
def worker(_worker, transactional_db):
    """A real worker, woken by what is saved."""
    return _worker


@pytest.fixture(autouse=True)
def _worker_at_rest(request):
    """Whatever test woke the shared worker leaves it idle, before its rows are gone.

    A save of any test that commits wakes it; emptying the tables under it would
    block both.
    """
    if commits(request.node):
        request.getfixturevalue("transactional_db")
    yield
    if commits(request.node):
        for shared in SHARED_WORKERS:
            eventually(shared.is_idle)


def commits(item) -> bool:
    """Whether a test's rows are seen by other processes."""
    marker = item.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        return True
    return "transactional_db" in item.fixturenames


@pytest.fixture
def new_worker(redis_url, transactional_db, tmp_path):
    """Starts workers that a test may kill."""
    started = []

    def start_one(*, beat=False):
        started.append(start_worker(tmp_path, beat=beat))
        return started[-1]

    yield start_one
    for worker in started:
        worker.kill()
    forget_lost_tasks()


@pytest.fixture(scope="session")
def _site(redis_url, django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock():
        process, site = start_site(tmp_path_factory.mktemp("web"))
    yield site
    stop(process)


@pytest.fixture
def site(_site, transactional_db):
    """The real web server on the tests' database: `site.url`.

    A page that asks now and then may ask once more as its window closes: what it
    asked is done before the tables are emptied, else each would wait for the other.
    """
    before = _site.log.stat().st_size
    yield _site
    with _site.log.open(errors="replace") as log:
        log.seek(before)
        print(log.read())  # shown by pytest where the test failed
    eventually(_site.is_idle)
