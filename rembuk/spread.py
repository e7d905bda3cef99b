"""What an amount of money buys: spread over what is wished for, in its order.

Whole rupiah and whole targets. The money goes down the list and stops at the first
target that it cannot pay, so more money never reaches fewer targets of anything, and
nothing further down is served at the cost of what the village ranked above it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """Something to pay for: so many units at one price.

    `service` names whose lacking recipients are served, "" where the register does
    not say whom it serves; `most` limits the units (None: all who lack it).
    """

    key: int
    unit_rupiah: int
    service: str = ""
    most: int | None = None

    def __post_init__(self) -> None:
        if self.unit_rupiah < 0 or (self.most is not None and self.most < 0):
            raise ValueError("a price or a number below zero")


@dataclass(frozen=True, slots=True)
class Share:
    """What a wish gets: units bought of those wanted, and the letters they mend."""

    key: int
    unit_rupiah: int
    wanted: int
    bought: int
    letters: int

    @property
    def rupiah(self) -> int:
        """What is spent on it."""
        return self.bought * self.unit_rupiah

    @property
    def left(self) -> int:
        """How many still lack it."""
        return self.wanted - self.bought

    @property
    def left_rupiah(self) -> int:
        """What they would cost."""
        return self.left * self.unit_rupiah


@dataclass(frozen=True, slots=True)
class Spread:
    """A budget and what each wish gets of it, in order."""

    budget: int
    shares: tuple[Share, ...]

    @property
    def spent(self) -> int:
        """What all shares cost together; never above the budget."""
        return sum(share.rupiah for share in self.shares)

    @property
    def rest(self) -> int:
        """What is not spent."""
        return self.budget - self.spent

    @property
    def bought(self) -> int:
        """How many units are paid."""
        return sum(share.bought for share in self.shares)

    @property
    def letters(self) -> int:
        """How many letters T become Y."""
        return sum(share.letters for share in self.shares)

    @property
    def left_rupiah(self) -> int:
        """What everything that is still lacking would cost."""
        return sum(share.left_rupiah for share in self.shares)

    @property
    def short(self) -> int:
        """What is missing to pay one unit more; 0 when everything is paid."""
        unpaid = (share for share in self.shares if share.left)
        first = next(unpaid, None)
        return first.unit_rupiah - self.rest if first else 0


def spread(
    wishes: Sequence[Wish], recipients: Mapping[str, Sequence[int]], budget: int
) -> Spread:
    """Spread an amount over the wishes.

    `recipients` are those who lack a service: for each how many letters it mends, in
    the order they are served. Two wishes for one service serve different recipients.
    Raises ValueError for a budget below zero.
    """
    if budget < 0:
        raise ValueError(f"a budget of {budget}")
    money, is_open = budget, True
    served: Counter[str] = Counter()
    shares = []
    for wish in wishes:
        lacking = recipients.get(wish.service, ())[served[wish.service] :]
        wanted = _wanted(wish, len(lacking))
        bought = _bought(wish, wanted, money if is_open else 0)
        is_open = is_open and bought == wanted
        money -= bought * wish.unit_rupiah
        served[wish.service] += wanted
        letters = sum(lacking[:bought])
        shares.append(Share(wish.key, wish.unit_rupiah, wanted, bought, letters))
    return Spread(budget, tuple(shares))


def _wanted(wish: Wish, lacking: int) -> int:
    if not wish.service:
        return 1 if wish.most is None else wish.most
    return lacking if wish.most is None else min(wish.most, lacking)


def _bought(wish: Wish, wanted: int, money: int) -> int:
    """What costs nothing is always had."""
    return min(wanted, money // wish.unit_rupiah) if wish.unit_rupiah else wanted
