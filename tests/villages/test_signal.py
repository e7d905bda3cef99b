"""The pages of a phone without a signal: light, and nobody's."""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

PAGES = ["opened", "typed", "lost"]
WORKER = "villages:signal_worker"


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_kept_by_a_phone_names_nobody_and_starts_no_session(
    client, village, kpm, kind
):
    client.force_login(kpm)
    page = client.get(reverse(f"villages:no_signal_{kind}"))

    assert page.status_code == 200
    assert not page.cookies
    assert "csrfmiddlewaretoken" not in page.text
    assert village.name not in page.text
    assert village.code not in page.text


@pytest.mark.parametrize("kind", PAGES)
def test_all_that_such_a_page_loads_is_kept_with_it(client, db, kind):
    page = client.get(reverse(f"villages:no_signal_{kind}"))
    loads = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)

    assert len(loads) == 4
    for address in loads:
        path, _, mark = address.partition("?")
        assert mark == "tanpa-sinyal"
        assert finders.find(path.removeprefix("/static/"))


def test_the_worker_stands_at_the_root_and_may_be_kept_for_a_day(client, db):
    answer = client.get(reverse(WORKER))

    assert answer.request["PATH_INFO"] == "/sinyal.js"
    assert answer["Content-Type"].startswith("text/javascript")
    assert "max-age=86400" in answer["Cache-Control"]
    assert re.match(r'const VERSION = "[0-9a-f]{12}";\n', answer.text)


def test_the_worker_asks_for_pages_that_are_there(client, db):
    script = client.get(reverse(WORKER)).text
    pages = [reverse(f"villages:no_signal_{kind}") for kind in PAGES]

    assert re.findall(r'"(/tanpa-sinyal/[^"]*)"', script) == pages


@pytest.mark.parametrize("kind", PAGES)
def test_the_worker_finds_the_place_of_the_address(client, db, kind):
    page = client.get(reverse(f"villages:no_signal_{kind}")).text

    assert '"/alamat-tadi/"' in page
    assert ("<!-- isian -->" in page) == (kind == "typed")


def test_being_ready_for_no_signal_costs_a_phone_little(client, db):
    pages = [reverse(f"villages:no_signal_{kind}") for kind in PAGES]
    answers = [client.get(address) for address in [reverse(WORKER), *pages]]

    assert sum(len(gzip.compress(answer.content)) for answer in answers) <= 6_000
