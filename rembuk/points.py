"""Ranking by points: weight × value, added up, with every tie explained.

The values are given by the meeting together, 1 to 5; how large a problem is follows
from the scorecard: each fifth of the targets that miss the service is one point.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST, MOST = 1, 5
SIZE = "besar"  # the criterion that the figures answer
OWN = "sendiri"  # the one that a meeting names itself


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is judged, how much it counts (0: not at all), and what 1 and 5 mean."""

    key: str
    name: str
    weight: int
    scale: str = ""


STANDARD = (
    Criterion(SIZE, "Besar masalah", 3, "1 sedikit yang belum, 5 hampir semua belum"),
    Criterion("gawat", "Kegawatan", 3, "1 dapat menunggu, 5 harus segera"),
    Criterion("mudah", "Kemudahan", 2, "1 sulit dikerjakan, 5 mudah dikerjakan"),
    Criterion("biaya", "Biaya", 1, "1 mahal, 5 murah"),
    Criterion("dukungan", "Dukungan warga", 2, "1 sedikit, 5 hampir semua mendukung"),
    Criterion(OWN, "Kriteria sendiri", 0, "1 paling rendah, 5 paling tinggi"),
)


def size_of(missed: int, due: int) -> int | None:
    """Return how large a problem is, 1 to 5; None where nothing was due.

    Each begun fifth of those due that misses the service is one point: 19 of 27 are
    70 %, the fourth fifth, so 4. Raises ValueError unless 0 ≤ missed ≤ due.
    """
    if not 0 <= missed <= due:
        raise ValueError(f"{missed} missed of {due} due")
    if not due:
        return None
    return max(LEAST, -(-MOST * missed // due))


def size_words(missed: int, due: int) -> str:
    """Return how the size was reckoned: "19 dari 27 belum = 70 %, nilai 4"."""
    value = size_of(missed, due)
    if value is None:
        return "tidak ada angka, diisi bersama"
    return f"{missed} dari {due} belum = {100 * missed // due} %, nilai {value}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One criterion's value of a line; None while nobody gave it."""

    criterion: Criterion
    value: int | None

    def __post_init__(self) -> None:
        if self.value is not None and not LEAST <= self.value <= MOST:
            raise ValueError(f"{self.value} is no value from {LEAST} to {MOST}")

    @property
    def points(self) -> int:
        """Weight × value; 0 while there is no value."""
        return self.criterion.weight * (self.value or 0)

    @property
    def words(self) -> str:
        """The multiplication as it is shown: "3 × 4 = 12"."""
        if self.value is None:
            return "belum dinilai"
        return f"{self.criterion.weight} × {self.value} = {self.points}"


@dataclass(frozen=True, slots=True)
class Line:
    """A problem or a proposal with its values, all lines in the same criteria."""

    key: int
    cells: tuple[Cell, ...]

    @property
    def score(self) -> int:
        """The points of all criteria added up."""
        return sum(cell.points for cell in self.cells)

    @property
    def is_complete(self) -> bool:
        """Whether every criterion that counts has its value."""
        return all(cell.value for cell in self.cells if cell.criterion.weight)

    @property
    def sum_words(self) -> str:
        """The addition as it is shown: "12 + 9 + 4 = 25"."""
        counted = [str(cell.points) for cell in self.cells if cell.criterion.weight]
        return f"{' + '.join(counted)} = {self.score}"

    @property
    def heaviest_first(self) -> tuple[Cell, ...]:
        """The cells that count, by their weight; of equals in their own order."""
        counted = (cell for cell in self.cells if cell.criterion.weight)
        return tuple(sorted(counted, key=lambda cell: -cell.criterion.weight))


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its place, and how a tie with the one before was decided."""

    rank: int
    line: Line
    tie: str = ""


def ranked(lines: Sequence[Line]) -> tuple[Placed, ...]:
    """Return the lines by score, the highest first.

    Equal scores are decided by the criterion with the greatest weight in which they
    differ, then by the order they came in. Lines without all values come last, in the
    order they came in.
    """
    ordered = sorted(lines, key=_order)
    befores: list[Line | None] = [None, *ordered]
    return tuple(
        Placed(rank, line, _tie(rank - 1, before, line) if before else "")
        for rank, (before, line) in enumerate(
            zip(befores, ordered, strict=False), start=1
        )
    )


def _order(line: Line) -> tuple[int, ...]:
    if not line.is_complete:
        return (1,)
    values = (-(cell.value or 0) for cell in line.heaviest_first)
    return (0, -line.score, *values)


def _tie(rank: int, before: Line, line: Line) -> str:
    if not line.is_complete or before.score != line.score:
        return ""
    for higher, lower in zip(before.heaviest_first, line.heaviest_first, strict=True):
        if higher.value != lower.value:
            return (
                f"Skor sama dengan urutan {rank}; {higher.criterion.name.lower()} "
                f"lebih rendah ({lower.value} di bawah {higher.value}), maka "
                "sesudahnya."
            )
    return (
        f"Skor dan semua nilai sama dengan urutan {rank}; urutan semula dipertahankan."
    )
