"""Examine a workbook file against its village, and save it when it is accepted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from villages.models import Village

from .applying import apply
from .checking import Checked, Checker
from .columns import SHEETS
from .lines import Line, Parsed, Problem, parse_sheets
from .merging import Book, Entry, good_lines, merge
from .reading import FileRefused, read
from .stored import read_village

_ORDER = {sheet.name: number for number, sheet in enumerate(SHEETS)}
STATES = ("created", "updated", "unchanged")


@dataclass
class Examination:
    """What a file would do to its village.

    `book` is what can be saved: all of it, or, when there are problems, the rows
    that neither have one nor hang on a row that has.
    """

    book: Book
    counts: dict[str, dict[str, int]]
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    dusuns: list[str] = field(default_factory=list)
    posyandus: list[str] = field(default_factory=list)
    left_out: int = 0  # rows that good ones leave behind

    @property
    def total(self) -> int:
        """Rows of the file that can be saved or are already."""
        return sum(sum(count.values()) for count in self.counts.values())

    @property
    def changes(self) -> int:
        """Rows that saving would write."""
        return self.total - sum(count["unchanged"] for count in self.counts.values())

    def as_dict(self) -> dict[str, Any]:
        """The shape in which the command prints it."""
        found: dict[str, Any] = {
            state: {sheet: count[state] for sheet, count in self.counts.items()}
            for state in STATES
        }
        found["problems"] = [problem.as_dict() for problem in self.problems]
        found["warnings"] = [warning.as_dict() for warning in self.warnings]
        return found | {"dusun": self.dusuns, "posyandu": self.posyandus}


def examine(village: Village, file: Any) -> Examination:
    """Return what the file would do. Nothing is written."""
    try:
        parsed = parse_sheets(read(file))
    except FileRefused as refusal:
        return _refused(Problem("", None, "", "", refusal.problem, refusal.remedy))
    if not parsed.lines and not parsed.problems and not parsed.sheets:
        return _refused(_no_sheet())
    return _examine(village, parsed)


def _refused(problem: Problem) -> Examination:
    return Examination(Book({s.name: {} for s in SHEETS}), _counts([]), [problem])


def _no_sheet() -> Problem:
    names = ", ".join(sheet.name for sheet in SHEETS)
    return Problem(
        "",
        None,
        "",
        "",
        "Tidak ada lembar buku kerja yang dikenal.",
        f"Beri nama lembarnya: {names}.",
    )


def _examine(village: Village, parsed: Parsed) -> Examination:
    stored = read_village(village)
    today = village.today()
    final = frozenset(
        quarter.triwulan for quarter in village.quarters.filter(state="final")
    )

    def check(lines: Iterable[Line], bad_keys: set) -> tuple[Book, Checked]:
        book = merge(stored, lines, year=today.year)
        return book, Checker(book, today, final, bad_keys).check()

    book, checked = check(parsed.lines, parsed.bad_keys)
    problems = parsed.problems + [problem for _, problem in checked.problems]
    warnings = parsed.warnings + [warning for _, warning in checked.warnings]
    left, lines = {(p.sheet, p.row) for p in parsed.problems if p.row}, parsed.lines
    bad_keys = set(parsed.bad_keys)
    while bad := _bad(checked):
        left |= {(entry.sheet, entry.row) for entry in bad}
        bad_keys |= {(entry.sheet, entry.key) for entry in bad}
        lines = good_lines(parsed, left)
        book, checked = check(lines, bad_keys)
    return Examination(
        book,
        _counts(book.from_file()),
        sorted(problems, key=_place),
        sorted(warnings, key=_place),
        sorted(set(book.dusuns.values()) - set(stored.dusuns)),
        sorted(set(book.posyandus.values()) - set(stored.posyandus)),
        len(left),
    )


def _bad(checked: Checked) -> list[Entry]:
    return [entry for entry, _ in checked.problems] + checked.dependents


def _place(problem: Problem) -> tuple[int, int]:
    return _ORDER.get(problem.sheet, -1), problem.row or 0


def _counts(entries: Iterable[Entry]) -> dict[str, dict[str, int]]:
    counts = {sheet.name: dict.fromkeys(STATES, 0) for sheet in SHEETS}
    for entry in entries:
        counts[entry.sheet][entry.state] += 1
    return counts


class ImportRefused(Exception):
    """The file has problems, and nobody asked to save only its good rows."""

    def __init__(self, examination: Examination) -> None:
        super().__init__("the workbook has problems")
        self.examination = examination


def _hold(village: Village) -> None:
    """Let whoever imports or saves facts of the village wait until this has ended.

    The village's row keeps imports apart, without hindering rows that refer to it.
    Every save touches its quarters in order of time; so does this lock.
    """
    Village.objects.select_for_update(no_key=True).get(pk=village.pk)
    quarters = village.quarters.order_by("year", "number")
    list(quarters.select_for_update().values_list("pk"))


@transaction.atomic
def save(village: Village, file: Any, *, by: Any = None, only_good: bool = False):
    """Examine the file and save it, whole or its good rows, in one transaction.

    Returns the Examination. Raises ImportRefused when there are problems and
    `only_good` was not asked for, QuarterFinal when a quarter was just closed.
    """
    _hold(village)
    examination = examine(village, file)
    if examination.problems and not only_good:
        raise ImportRefused(examination)
    apply(village, examination.book, by=by)
    return examination
