"""What each year promised, and what came of it: proposals of the rembuk and janji."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from villages.wording import long_date, rupiah

from .advocacy import STATE, agreed_meetings, standings_of
from .models import Promise


class Fate(StrEnum):
    """How a promise stands; each has its word and its mark on every page."""

    KEPT = "ditepati"
    UNDER_WAY = "berjalan"
    LATE = "terlambat"
    DROPPED = "tidak dilanjutkan"

    @property
    def mark(self) -> str:
        """The name of its shape in the list of states."""
        return MARKS[self]


MARKS = {
    Fate.KEPT: "final",
    Fate.UNDER_WAY: "menunggu",
    Fate.LATE: "peringatan",
    Fate.DROPPED: "ditolak",
}


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that was promised. `detail` and `told` name no person."""

    text: str
    detail: str
    told: str
    fate: Fate
    row: object  # the Proposal or the Promise

    @property
    def is_proposal(self) -> bool:
        return not isinstance(self.row, Promise)


@dataclass(frozen=True, slots=True)
class Year:
    """What was promised in one year, proposals first."""

    year: int
    words: tuple[Word, ...]

    @property
    def counts(self) -> list[tuple[Fate, int]]:
        """Every fate with how many came to it."""
        found = Counter(word.fate for word in self.words)
        return [(fate, found[fate]) for fate in Fate]

    @property
    def told(self) -> str:
        """The counts in words: "2 ditepati, 1 terlambat"."""
        return ", ".join(f"{count} {fate}" for fate, count in self.counts if count)


def years_of(village, today) -> list[Year]:
    """All that was promised, the newest year first."""
    found: dict[int, list[Word]] = {}
    meetings = [meeting for meeting, _ in agreed_meetings(village)]
    for standing in standings_of(meetings):
        year = standing.proposal.meeting.year
        found.setdefault(year, []).append(_of_proposal(standing, today))
    for promise in village.promises.all():
        found.setdefault(promise.made_on.year, []).append(_of_promise(promise, today))
    return [Year(year, tuple(words)) for year, words in sorted(found.items())[::-1]]


def _of_proposal(standing, today) -> Word:
    one, last = standing.proposal, standing.last
    detail = f"{one.location} · {one.volume} · {rupiah(one.cost_rupiah)}"
    told = f"Diusulkan dalam rembuk {one.meeting.year}"
    if last:
        told = f"{last.get_state_display()} {long_date(last.taken_on)}"
        if last.amount_rupiah is not None:
            told = f"{told}, {rupiah(last.amount_rupiah)}"
        if last.state == STATE.REJECTED:
            told = f"{told}: {last.note}"
    return Word(one.activity, detail, told, _fate_of(standing, today), one)


def _fate_of(standing, today) -> Fate:
    """A proposal is for the year after its rembuk, and late once that has ended."""
    if standing.state == STATE.DONE:
        return Fate.KEPT
    if standing.state == STATE.REJECTED:
        return Fate.DROPPED
    is_over = today > date(standing.proposal.meeting.year + 1, 12, 31)
    return Fate.LATE if is_over else Fate.UNDER_WAY


def _of_promise(promise, today) -> Word:
    detail = f"{promise.owner}, paling lambat {long_date(promise.due_on)}"
    fate, told = fate_of_promise(promise, today), told_of(promise)
    return Word(promise.text, detail, told, fate, promise)


def told_of(promise) -> str:
    """What came of a promise and when, in words; "" while it is open."""
    if not promise.closed_on:
        return ""
    told = promise.get_outcome_display().capitalize()
    told = f"{told} {long_date(promise.closed_on)}"
    return f"{told}: {promise.outcome_note}" if promise.outcome_note else told


def fate_of_promise(promise, today) -> Fate:
    """How a promise stands on a day."""
    if promise.closed_on:
        kept = promise.outcome == Promise.Outcome.KEPT
        return Fate.KEPT if kept else Fate.DROPPED
    return Fate.LATE if promise.is_late(today) else Fate.UNDER_WAY
