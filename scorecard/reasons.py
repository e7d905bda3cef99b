"""What one letter rests on, and how a snapshot keeps it in few bytes.

Packed it is a list: [counted, needed], then for a service of the month the first month
that was looked at and a mark for each from there on (`v` received, `x` not, `-` not
looked at), or for a fact that lasts the day of its newest statement and the answer,
and where a rule asks several conditions a mark for each in its order:
[2, 3, "2026-07", "vxv"], [1, 1, "2026-08-03", "v"], [2, 3], [1, 2, "", "", "xv"].
Snapshots from before the conditions were kept end with the answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from households.ages import add_months
from households.packages import CHILD_COUNSELLING
from scorecard.evaluator import Evaluation, Judgement
from scorecard.rules import FATHERS

RECEIVED, NOT_RECEIVED, NOT_LOOKED_AT = "v", "x", "-"
MONTH = len("2026-07")

Packed = list[int | str]


@dataclass(frozen=True, slots=True)
class Reason:
    """What one letter rests on.

    `counted` of `needed` months, visits or statements; `months` pairs the first day
    of every month that was looked at with whether the service was received in it;
    `answer` is the newest statement, `v` or `x`, "" when nothing was ever stated.
    `conditions` says of each, where a rule asks several, whether it is met; () of
    several when that is not known.
    """

    counted: int
    needed: int
    months: tuple[tuple[date, bool], ...] = ()
    answered_on: date | None = None
    answer: str = ""
    conditions: tuple[bool, ...] = ()


def reasons_in(evaluation: Evaluation) -> dict[str, Reason]:
    """Return what each letter that is due rests on, by the indicator's code.

    Where counselling is due, the father's months stand beside it under a code of
    their own.
    """
    found = {
        judged.indicator.code: _reason(judged)
        for judged in evaluation.judgements
        if judged.letter.is_due
    }
    if CHILD_COUNSELLING.code in found:
        months = evaluation.father_months
        found[FATHERS] = Reason(sum(came for _, came in months), 1, months)
    return found


def _reason(judged: Judgement) -> Reason:
    newest = judged.newest
    return Reason(
        judged.counted,
        judged.needed,
        judged.months,
        newest.day if newest else None,
        newest.value if newest else "",
        judged.conditions,
    )


# --- packed --------------------------------------------------------------------------


def packed(reason: Reason) -> Packed:
    """Return the list that a snapshot keeps."""
    told: Packed = [reason.counted, reason.needed]
    if reason.conditions:
        return [*told, *_answer(reason), "".join(map(_mark, reason.conditions))]
    if reason.months:
        return [*told, f"{reason.months[0][0]:%Y-%m}", _marks(reason)]
    if reason.answered_on:
        return [*told, *_answer(reason)]
    return told


def _answer(reason: Reason) -> tuple[str, str]:
    day = reason.answered_on
    return day.isoformat() if day else "", reason.answer


def _mark(is_so: bool) -> str:
    return RECEIVED if is_so else NOT_RECEIVED


def _marks(reason: Reason) -> str:
    marks, month = "", reason.months[0][0]
    for first, is_received in reason.months:
        while month < first:
            marks += NOT_LOOKED_AT
            month = add_months(month, 1)
        marks += _mark(is_received)
        month = add_months(month, 1)
    return marks


def unpacked(kept: Mapping[str, Packed]) -> dict[str, Reason]:
    """Return what the letters of one target rest on, by the indicator's code."""
    return {code: _unpacked(told) for code, told in kept.items()}


def _unpacked(told: Packed) -> Reason:
    counted, needed = int(told[0]), int(told[1])
    if len(told) == len((counted, needed)):
        return Reason(counted, needed)
    since, marks = str(told[2]), str(told[3])
    if len(since) == MONTH:
        return Reason(counted, needed, _months(since, marks))
    day = date.fromisoformat(since) if since else None
    conditions = tuple(mark == RECEIVED for one in told[4:] for mark in str(one))
    return Reason(counted, needed, (), day, marks, conditions)


def _months(since: str, marks: str) -> tuple[tuple[date, bool], ...]:
    first = date.fromisoformat(f"{since}-01")
    return tuple(
        (add_months(first, place), mark == RECEIVED)
        for place, mark in enumerate(marks)
        if mark != NOT_LOOKED_AT
    )


# --- months of PAUD ------------------------------------------------------------------

PaudMonths = tuple[tuple[date, str], ...]


def packed_marks(months: PaudMonths) -> dict[str, str]:
    """Return a child's marks as a snapshot keeps them: {"2026-07": "v"}."""
    return {f"{first:%Y-%m}": mark for first, mark in months}


def unpacked_marks(kept: Mapping[str, str]) -> PaudMonths:
    """Return the months again, in order of time."""
    pairs = sorted(kept.items())
    return tuple((date.fromisoformat(f"{month}-01"), mark) for month, mark in pairs)
