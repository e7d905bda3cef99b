"""Two people type one text at the same time: what each did is kept.

A text is made of parts: a title, then lines, then a blank line. Parts are merged by
their title, so that two people in different parts never meet; inside a part the lines
of both are merged against what both began from. Where both changed the same line the
part stands as the one who saved now has it, and is named as one to be decided.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

UNTITLED = "Pembahasan"

Lines = tuple[str, ...]
Parts = dict[str, Lines]


def parts_of(text: str) -> Parts:
    """Return title → lines. A part whose title came before continues that part."""
    found: Parts = {}
    for block in _blocks(text):
        is_titled = len(block) > 1
        if is_titled or not found:
            title = block[0] if is_titled else UNTITLED
            said = block[1:] if is_titled else block
        else:
            title, said = list(found)[-1], block
        found[title] = (*found.get(title, ()), *said)
    return found


def _blocks(text: str) -> list[Lines]:
    blocks: list[Lines] = [()]
    for line in text.splitlines():
        if line.strip():
            blocks[-1] = (*blocks[-1], line.strip())
        elif blocks[-1]:
            blocks.append(())
    return [block for block in blocks if block]


def text_of(parts: Mapping[str, Sequence[str]]) -> str:
    """Return the text of parts; a part that says nothing is left out."""
    said = {title: lines for title, lines in parts.items() if lines}
    return "\n\n".join("\n".join((title, *lines)) for title, lines in said.items())


@dataclass(frozen=True, slots=True)
class Clash:
    """A part of which both changed the same lines."""

    title: str
    mine: Lines
    theirs: Lines

    @property
    def both(self) -> Lines:
        """Theirs, then of mine what theirs does not say."""
        return (*self.theirs, *(one for one in self.mine if one not in self.theirs))


@dataclass(frozen=True, slots=True)
class Merged:
    """What both did, and the parts that a person must decide."""

    parts: Parts
    clashes: tuple[Clash, ...]


def merged(base: str, theirs: str, mine: str) -> Merged:
    """Merge what was typed (`mine`) with what was saved meanwhile (`theirs`).

    `base` is what both began from. In a clash `parts` holds theirs.
    """
    began, saved, typed = parts_of(base), parts_of(theirs), parts_of(mine)
    result: Parts = {}
    clashes = []
    for title in together(saved, typed):
        one = _part(title, began.get(title), saved.get(title), typed.get(title))
        if isinstance(one, Clash):
            clashes.append(one)
            one = one.theirs
        if one:
            result[title] = one
    return Merged(result, tuple(clashes))


def together(first: Iterable[str], second: Iterable[str]) -> list[str]:
    """All titles as the first has them, each new one after the one before it."""
    titles = list(first)
    place = 0
    for title in second:
        if title in titles:
            place = titles.index(title) + 1
        else:
            titles.insert(place, title)
            place += 1
    return titles


def _part(
    title: str, base: Lines | None, theirs: Lines | None, mine: Lines | None
) -> Lines | Clash:
    if mine in (base, theirs):
        return theirs or ()
    if theirs == base:
        return mine or ()
    if mine is None or theirs is None:  # one removed what the other changed
        return mine or theirs or ()
    return _lines(title, base or (), theirs, mine)


@dataclass(frozen=True, slots=True)
class _Hunk:
    """Lines start to stop of the base, replaced."""

    start: int
    stop: int
    lines: Lines

    def touches(self, other: "_Hunk") -> bool:
        """Whether both replace a line in common; two insertions never do."""
        return self.start < other.stop and other.start < self.stop

    def grows(self, other: "_Hunk") -> bool:
        """Whether this is the other with more typed: an answer that never arrived."""
        if (self.start, self.stop) != (other.start, other.stop):
            return False
        pairs = zip(self.lines, other.lines, strict=False)
        is_longer = len(self.lines) >= len(other.lines) > 0
        return is_longer and all(more.startswith(less) for more, less in pairs)


def _hunks(base: Lines, changed: Lines) -> list[_Hunk]:
    matcher = SequenceMatcher(None, base, changed, autojunk=False)
    return [
        _Hunk(i1, i2, changed[j1:j2])
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]


def _lines(title: str, base: Lines, theirs: Lines, mine: Lines) -> Lines | Clash:
    saved, typed = _hunks(base, theirs), _hunks(base, mine)
    typed = [new for new in typed if not any(old.grows(new) for old in saved)]
    saved = [old for old in saved if not any(new.grows(old) for new in typed)]
    if any(one.touches(other) for one in saved for other in typed):
        return Clash(title, mine, theirs)
    result, at = [], 0
    for hunk in sorted([*saved, *typed], key=lambda one: (one.start, one.stop)):
        result += [*base[at : hunk.start], *hunk.lines]
        at = max(at, hunk.stop)
    return (*result, *base[at:])
