"""The sheet of a dusun sketch: 20 × 15 squares of 100 units, A1 at the top left.

A point is a whole number of units from the left and from the top, whatever the size
of the screen or the paper.
"""

from collections.abc import Iterable
from string import ascii_uppercase

SIDE = 100  # units of a square
COLUMNS, ROWS = 20, 15
WIDTH, HEIGHT = COLUMNS * SIDE, ROWS * SIDE
LETTERS = ascii_uppercase[:COLUMNS]


class OffSheet(ValueError):
    """The point or square does not lie on the sheet."""

    def __init__(self) -> None:
        super().__init__(
            f"Titik itu di luar lembar. Pilih kolom A–{LETTERS[-1]} dan baris 1–{ROWS}."
        )


def square_of(x: int, y: int) -> str:
    """Return the square in which a point lies: "C5". Raises OffSheet.

    The right and the bottom edge belong to the last square.
    """
    if not (0 <= x <= WIDTH and 0 <= y <= HEIGHT):
        raise OffSheet
    return f"{LETTERS[min(x // SIDE, COLUMNS - 1)]}{min(y // SIDE, ROWS - 1) + 1}"


def middle_of(column: str, row: int) -> tuple[int, int]:
    """Return the middle of a square, column "A" to "T" and row from 1, in units.

    Raises OffSheet.
    """
    if len(column) != 1 or column not in LETTERS or not 1 <= row <= ROWS:
        raise OffSheet
    return LETTERS.index(column) * SIDE + SIDE // 2, row * SIDE - SIDE // 2


def beside(x: int, y: int, taken: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """Return the point, or one beside it where no other lies exactly.

    So that two houses put into the same square by its name can both be seen.
    """
    held = set(taken)
    steps = [(0, 0), (25, 0), (-25, 0), (0, 25), (0, -25), (25, 25), (-25, -25)]
    steps += [(25, -25), (-25, 25)]
    for across, down in steps:
        if (x + across, y + down) not in held:
            return x + across, y + down
    return x, y
