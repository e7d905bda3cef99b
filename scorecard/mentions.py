"""Where people wrote a name by hand: told to who erases a family, for it stays there.

The register's own copies are erased; these are other people's words, and what is
settled stays as it was signed. Apps further right name their places, too, once, when
the project starts (AppConfig.ready). No name leaves this module: only places do.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from households.forgotten import whole
from villages.models import Village
from villages.wording import long_date

WHO = "RDS atau KPM dapat menggantinya"


@dataclass(frozen=True, slots=True)
class Place:
    """A page on which a name stands; `remedy` is what can be done about it.

    `url` is "" where the page is another office's.
    """

    title: str  # "Evaluasi RDS TW2 2026"
    parts: tuple[str, ...]  # "notulen", "daftar hadir"
    url: str
    remedy: str
    is_frozen: bool = False

    def __str__(self):
        return f"{self.title} ({', '.join(self.parts)})"


Source = Callable[[Village, re.Pattern], Iterable[Place]]


def texts_in(value: object) -> Iterator[str]:
    """Every text at any depth of what a row or a frozen document holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from texts_in(list(value.values()))
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)


def stands_in(row, names: Iterable[str], pattern: re.Pattern) -> bool:
    """Whether any of a row's columns says what is looked for."""
    said = texts_in([getattr(row, name) for name in names])
    return any(pattern.search(text) for text in said)


# --- its own places ------------------------------------------------------------------


def of_findings(village: Village, pattern: re.Pattern) -> Iterator[Place]:
    """Findings kept for the evaluations."""
    url = reverse("scorecard:finding_list", args=[village.code])
    for row in village.findings.all():
        if stands_in(row, ("text", "owner", "outcome_note"), pattern):
            title = f"Temuan TW{row.number} {row.year}"
            due = f"paling lambat {long_date(row.due_on)}"
            remedy = f"{WHO} dalam daftar Temuan."
            if row.closed_on:
                remedy = f"{WHO} dalam daftar Temuan, setelah dibuka kembali."
            yield Place(title, (due,), url, remedy)


def of_activities(village: Village, pattern: re.Pattern) -> Iterator[Place]:
    """The KPM's log."""
    columns = ("title", "place", "partners", "notes", "problem", "solution", "result")
    for row in village.activities.all():
        if stands_in(row, (*columns, "contact"), pattern):
            yield Place(
                "Kegiatan KPM",
                (long_date(row.held_on),),
                reverse("villages:activity", args=[village.code, row.pk]),
                "KPM atau admin desa dapat menggantinya di sana.",
            )


_sources: list[Source] = [of_findings, of_activities]


def ask_too(source: Source) -> None:
    """Let `source` name its places, too; the same one twice counts once."""
    if source not in _sources:
        _sources.append(source)


def places_naming(village: Village, words: Iterable[str]) -> list[Place]:
    """The village's places where any of the words stands alone; frozen ones last."""
    words = set(words)
    if not words:
        return []
    pattern = whole(words)
    found = [place for source in _sources for place in source(village, pattern)]
    return sorted(found, key=lambda place: place.is_frozen)
