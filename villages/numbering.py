"""Numbers of documents as a village writes them: its format, and what it makes. Pure.

A format is text with parts in braces: {nomor} is the running number of the year,
{nomor:03} fills it up with zeros; {tahun}; {bulan}, {bulan:02} and {bulan_romawi} are
the month of the document.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

LONGEST = 60  # of a number as it is stored and printed
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
PARTS = ("nomor", "tahun", "bulan", "bulan_romawi")
_FIELD = re.compile(r"\{([a-z_]+)(?::0([2-4]))?\}")
_LITERAL = re.compile(r"[A-Za-z0-9 ./_()-]*")
_WIDTH_ALLOWED = ("nomor", "bulan")


class InvalidFormat(ValueError):
    """The text is no format of numbers; the message says how to mend it."""


@dataclass(frozen=True, slots=True)
class Field:
    """One part in braces and how many digits it fills up to."""

    name: str
    width: int = 1


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """A checked format: literals and fields in their order."""

    parts: tuple[str | Field, ...]

    def number(self, sequence: int, day: date, year: int) -> str:
        """The number as it is printed: "141/07/DS/VI/2026"."""
        said = {
            "nomor": str(sequence),
            "tahun": str(year),
            "bulan": str(day.month),
            "bulan_romawi": ROMAN[day.month - 1],
        }
        return "".join(
            part if isinstance(part, str) else said[part.name].zfill(part.width)
            for part in self.parts
        )

    def sequence_in(self, text: str, year: int) -> int | None:
        """The running number of a number made by this format in a year; else None."""
        shapes = {
            "nomor": r"(\d{1,9})",
            "tahun": str(year),
            "bulan": r"\d{1,2}",
            "bulan_romawi": "[IVX]+",
        }
        shape = "".join(
            re.escape(part) if isinstance(part, str) else shapes[part.name]
            for part in self.parts
        )
        found = re.fullmatch(shape, text.strip(), re.ASCII)
        return int(found[1]) if found else None

    def following(self, texts: Iterable[str], day: date) -> str:
        """The number after the highest of those given that fit the format."""
        fitting = [self.sequence_in(text, day.year) or 0 for text in texts]
        return self.number(max(fitting, default=0) + 1, day, day.year)


def parse_format(text: str) -> NumberPattern:
    """Return the format that a text describes. Raises InvalidFormat."""
    plain = text.strip()
    fields = [_field(found) for found in _FIELD.finditer(plain)]
    literals = _literals(plain)
    _refuse_unknown_signs(literals)
    _refuse_missing(fields)
    _refuse_run_together(literals)
    parts: list[str | Field] = [literals[0]]
    for field, literal in zip(fields, literals[1:], strict=True):
        parts += [field, literal]
    pattern = NumberPattern(tuple(part for part in parts if part != ""))
    if len(pattern.number(9999, date(2000, 8, 1), 2000)) > LONGEST:
        raise InvalidFormat(f"Nomornya akan lebih panjang dari {LONGEST} huruf.")
    return pattern


def _field(found: re.Match[str]) -> Field:
    name, width = found[1], found[2]
    if name not in PARTS or (width and name not in _WIDTH_ALLOWED):
        known = ", ".join(f"{{{part}}}" for part in PARTS)
        raise InvalidFormat(f"{found[0]} tidak dikenal. Yang dikenal: {known}.")
    return Field(name, int(width or 1))


def _literals(plain: str) -> list[str]:
    """What stands before, between and after the fields: one more than there are."""
    marks = [found.span() for found in _FIELD.finditer(plain)]
    starts = [0, *(end for _, end in marks)]
    ends = [*(start for start, _ in marks), len(plain)]
    return [plain[start:end] for start, end in zip(starts, ends, strict=True)]


def _refuse_unknown_signs(literals: list[str]) -> None:
    if any("{" in literal or "}" in literal for literal in literals):
        raise InvalidFormat(
            "Kurung kurawal harus memuat bagian yang dikenal, misalnya {nomor:02}."
        )
    if not all(_LITERAL.fullmatch(literal) for literal in literals):
        raise InvalidFormat(
            "Di luar kurung kurawal pakailah hanya huruf, angka, spasi, titik, garis "
            "miring, garis datar dan kurung."
        )


def _refuse_missing(fields: list[Field]) -> None:
    names = [field.name for field in fields]
    for name in ("nomor", "tahun"):
        if names.count(name) != 1:
            raise InvalidFormat(f"Format harus memuat {{{name}}} tepat satu kali.")


def _refuse_run_together(literals: list[str]) -> None:
    """Two numbers could read alike when digits stand side by side."""
    inside = literals[1:-1]
    before, after = literals[:-1], literals[1:]
    if (
        "" in inside
        or any(literal[-1:].isdigit() for literal in before)
        or any(literal[:1].isdigit() for literal in after)
    ):
        raise InvalidFormat(
            "Pisahkan bagian dalam kurung kurawal dari angka dan dari bagian lain, "
            "misalnya dengan garis miring."
        )
