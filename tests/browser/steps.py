"""What the people of the stories do again and again."""

import re
from datetime import date

from playwright.sync_api import Page, expect

from tests.cast import PASSWORD
from tests.servers.browsing import serious_findings

FOCUSED = """() => {
  const one = document.activeElement, group = one.closest("fieldset");
  const label = one.labels && one.labels[0];
  const legend = one.type === "radio" && group && group.querySelector("legend");
  return [one, label, legend].map((part) => (part && part.innerText) || "").join(" ");
}"""


def log_in(page: Page, user) -> None:
    page.goto("/")
    page.get_by_label("Nama pengguna").fill(user.username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_visible()


def look_around(page: Page) -> None:
    """The page can be read by everybody, and nothing sticks out at its side."""
    assert serious_findings(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{page.url} is {wide} px wider than the window"


def press(page: Page, button: str) -> None:
    """The primary act of a page, or another button by its words."""
    page.get_by_role("button", name=button).click()


def follow(page: Page, link: str) -> None:
    page.get_by_role("link", name=link).first.click()


def open_menu(page: Page, entry: str) -> None:
    menu = page.get_by_role("navigation", name="Menu utama")
    menu.get_by_role("link", name=entry).click()


def answer(page: Page, question: str, words: str) -> None:
    """Touch one of the large buttons under a question."""
    asked = page.get_by_role("group", name=question)
    asked.get_by_text(words, exact=True).click()
    # A chosen answer carries a tick before its words.
    chosen = asked.get_by_role("radio", name=re.compile(rf"{re.escape(words)}$"))
    expect(chosen).to_be_checked()


def tab_to(page: Page, words: str, most: int = 80) -> None:
    """Press Tab until what is focused carries these words."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if words in page.evaluate(FOCUSED):
            return
    raise AssertionError(f"{words} cannot be reached by the keyboard")


def enter_at(page: Page, words: str) -> None:
    """Press Enter on what carries these words, and wait for the page it opens."""
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def fill(page: Page, label: str, value) -> None:
    text = value.isoformat() if isinstance(value, date) else value
    page.get_by_label(label).first.fill(text)


def expect_title(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def expect_said(page: Page, words: str) -> None:
    """A message on top of the page says so."""
    expect(page.get_by_text(words).first).to_be_visible()
