"""What stands where a family's identity stood: “dihapus”, and of a birth its month.

Works on copies of rows: the lines of the journal, the journals of merges, and free
words. The register's own rows are erased by the action that erases a family.
"""

import re

ERASED = "dihapus"
NUMBERS = frozenset({"nik", "kk_number", "no_kk"})
# The columns that tell who somebody is, as the tables and the workbook call them.
IDENTITY = NUMBERS | frozenset(
    {
        "name",
        "nama",
        "name_key",
        "head_name",
        "kepala_keluarga",
        "address",
        "alamat",
        "rt",
        "rw",
        "kia_number",
        "no_kia",
        "peminta",
    }
)
# What names somebody in free words too; an RT or an address names a place.
NAMING = IDENTITY - {"name_key", "address", "alamat", "rt", "rw"}
BIRTH_DATES = frozenset({"born_on", "tanggal_lahir"})
SHORTEST = 3  # letters; shorter words stand in too many others
_DAY = re.compile(r"^(\d{4}-\d{2})-\d{2}$")


def column_of(key: str) -> str:
    """The column a key of the journal is about: "ibu_hamil 12: nama" is "nama"."""
    return key.rpartition(": ")[2].split(" ")[0]


def told_in(value, key="") -> set[str]:
    """Every name and number that stands under a naming column, at any depth."""
    if isinstance(value, dict):
        found = (told_in(one, column_of(name)) for name, one in value.items())
        return set().union(*found)
    if isinstance(value, list):
        return set().union(*(told_in(one, key) for one in value))
    is_told = isinstance(value, str) and key in NAMING and value != ERASED
    return {value} if is_told and len(value) >= SHORTEST else set()


def forget(value, words, key="", *, number=ERASED):
    """A copy without the identity: its columns “dihapus”, the words out of the rest.

    A NIK or KK becomes `number`: rows that may be restored keep their column's form.
    """
    if isinstance(value, dict):
        return {
            name: forget(one, words, column_of(name), number=number)
            for name, one in value.items()
        }
    if isinstance(value, list):
        return [forget(one, words, key, number=number) for one in value]
    if not isinstance(value, str) or not value:
        return value
    if key in IDENTITY:
        return number if key in NUMBERS else ERASED
    if key in BIRTH_DATES:
        return _DAY.sub(r"\1-01", value)
    return without(value, words)


def whole(words) -> re.Pattern:
    """Finds any of the words, which must be some, where it stands alone."""
    longest_first = sorted(words, key=len, reverse=True)
    any_of = "|".join(re.escape(word) for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{any_of})(?!\w)", re.IGNORECASE)


def without(text: str, words) -> str:
    """The text with each of the words, however it is written, as “dihapus”."""
    return whole(words).sub(ERASED, text) if words else text


def mentions(text: str, words) -> bool:
    """Whether any of the words stands in the text."""
    lower = text.lower()
    return any(word.lower() in lower for word in words)
