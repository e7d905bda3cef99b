"""Tables that several people fill in at once: each cell stands for itself.

A cell comes with what it said when the page was opened. Who changed other cells is not
disturbed; who changed the same cell is shown both and decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Value = int | str | None
WAS = "w-"  # before the name of a field: what it said when the page was opened


@dataclass(frozen=True, slots=True)
class Decided:
    """What may be written, and where somebody else was faster: name → value."""

    changes: dict[str, Value]
    clashes: dict[str, Value]


def typed_in(
    names: Mapping[str, Value], data: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    """Return name → (was, now) of the cells that were changed on the page."""
    found = {}
    for name in names:
        if name in data:
            was, mine = data.get(f"{WAS}{name}", "").strip(), data[name].strip()
            if was != mine:
                found[name] = (was, mine)
    return found


def decide(
    typed: Mapping[str, tuple[Value, Value]], saved: Mapping[str, Value]
) -> Decided:
    """Hold what was typed, name → (was, mine), against what is saved now."""
    changes: dict[str, Value] = {}
    clashes: dict[str, Value] = {}
    for name, (was, mine) in typed.items():
        now = saved.get(name)
        if now == was:
            changes[name] = mine
        elif now != mine:
            clashes[name] = now
    return Decided(changes, clashes)
