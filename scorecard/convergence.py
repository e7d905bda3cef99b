"""Letters Y, T and TS, and ratios of services that add up."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from scorecard.rules import Indicator, RuleSet


class Letter(Enum):
    """What one target got of one indicator in a quarter, as Formulir 3A/3B print it."""

    RECEIVED = "Y"
    MISSED = "T"
    NOT_DUE = "TS"

    @property
    def is_due(self) -> bool:
        """Whether it counts in the denominator."""
        return self is not Letter.NOT_DUE


@dataclass(frozen=True, slots=True)
class Convergence:
    """Services counted as a ratio, so that dusun, village and nation add up."""

    received: int = 0  # jumlah diterima lengkap
    due: int = 0  # jumlah seharusnya

    def __post_init__(self) -> None:
        if not 0 <= self.received <= self.due:
            raise ValueError(f"{self.received} received of {self.due} due")

    def __add__(self, other: "Convergence") -> "Convergence":
        return Convergence(self.received + other.received, self.due + other.due)

    @property
    def missed(self) -> int:
        """Services due and not received: what is still to be done."""
        return self.due - self.received

    @property
    def percent(self) -> Decimal | None:
        """0.00 to 100.00, half up to 2 places; None when nothing was due."""
        if not self.due:
            return None
        share = Decimal(100 * self.received) / self.due
        return share.quantize(Decimal("0.01"), ROUND_HALF_UP)

    def as_json(self) -> dict[str, int | str | None]:
        """Return received, due and percent ("87.50", None when nothing was due)."""
        percent = self.percent
        return {
            "received": self.received,
            "due": self.due,
            "percent": None if percent is None else str(percent),
        }


def total(parts: Iterable[Convergence]) -> Convergence:
    """Return the sum of ratios: Σ received / Σ due, never a mean of percentages."""
    return sum(parts, Convergence())


def letter(due: int, received: int, bit: int) -> Letter:
    """Return the letter that two stored bit masks hold at one bit."""
    if not due & bit:
        return Letter.NOT_DUE
    return Letter.RECEIVED if received & bit else Letter.MISSED


def letters(due: int, received: int, rules: RuleSet) -> dict[str, Letter]:
    """Return the letters of all indicators by code, from two stored bit masks."""
    return {
        indicator.code: letter(due, received, 1 << place)
        for place, indicator in enumerate(rules.indicators)
    }


def masks(found: Iterable[tuple[Indicator, Letter]], rules: RuleSet) -> tuple[int, int]:
    """Return the (due, received) bit masks that store these letters."""
    due = received = 0
    for indicator, one in found:
        bit = rules.bit(indicator.code)
        due |= bit * one.is_due
        received |= bit * (one is Letter.RECEIVED)
    return due, received


def of_masks(due: int, received: int) -> Convergence:
    """Return one target's ratio: Y ÷ (indicators − TS)."""
    return Convergence((due & received).bit_count(), due.bit_count())
