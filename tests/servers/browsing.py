"""Windows of a real Chromium: a phone and a desktop that notice every complaint."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.servers.chromium import FLAGS, find_chromium, prepare_playwright

PATIENCE = 20_000  # ms: a busy machine is slow, and no test is about how slow
AXE = Path(__file__).parents[1] / "browser" / "vendor" / "axe.min.js"
SERIOUS = {"serious", "critical"}
SIZES = {
    "phone": {
        "viewport": {"width": 360, "height": 740},
        "device_scale_factor": 2,
        "has_touch": True,
        "is_mobile": True,
    },
    "desktop": {"viewport": {"width": 1280, "height": 800}},
}


@dataclass
class Complaints:
    """What the browser complained about: errors, refused content, failed loads."""

    heard: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("console", self.on_console)
        page.on("pageerror", lambda error: self.heard.append(f"{page.url}: {error}"))

    def on_console(self, message) -> None:
        if message.type == "error":
            where = message.location.get("url", "")
            self.heard.append(f"{message.text} ({where})")

    def expect(self, part: str) -> None:
        """A refusal that belongs to the story, such as "status of 409"."""
        self.expected.append(part)

    def unexpected(self) -> list[str]:
        return [
            text
            for text in self.heard
            if not any(part in text for part in self.expected)
        ]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, which Django takes for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    prepare_playwright()
    expect.set_options(timeout=PATIENCE)
    found = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found.path, args=FLAGS, env=found.variables
        )
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Fails the test on any complaint that it did not expect."""
    complaints = Complaints()
    yield complaints
    assert complaints.unexpected() == []


@pytest.fixture
def new_window(chromium, site, complaints):
    """Opens windows: `new_window("phone", user=kpm)`; without a user, logged out."""
    contexts = []
    # The stories ask the server itself; test_signal_lost.py has what stands between.
    usual = {"base_url": site.url, "service_workers": "block"}

    def open_one(size: str, *, user=None, **options) -> Page:
        context = chromium.new_context(
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            **{**usual, **SIZES[size], **options},
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if user:
            context.add_cookies([session_cookie(site.url, user)])
        page = context.new_page()
        complaints.listen(page)
        return page

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def phone(new_window) -> Page:
    """A window of 360 × 740 with touch, nobody logged in."""
    return new_window("phone")


@pytest.fixture
def desktop(new_window) -> Page:
    """A window of 1280 × 800, nobody logged in."""
    return new_window("desktop")


def session_cookie(url: str, user) -> dict:
    """A login of `user` as the login page would have made it."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


def serious_findings(page: Page) -> list[str]:
    """What axe-core finds on the page, as far as it is serious or critical."""
    # A click ends when the next page's first byte is there, not yet its body.
    page.wait_for_load_state()
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{page.url}: {finding['id']}: {finding['help']}: {node['html']}"
        for finding in found["violations"]
        if finding["impact"] in SERIOUS
        for node in finding["nodes"]
    ]
