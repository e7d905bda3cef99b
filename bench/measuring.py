"""Times taken side by side, and the rows of the table that they become."""

import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, and whether it reaches the mark.

    `reach` is the mark: at most it, or at least it where `is_floor`; None for what
    is told only to read the others by.
    """

    what: str
    measured: float
    low: float
    high: float
    unit: str = ""
    reach: float | None = None
    is_floor: bool = False

    @property
    def verdict(self) -> str:
        if self.reach is None:
            return ""
        is_ok = (
            self.measured >= self.reach
            if self.is_floor
            else self.measured <= self.reach
        )
        return "ok" if is_ok else "SHORT"

    @property
    def mark(self) -> str:
        if self.reach is None:
            return ""
        return f"{'≥' if self.is_floor else '≤'} {self.reach:g}"


def row_of(what: str, times: list[float], **mark) -> Row:
    """Return the median of some numbers with the least and the greatest."""
    return Row(what, median(times), min(times), max(times), **mark)


def ratio(what: str, above: list[float], below: list[float], **mark) -> Row:
    """Return median ÷ median of two things measured in turns, and the rounds' span."""
    rounds = [a / b for a, b in zip(above, below, strict=True)]
    return Row(what, median(above) / median(below), min(rounds), max(rounds), **mark)


def in_turns(rounds: int, *things: Callable[[], float]) -> list[list[float]]:
    """Measure A B A B …, so that whatever else the machine does falls on both."""
    taken: list[list[float]] = [[] for _ in things]
    for _ in range(rounds):
        for times, thing in zip(taken, things, strict=True):
            times.append(thing())
    return taken


def seconds(act: Callable[[], object]) -> float:
    """Return how long one call takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def processor_seconds(act: Callable[[], object]) -> float:
    """Return the processor time of one call, ours and the database's together.

    Other work on the machine does not count in it, as it does on the clock; where
    the database is on another machine the clock is all there is.
    """
    begun, served = time.process_time(), _served()
    taken = seconds(act)
    if served is None:
        return taken
    return time.process_time() - begun + _served() - served


def _served() -> float | None:
    """The processor time so far of the server process behind the connection."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid(), inet_server_addr() IS NULL")
        number, is_here = cursor.fetchone()
    account = Path(f"/proc/{number}/schedstat")
    if not is_here or not account.exists():
        return None
    return int(account.read_text().split()[0]) / 1e9


def p95(times: list[float]) -> float:
    """Return the time that one in twenty exceeds."""
    return quantiles(times, n=20)[-1]


class Told:
    """The SQL statements of a block: how many, and how long they took together."""

    def __init__(self):
        self.statements: list[str] = []
        self.seconds = 0.0

    def __call__(self, execute, sql, params, many, context):
        self.statements.append(sql)
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - begun


@contextmanager
def statements():
    """Listen to the connection's statements."""
    from django.db import connection

    told = Told()
    with connection.execute_wrapper(told):
        yield told


def table(rows: list[Row]) -> str:
    """Return the rows as they stand in docs/measurements.md."""
    lines = ["| what | reach | measured | min–max | |", "|---|---|---|---|---|"]
    lines += [
        f"| {row.what} | {row.mark} | {shown(row.measured)} {row.unit} "
        f"| {shown(row.low)}–{shown(row.high)} | {row.verdict} |"
        for row in rows
    ]
    return "\n".join(lines)


def shown(number: float) -> str:
    """Return a number with three digits that say something."""
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"
