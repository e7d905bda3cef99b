"""What each year promised, and what came of it: proposals of the rembuk and janji."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scorecard.public import SMALLEST
from villages.wording import long_date, rupiah

from .advocacy import STATE, agreed_meetings, standings_of
from .deliveries import place_of
from .models import Delivery, Meeting, Promise


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
    done: tuple["Done", ...] = ()  # what carried a proposal out, the oldest first

    @property
    def is_proposal(self) -> bool:
        return not isinstance(self.row, Promise)


@dataclass(frozen=True, slots=True)
class Done:
    """One activity that was carried out, as residents may read it.

    Groups of fewer than five are told as that, so that nobody is recognised.
    """

    days: str
    activity: str
    place: str
    reached: str
    output: str
    money: str
    row: Delivery


@dataclass(frozen=True, slots=True)
class Held:
    """A finished evaluation: its quarter, its day, and the fates it found."""

    quarter: str
    held_on: date
    told: str
    row: Meeting


@dataclass(frozen=True, slots=True)
class Year:
    """What was promised in one year, proposals first; what else was done in it."""

    year: int
    words: tuple[Word, ...] = ()
    others: tuple[Done, ...] = ()  # activities that no proposal asked for
    evaluations: tuple[Held, ...] = ()

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
    """All that was promised and done, the newest year first."""
    words: dict[int, list[Word]] = {}
    carried, others = _done_in(village)
    meetings = [meeting for meeting, _ in agreed_meetings(village)]
    for standing in standings_of(meetings):
        year, done = (
            standing.proposal.meeting.year,
            carried.pop(standing.proposal.pk, ()),
        )
        words.setdefault(year, []).append(_of_proposal(standing, done, today))
    for promise in village.promises.all():
        words.setdefault(promise.made_on.year, []).append(_of_promise(promise, today))
    held = _evaluations_in(village)
    years = sorted({*words, *others, *held}, reverse=True)
    return [
        Year(
            year,
            tuple(words.get(year, ())),
            tuple(others.get(year, ())),
            tuple(held.get(year, ())),
        )
        for year in years
    ]


def _done_in(village):
    """Activities by the proposal they carry out, and all others by their year."""
    carried: dict[int, list[Done]] = {}
    others: dict[int, list[Done]] = {}
    for row in village.deliveries.select_related("dusun").order_by("ended_on", "pk"):
        if row.proposal_id:
            carried.setdefault(row.proposal_id, []).append(_done(row))
        else:
            others.setdefault(row.ended_on.year, []).append(_done(row))
    return carried, others


def _done(row):
    first, last = long_date(row.started_on), long_date(row.ended_on)
    return Done(
        days=first if first == last else f"{first} sampai {last}",
        activity=row.activity,
        place=place_of(row),
        reached=", ".join(_many(count, label) for label, count in row.reached),
        output=row.output,
        money=f"{rupiah(row.cost_rupiah)}, {row.paid_by}",
        row=row,
    )


def _many(count, label):
    return f"kurang dari {SMALLEST} {label}" if count < SMALLEST else f"{count} {label}"


def _evaluations_in(village):
    rows = village.meetings.filter(kind=Meeting.Kind.EVALUATION)
    rows = rows.exclude(finished_on=None).select_related("quarter", "evaluation")
    found: dict[int, list[Held]] = {}
    for row in rows.order_by("held_on", "pk"):
        told = row.evaluation.content["promises"]["told"]
        held = Held(str(row.quarter), row.held_on, told, row)
        found.setdefault(row.quarter.year, []).append(held)
    return found


def _of_proposal(standing, done, today) -> Word:
    one, last = standing.proposal, standing.last
    detail = f"{one.location} · {one.volume} · {rupiah(one.cost_rupiah)}"
    told = f"Diusulkan dalam rembuk {one.meeting.year}"
    if last:
        told = f"{last.get_state_display()} {long_date(last.taken_on)}"
        if last.amount_rupiah is not None:
            told = f"{told}, {rupiah(last.amount_rupiah)}"
        if last.state == STATE.REJECTED:
            told = f"{told}: {last.note}"
    fate = _fate_of(standing, today)
    return Word(one.activity, detail, told, fate, one, tuple(done))


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
