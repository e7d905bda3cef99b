"""What a budget line pays for already: it is neither lowered below that nor removed.

Apps further right know who takes money from a line; each says so once, when the
project starts (AppConfig.ready), and the office's pages ask them all.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .models import BudgetLine
from .wording import rupiah

NAMED = 5  # in a sentence; the rest is counted


@dataclass(frozen=True, slots=True)
class Claims:
    """All things of one kind that one line pays for, with what each takes."""

    kind: str  # "kegiatan di Pelaksanaan"
    items: tuple[tuple[str, int], ...]
    remedy: str  # what to do first, to lower the line

    @property
    def total_rupiah(self) -> int:
        """What they take together."""
        return sum(amount for _, amount in self.items)

    def __str__(self):
        named = [f"{name} ({rupiah(amount)})" for name, amount in self.items[:NAMED]]
        if len(self.items) > NAMED:
            named.append(f"{len(self.items) - NAMED} lainnya")
        return (
            f"{len(self.items)} {self.kind}, seluruhnya {rupiah(self.total_rupiah)}: "
            f"{'; '.join(named)}"
        )


Asked = Callable[[Iterable[BudgetLine]], dict[int, Claims]]
_asked: list[Asked] = []


def ask_too(source: Asked) -> None:
    """Let `source` say, too, what lines pay for; the same one twice counts once."""
    if source not in _asked:
        _asked.append(source)


def claims_on(lines: Iterable[BudgetLine]) -> dict[int, list[Claims]]:
    """What each line pays for, by its key; as many queries as there are sources."""
    found = defaultdict(list)
    for source in _asked:
        for key, claims in source(lines).items():
            found[key].append(claims)
    return found


def beyond(claims: Iterable[Claims], amount: int) -> Claims | None:
    """The greatest of them that an amount does not cover; None when it covers all."""
    greatest = max(claims, key=lambda one: one.total_rupiah, default=None)
    return greatest if greatest and greatest.total_rupiah > amount else None
