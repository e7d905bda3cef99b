"""A weak signal: what the entry page weighs on the wire."""

import subprocess
import sys

import pytest

from kpm.local import BASE_DIR
from kpm.processes import stop
from tests.servers.worker import start_site

pytestmark = pytest.mark.browser

FIRST_VISIT = 100_000  # bytes
LATER_VISIT = 15_000


@pytest.fixture
def deployed(transactional_db, tmp_path, monkeypatch):
    """The web server as it is installed, with collected static files."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "tests.browser.deployed")
    monkeypatch.setenv("TEST_STATIC_ROOT", str(tmp_path / "static"))
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    subprocess.run(collect, cwd=BASE_DIR, check=True)
    process, site = start_site(tmp_path)
    yield site
    stop(process)


def test_the_first_visit_is_light_and_later_ones_lighter(chromium, deployed):
    # What a phone keeps for the moment without a signal is weighed in test_signal.py.
    context = chromium.new_context(base_url=deployed.url, service_workers="block")
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes = []
    wire.on(
        "Network.loadingFinished",
        lambda event: sizes.append(event["encodedDataLength"]),
    )

    page.goto("/", wait_until="networkidle")
    first = sum(sizes)
    sizes.clear()
    page.goto("/", wait_until="networkidle")
    later = sum(sizes)
    context.close()

    assert 5_000 < first <= FIRST_VISIT
    assert later <= LATER_VISIT
