"""What a letter as DOCX is built from; `villages.word` writes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Title:
    """The name of the paper in capitals, in the middle; more lines stand below it."""

    text: str
    below: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `first` indents its first line as letters do."""

    text: str
    align: str = "left"
    bold: bool = False
    first: bool = False
    indent_mm: int = 0
    above_pt: int = 0


@dataclass(frozen=True, slots=True)
class Pairs:
    """Label and value with aligned colons."""

    pairs: Sequence[tuple[str, str]]
    label_mm: int = 32
    indent_mm: int = 0


@dataclass(frozen=True, slots=True)
class Items:
    """A list under its marks: "1." "2." …, or the marks given ("–", "KESATU :")."""

    items: Sequence[str]
    marks: Sequence[str] = ()
    indent_mm: int = 0
    mark_mm: int = 7


@dataclass(frozen=True, slots=True)
class Beside:
    """Two blocks of text side by side, without lines: (left, right)."""

    left: Sequence[Any]
    right: Sequence[Any]
    left_mm: int = 105


@dataclass(frozen=True, slots=True)
class Table:
    """`columns` are (heading, width in mm, alignment); rows never split over pages."""

    columns: Sequence[tuple[str, int, str]]
    rows: Sequence[Sequence[str]]
    foot: Sequence[str] = ()
    tall_mm: int = 0  # of a row, to write or sign in by hand
    none_words: str = "Tidak ada yang dicatat."


@dataclass(frozen=True, slots=True)
class Signatures:
    """Two in a row; None keeps a place empty. Items as `signatures` in lib.typ."""

    people: Sequence[Mapping[str, Any] | None]
    place_and_day: str = ""


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page, with the letterhead again if it is a letter."""

    with_kop: bool = False
