"""Which characters the documents' font can print, so that no box stands in a name.

Documents are set in Libertinus Serif, in regular, bold, italic and bold italic,
as shipped inside typst. The table holds the characters of which all four faces
have a glyph (read from the character maps of version 7.051), narrowed to Latin,
Greek and Cyrillic letters, punctuation and common signs: what reads from left to
right and can stand in an Indonesian name, address or sentence.
"""

import unicodedata

_WHITESPACE = "\t\n\r"  # laid out as spaces and line ends, never drawn
_REPLACEMENT = "\ufffd"  # drawn in all four faces, so that a loss is seen
_DRAWN = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00AC),  # Latin-1 without the soft hyphen
    (0x00AE, 0x017F),  # Latin-1, Latin Extended-A
    (0x0218, 0x021B),  # comma below
    (0x02B9, 0x02BF),  # modifier apostrophes, as in Arabic names
    (0x02C6, 0x02C7),
    (0x02D8, 0x02DD),
    (0x0300, 0x0331),  # combining accents
    (0x0384, 0x038A),  # Greek
    (0x038C, 0x038C),
    (0x038E, 0x03A1),
    (0x03A3, 0x03CE),
    (0x0401, 0x0401),  # Cyrillic
    (0x0403, 0x040C),
    (0x040F, 0x044F),
    (0x0451, 0x0451),
    (0x1E00, 0x1E9B),  # Latin Extended Additional, as in transcribed Arabic
    (0x1EA0, 0x1EF9),
    (0x2000, 0x200A),  # spaces
    (0x2010, 0x2027),  # hyphens, dashes, quotes, bullets, ellipsis
    (0x202F, 0x2037),
    (0x2039, 0x203E),
    (0x2044, 0x2044),
    (0x2070, 0x2071),  # superscripts and subscripts
    (0x2074, 0x208E),
    (0x20AC, 0x20AC),
    (0x2103, 0x2103),  # degree Celsius
    (0x2116, 0x2116),  # numero
    (0x2122, 0x2122),
    (0x2153, 0x215E),  # fractions
    (0x2190, 0x2199),  # arrows
    (0x2212, 0x2212),  # minus
    (0x2215, 0x2215),
    (0x221A, 0x221A),  # the tick of the forms
    (0x221E, 0x221E),
    (0x2248, 0x2248),
    (0x2260, 0x2260),
    (0x2264, 0x2265),
    (0x25A0, 0x25A1),
    (0x25CB, 0x25CB),
    (0x25CF, 0x25CF),
)


class UnprintableText(ValueError):
    """The text holds characters that no document could print."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(
            f"Tanda ini tidak dapat dicetak: {', '.join(names)}. Hapus atau ganti "
            "dengan huruf biasa."
        )


def printable_characters() -> str:
    """Return every character the table allows, in code order."""
    return "".join(
        chr(code) for first, last in _DRAWN for code in range(first, last + 1)
    )


_PRINTABLE = frozenset(printable_characters() + _WHITESPACE)


def printable(text: str) -> str:
    """Return the text as documents print it: signs without a glyph as U+FFFD.

    For text that came in before it was checked; letters and accents are composed.
    """
    composed = unicodedata.normalize("NFC", text)
    return "".join(sign if sign in _PRINTABLE else _REPLACEMENT for sign in composed)


def unprintable(text: str) -> tuple[str, ...]:
    """Return the names of the characters without a glyph, each once, in order.

    A name is the sign, where it shows, and its Unicode name: "😀 (GRINNING FACE)".
    Empty when everything prints; line breaks and tabs always do, and a letter with
    its accents counts as the one letter it makes.
    """
    composed = unicodedata.normalize("NFC", text)
    strange = dict.fromkeys(sign for sign in composed if sign not in _PRINTABLE)
    return tuple(_name(sign) for sign in strange)


def _name(sign: str) -> str:
    name = unicodedata.name(sign, f"U+{ord(sign):04X}")
    shows = unicodedata.category(sign)[0] in "LNPS"
    return f"{sign} ({name})" if shows else name


def refuse_unprintable(text: str) -> None:
    """Raise UnprintableText, naming each character a document could not print."""
    names = unprintable(text)
    if names:
        raise UnprintableText(names)
