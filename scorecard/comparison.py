"""Formulir 1 of a year beside that of the year before, in numbers and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """One count of one dusun (or of the village) now and a year before.

    `before` is None where the dusun was not counted then.
    """

    now: int
    before: int | None

    @property
    def difference(self) -> int | None:
        """How many more than a year before; None without one."""
        return None if self.before is None else self.now - self.before

    @property
    def words(self) -> str:
        """ "naik 2", "turun 1", "tetap", or "baru" without a year before."""
        step = self.difference
        if step is None:
            return "baru"
        if not step:
            return "tetap"
        return f"naik {step}" if step > 0 else f"turun {-step}"


def changes(
    now: Mapping[str, int], before: Mapping[str, int] | None
) -> dict[str, Change]:
    """Return every count with that of the year before, a missing one as 0."""
    if before is None:
        return {key: Change(value, None) for key, value in now.items()}
    return {key: Change(value, before.get(key, 0)) for key, value in now.items()}


def by_dusun(
    now: Sequence[Mapping[str, int | str]], before: Sequence[Mapping[str, int | str]]
) -> list[tuple[str, dict[str, Change]]]:
    """Return (dusun, changes) for the dusun of now, then for those that are no more.

    A dusun is known again by its name.
    """
    earlier = {_name(row): _numbers(row) for row in before}
    found = [
        (_name(row), changes(_numbers(row), earlier.pop(_name(row), None)))
        for row in now
    ]
    gone = [
        (f"{name} (dahulu)", changes(dict.fromkeys(numbers, 0), numbers))
        for name, numbers in earlier.items()
    ]
    return found + gone


def _name(row: Mapping[str, int | str]) -> str:
    return str(row["dusun"])


def _numbers(row: Mapping[str, int | str]) -> dict[str, int]:
    return {key: int(value) for key, value in row.items() if key != "dusun"}
