import re

import pytest
import typst

from villages.glyphs import (
    UnprintableText,
    printable,
    printable_characters,
    refuse_unprintable,
    unprintable,
)

FACE = """
#set page(width: 100cm, height: auto)
#set text(font: "Libertinus Serif", fallback: false{face})
#for sign in sys.inputs.signs.clusters() [#sign \\ ]
"""


@pytest.mark.parametrize(
    "face",
    [
        "",
        ', weight: "bold"',
        ', style: "italic"',
        ', weight: "bold", style: "italic"',
    ],
)
def test_every_character_of_the_table_has_a_glyph_in_each_face(face):
    # The last sign has none, so it shows what a missing glyph is drawn as.
    drawn = _glyphs(printable_characters() + "\ufffd\n\u4e00", face)
    assert drawn.count(drawn[-1]) == 1


def _glyphs(signs, face):
    source = FACE.format(face=face).encode()
    picture = typst.compile(
        source, format="svg", sys_inputs={"signs": signs}, ignore_system_fonts=True
    )
    return re.findall(r'href="#(g[0-9A-F]+)"', picture.decode())


@pytest.mark.parametrize(
    "text",
    [
        "Siti Nur'aini binti H. Abdul Latif, S.Pd.",
        "Ds. Kalijajar RT 03/RW 01 – “Melati” … 50 % × 2 ≥ √ ½ °C € • №",
        "Ḥusain ‘Abdu’llāh; Đặng; Müller; Čapek",
        "baris satu\nbaris dua\tkolom\r\n",
        "e\u0301",
        "",
    ],
)
def test_what_stands_in_a_village_s_papers_prints(text):
    assert unprintable(text) == ()
    refuse_unprintable(text)


def test_a_character_without_a_glyph_is_refused_by_name():
    with pytest.raises(UnprintableText, match=r"😀 \(GRINNING FACE\)") as refusal:
        refuse_unprintable("Ibu 😀 Siti 😀 中")
    assert "中 (CJK UNIFIED IDEOGRAPH-4E2D)" in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a\u202eb", "RIGHT-TO-LEFT OVERRIDE"),
        ("a\u200bb", "ZERO WIDTH SPACE"),
        ("a\x00b", "U+0000"),
        ("a\u00adb", "SOFT HYPHEN"),
        ("\ud800", "U+D800"),
    ],
)
def test_what_does_not_show_is_named_without_being_repeated(text, name):
    assert unprintable(text) == (name,)


def test_each_character_is_named_once_in_order():
    assert unprintable("中😀中") == (
        "中 (CJK UNIFIED IDEOGRAPH-4E2D)",
        "😀 (GRINNING FACE)",
    )


def test_text_that_came_in_unchecked_shows_what_is_lost():
    assert printable("Ibu 😀 Siti\n") == "Ibu \ufffd Siti\n"
    assert printable("e\u0301") == "é"
