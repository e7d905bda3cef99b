"""What checking finds, each put to the row of the file where it can be mended."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .columns import BY_NAME, CHANGES
from .merging import REFERENCES, Book, Entry, Note


@dataclass
class Findings:
    """Problems, doubts, and the rows that hang on a bad row of the file."""

    book: Book
    problems: list[Note] = field(default_factory=list)
    warnings: list[Note] = field(default_factory=list)
    dependents: list[Entry] = field(default_factory=list)

    def is_touched(self, entry: Entry) -> bool:
        """Whether the file changes the row, or whom or where it is about."""
        return entry.is_changed or any(
            above is not None and self.is_touched(above) for above in self.above(entry)
        )

    def above(self, entry: Entry) -> Iterator[Entry | None]:
        """The rows it refers to; None where the file and the village have none."""
        if entry.sheet == CHANGES.name:
            yield self.book.target_of(entry)
        for column, sheet in REFERENCES.get(entry.sheet, ()):
            if entry.values[column] is not None:
                yield self.book.find(sheet, entry.values[column])

    def told(self, entry: Entry) -> Entry | None:
        """The row of the file to which a problem is put: its own, or one above."""
        if entry.row is not None:
            return entry
        for above in self.above(entry):
            found = above and self.told(above)
            if found:
                return found
        return None

    def refuse(self, entry: Entry, column: str, problem: str, remedy: str) -> None:
        """Note a problem where the person can mend it."""
        self._note(self.problems, entry, column, problem, remedy)

    def warn(self, entry: Entry, column: str, problem: str, remedy: str) -> None:
        """Note a doubt, which blocks nothing."""
        self._note(self.warnings, entry, column, problem, remedy)

    def _note(
        self, notes: list[Note], entry: Entry, column: str, problem: str, remedy: str
    ) -> None:
        told = self.told(entry)
        if told is None:
            return
        if told is entry:
            notes.append((entry, entry.problem(column, problem, remedy)))
        else:
            label = f"{BY_NAME[entry.sheet].label}, {column}: "
            notes.append((told, told.problem("", label + problem, remedy)))
