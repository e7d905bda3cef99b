"""How a name sounds, whatever its spelling: Sitti is Siti, Soeharto is Suharto.

`name_key` is what is stored beside every name and searched; it is the one definition
of two spellings being the same. The rules are those of Indonesian spelling: the one of
before 1972 (oe, dj, tj, sj, j for y) and the ways in which Arabic names are written.
"""

import re
import unicodedata

LONGEST = 300  # letters of a key, as of a name

# Said before or after a name, and no part of it.
TITLES = {
    *("h", "hj", "haji", "hajjah", "hajah", "kh", "ust", "ustad", "ustadz"),
    *("alm", "almh", "almarhum", "almarhumah", "an", "anak", "bayi", "by"),
    *("ny", "nyonya", "tn", "tuan", "ibu", "bu", "bpk", "bapak", "pak", "sdr", "sdri"),
    *("dr", "drs", "dra", "ir", "prof"),
}
# Names that go before so many others that they tell nobody apart.
COMMON = frozenset({"muhamat", "siti"})
_FAMILIAR = {
    **dict.fromkeys(("m", "md", "mhd", "mhmd", "moh", "mohd", "moch"), "muhamat"),
    **dict.fromkeys(("muh", "muhd", "much"), "muhamat"),
    **dict.fromkeys(("st", "sti"), "siti"),
    "abd": "abdul",
}
# In this order; the two-letter signs go before the letters they are made of.
_SOUNDS = (
    ("oe", "u"),
    ("oo", "u"),
    ("ie", "i"),
    ("dj", "y"),
    ("tj", "c"),
    ("sj", "s"),
    ("nj", "ny"),
    ("sy", "s"),
    ("sh", "s"),
    ("ts", "s"),
    ("dz", "s"),
    ("dl", "d"),
    ("ph", "f"),
    ("ck", "k"),
    ("ch", "h"),
    ("kh", "h"),
    ("h", ""),
    ("v", "f"),
    ("z", "s"),
    ("q", "k"),
    ("x", "ks"),
    ("j", "i"),
    ("y", "i"),
)
_MOHAMMED = re.compile(r"m[ou]am+a[dt]$")


def words_of(name: str) -> list[str]:
    """Return the words of a name in small letters, without titles and degrees.

    What stands after a comma is a degree. A title alone stays: it is all there is.
    """
    bare = unicodedata.normalize("NFKD", name.lower()).split(",")[0]
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    joined = re.sub(r"['’‘`´]", "", letters)  # Nur'aini is one word
    words = re.sub(r"[^a-z0-9]+", " ", joined).split()
    return [word for word in words if word not in TITLES] or words


def spoken(word: str) -> str:
    """Return how one word sounds: "achmad" and "ahmad" are both "amat"."""
    if word in _FAMILIAR:
        return _FAMILIAR[word]
    sound = word
    for sign, letter in _SOUNDS:
        sound = sound.replace(sign, letter)
    if _MOHAMMED.match(sound):
        return "muhamat"
    sound = re.sub(r"(.)\1+", r"\1", sound)
    sound = re.sub(r"d$", "t", sound)
    return sound or word


def name_key(name: str) -> str:
    """Return the key of a name: its words as they sound, in their order.

    Empty for a name without a letter or digit; at most 300 letters.
    """
    return " ".join(spoken(word) for word in words_of(name))[:LONGEST]


def is_one_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter too many, missing, other or swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    is_swap = len(a) == len(b) == 2 and a == b[::-1]
    return is_swap or max(len(a), len(b)) <= 1


EXACT, BEGINNING, SLIP = 4, 3, 1
_SLIPS_FROM = 4  # letters; shorter words with a slip are other words


def likeness(asked: list[str], key: list[str]) -> int:
    """Return how well a key answers the words asked for; 0 when it does not.

    Every word asked must be there: as it sounds, as the beginning of a word, or with
    one slip. Higher is better; the same words in their place win.
    """
    if not asked or not key:
        return 0
    left = list(enumerate(key))
    total = 0
    for place, word in enumerate(asked):
        fits = [(_fit(word, one), at == place, at, one) for at, one in left]
        points, is_there, at, found = max(fits, default=(0, False, 0, ""))
        if not points:
            return 1 if _joined_alike(asked, key) else 0
        left.remove((at, found))
        total += 2 * points + is_there
    return 1 + total


def _fit(word: str, one: str) -> int:
    if word == one:
        return EXACT
    if one.startswith(word):
        return BEGINNING
    if len(word) >= _SLIPS_FROM and is_one_slip(word, one):
        return SLIP
    return 0


def _joined_alike(asked: list[str], key: list[str]) -> bool:
    """Nur Aini and Nuraini: the spaces fell elsewhere."""
    one, other = "".join(asked), "".join(key)
    return len(one) >= _SLIPS_FROM and (
        other.startswith(one) or is_one_slip(one, other)
    )
