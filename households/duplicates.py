"""Likeness of names, to ask while registering whether somebody is known already."""

import re
from difflib import SequenceMatcher

_ALIKE = 0.8  # two spellings of one name; tried on common Javanese and Arabic names
_TITLES = {"bayi", "ny", "nyonya", "an", "anak", "ibu", "bpk", "pak", "m", "muh", "moh"}


def plain_name(name: str) -> str:
    """Return a name as it is compared: lower case, letters only, titles left out."""
    words = re.sub(r"[^\w\s]", " ", name.lower()).split()
    return " ".join(word for word in words if word not in _TITLES) or " ".join(words)


def are_alike(one: str, other: str) -> bool:
    """Whether two names may be spellings of one: "Moh. Rizki" and "Rizky".

    The same first word is enough when one of them has no second.
    """
    first, second = plain_name(one), plain_name(other)
    if not first or not second:
        return False
    if SequenceMatcher(None, first, second).ratio() >= _ALIKE:
        return True
    short, long = sorted((first.split(), second.split()), key=len)
    return len(short) == 1 and _spelled_alike(short[0], long[0])


def _spelled_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE
