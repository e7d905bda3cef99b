"""What a browser loads: our own, small, and nothing that a strict policy refuses."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
STATIC = ROOT / "static"
PAGES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((STATIC / "js").glob("*.js"))
VENDORED = sorted((STATIC / "vendor").rglob("*.min.*"))
STYLES = (STATIC / "css" / "kpm.css").read_text()

# Asked for once the page stands, and weighed by test_signal.py.
AFTERWARDS = STATIC / "js/signal.js"
FIRST_VISIT = [
    STATIC / "vendor/bootstrap/bootstrap.min.css",
    STATIC / "vendor/htmx/htmx.min.js",
    STATIC / "css/kpm.css",
    *(path for path in SCRIPTS if path != AFTERWARDS),
    STATIC / "icons/favicon.svg",
    STATIC / "icons/manifest.webmanifest",
]
COLOURS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", STYLES))
ON_WHITE = ["ink", "ink-soft", "accent", "accent-deep", "good", "warn", "bad"]
ON_TINTS = [
    ("ink", "ground-soft"),
    ("ink-soft", "ground-soft"),
    ("accent", "accent-pale"),
    ("accent-deep", "accent-pale"),
    ("good", "good-pale"),
    ("warn", "warn-pale"),
    ("bad", "bad-pale"),
]


def name_of(path):
    return str(path.relative_to(ROOT))


def text_of(path):
    return path.read_text()


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_page_has_no_inline_style_script_or_handler(path):
    html = text_of(path)
    assert not re.search(r"\sstyle\s*=", html)
    assert not re.search(r"<style[\s>]", html)
    assert not re.search(r"\son[a-z]+\s*=", html)
    assert not re.search(r"\shx-on", html)
    assert not re.search(r"javascript:|[\"']js:", html)
    for tag in re.findall(r"<script[^>]*>", html):
        assert "src=" in tag


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_page_marks_nothing_safe(path):
    assert not re.search(r"\|\s*safe|autoescape off", text_of(path))


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_page_loads_nothing_from_elsewhere(path):
    loads = re.findall(r"(?:src|href|action|hx-get)=[\"'](?:https?:)?//", text_of(path))
    assert not loads


@pytest.mark.parametrize("path", [*SCRIPTS, *VENDORED], ids=name_of)
def test_served_file_names_no_source_map(path):
    assert "sourceMappingURL" not in text_of(path)


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_own_script_needs_no_other_host_and_no_eval(path):
    script = text_of(path)
    assert not re.search(r"https?://|\beval\b|new Function|innerHTML", script)


def test_style_sheets_load_nothing():
    for path in (STATIC / "css/kpm.css", STATIC / "vendor/bootstrap/bootstrap.min.css"):
        addresses = re.findall(r"url\(([^)]{0,8})", text_of(path))
        assert all(start.strip("\"'").startswith("data:") for start in addresses)
        assert "@import" not in text_of(path)


@pytest.mark.parametrize("folder", ["bootstrap", "htmx"])
def test_vendored_file_comes_with_its_licence(folder):
    assert (STATIC / "vendor" / folder / "LICENSE").stat().st_size > 200


def test_vendored_files_are_the_versions_written_down():
    pinned = json.loads(text_of(STATIC / "vendor/package.json"))["dependencies"]
    bootstrap = text_of(STATIC / "vendor/bootstrap/bootstrap.min.css")
    htmx = text_of(STATIC / "vendor/htmx/htmx.min.js")
    assert f"Bootstrap  v{pinned['bootstrap']} " in bootstrap
    assert f'version:"{pinned["htmx.org"]}"' in htmx


def test_first_visit_leaves_room_for_the_page_itself():
    compressed = sum(len(gzip.compress(path.read_bytes())) for path in FIRST_VISIT)
    assert compressed <= 70_000


@pytest.mark.parametrize("name", ON_WHITE)
def test_text_is_readable_in_sunlight(name):
    assert contrast(COLOURS[name], COLOURS["ground"]) >= 7


@pytest.mark.parametrize(("ink", "ground"), ON_TINTS)
def test_text_on_a_tint_is_readable_in_sunlight(ink, ground):
    assert contrast(COLOURS[ink], COLOURS[ground]) >= 7


def contrast(one, other):
    """Contrast ratio of WCAG 2.2, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    red, green, blue = (linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(share):
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
