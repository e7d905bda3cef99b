"""The checks of the pages catch what they are there for."""

import typst

from tests.documents import pages

SHEET = '#set page(paper: "a4", margin: 20mm)\n#set text(size: 12pt)\n'


def drawn(source):
    return typst.compile((SHEET + source).encode(), ignore_system_fonts=True)


def test_ink_near_an_edge_is_named_by_page_and_side():
    document = drawn(
        "Halo #pagebreak() #place(dx: -15mm, square(size: 3mm, fill: black))"
    )

    assert pages.ink_outside(document) == ["page 2: ink 5.1 mm from left"]


def test_a_page_without_ink_is_named():
    assert pages.ink_outside(drawn("Halo #pagebreak() #box()")) == ["page 2 is empty"]


def test_faint_ink_counts():
    document = drawn("#place(dy: -19mm, rect(width: 9cm, fill: luma(240)))")

    assert pages.ink_outside(document) == ["page 1: ink 1.0 mm from top"]


def test_a_letter_on_another_is_found_and_ligatures_are_not():
    overprinted = drawn("daftar #pagebreak() Halo #place(top + left)[Budi]")

    assert pages.overprinted(overprinted) == [2]
