"""Looks through the staged rows: what each would do, and what is wrong with it.

The register is held whole, the monthly records pass by some hundred targets at a
time. When a row is bad, those that hang on it are found by looking once more.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from households.models import StagedRow
from villages.models import AuditEntry, Village

from . import staging
from .checking import Checker
from .columns import CHILDREN, PREGNANCIES, RECORDS, REGISTER, Sheet
from .facts import changed_days
from .findings import Findings
from .merging import CHANGED, Book, Entry, merge, merge_records
from .staging import NUMBER, encode
from .stored import Reader

CHECKING = "memeriksa"
TARGETS_AT_ONCE = 300
Place = tuple[int, int, int]  # sheet, row and part


def mark_of(village: Village) -> list[Any]:
    """What is another value as soon as anything of the village has changed."""
    written = village.audit_entries.exclude(act=AuditEntry.Act.READ)
    last = written.order_by("-pk").values_list("pk", flat=True).first()
    quarters = village.quarters.order_by("year", "number")
    states = [list(row) for row in quarters.values_list("pk", "state", "touched")]
    return [village.today().isoformat(), last, states]


def look_through(job: Any) -> None:
    """Tell of every staged row what it would do; the summary stands in the job."""
    village = job.village
    _forget(job)
    mark = mark_of(village)
    job.begin(CHECKING, job.staged_rows.count())
    look = Look(job)
    bad = look.through(is_first=True)
    while bad:
        _leave_out(job, bad)
        look = Look(job)
        bad = look.through(is_first=False)
    with transaction.atomic():
        job.advance(result=job.result | look.summary() | {"mark": mark})


def _forget(job: Any) -> None:
    """What an earlier look found; what reading did stays."""
    rows = job.staged_rows.filter(faults__isnull=True)
    rows.filter(state=StagedRow.State.LEFT_OUT).update(state=StagedRow.State.NEW)
    told = Q(problems__isnull=False) | Q(warnings__isnull=False)
    rows.filter(told).update(problems=None, warnings=None)


def _leave_out(job: Any, places: Iterable[Place]) -> None:
    _execute(
        "UPDATE {} SET state = 'b' WHERE job_id = %s AND sheet = %s AND {} = %s "
        "AND part = %s",
        [(job.pk, *place) for place in places],
    )


def _execute(text: str, rows: list[tuple[Any, ...]]) -> None:
    """One statement of the staged rows for many of them."""
    if rows:
        name = connection.ops.quote_name
        with connection.cursor() as cursor:
            cursor.executemany(text.format(StagedRow._meta.db_table, name("row")), rows)


class Look:
    """One look through all rows of a job."""

    def __init__(self, job: Any) -> None:
        self.job = job
        village = job.village
        self.reader = Reader(village)
        self.stored = self.reader.read_register()
        final = village.quarters.filter(state="final")
        today = village.today()
        lines = (line for sheet in REGISTER for line in staging.lines_of(job, sheet))
        self.book: Book = merge(self.stored, lines, year=today.year)
        self.checker = Checker(
            self.book,
            today,
            frozenset(quarter.triwulan for quarter in final),
            staging.bad_keys_of(job, job.result.get("unread", ())),
        )
        self.bad: set[Place] = set()
        self.notes: dict[str, dict[Place, list[Any]]] = {
            "problems": defaultdict(list),
            "warnings": defaultdict(list),
        }

    def through(self, *, is_first: bool) -> set[Place]:
        """Look; return the rows that cannot be saved. The first look tells why."""
        self._note(*self.book.take_notes())
        self._take(self.checker.check(*REGISTER))
        self._take(self.checker.check_together())
        entries = list(self.book.from_file(*REGISTER))
        with transaction.atomic():
            self._keep_fates(entries)
            self.job.advance(len(entries))
        for sheet in RECORDS:
            for keys in _chunks(self._keys(sheet), TARGETS_AT_ONCE):
                self._look_at(sheet, keys)
                if is_first:
                    self._write_notes(NUMBER[sheet.name])
        if is_first:
            self._write_notes(*_REGISTER_NUMBERS)
        return self.bad

    def _keys(self, sheet: Sheet) -> list[str]:
        """Whom the file tells of, and whose register row it changes."""
        owner = PREGNANCIES if sheet is RECORDS[0] else CHILDREN
        changed = {
            entry.key
            for entry in self.book.entries(owner.name)
            if entry.before is not None and self.checker.out.is_touched(entry)
        }
        return sorted({*staging.keys_of(self.job, sheet), *changed})

    def _look_at(self, sheet: Sheet, keys: list[str]) -> None:
        lines = staging.lines_of(self.job, sheet, keys)
        owner = PREGNANCIES if sheet is RECORDS[0] else CHILDREN
        known = [self.stored.lines[owner.name].get((key,)) for key in keys]
        self.reader.read_records(sheet, [line.pk for line in known if line])
        merge_records(self.book, self.stored, lines, sheet)
        self._note(*self.book.take_notes())
        self._take(self.checker.check(sheet))
        with transaction.atomic():
            self._keep_fates(self.book.from_file(sheet))
            self.job.advance(len(lines))

    # -- what was found

    def _take(self, found: Findings) -> None:
        self._note(found.problems, found.warnings)
        self.bad |= {_place(entry) for entry in found.dependents}

    def _note(self, problems: Iterable[Any], warnings: Iterable[Any]) -> None:
        for entry, problem in problems:
            self.bad.add(_place(entry))
            self.notes["problems"][_place(entry)].append(problem.as_dict())
        for entry, problem in warnings:
            self.notes["warnings"][_place(entry)].append(problem.as_dict())

    def _write_notes(self, *sheets: int) -> None:
        """Keep what was found in some sheets; the register's notes may still grow."""
        for name, notes in self.notes.items():
            told = {place: some for place, some in notes.items() if place[0] in sheets}
            _execute(
                f"UPDATE {{}} SET {name} = %s WHERE job_id = %s AND sheet = %s "
                "AND {} = %s AND part = %s",
                [(encode(f), self.job.pk, *place) for place, f in told.items()],
            )
            for place in told:
                del notes[place]

    def _keep_fates(self, entries: Iterable[Entry]) -> None:
        """Write down what saving does with a row, where it was told otherwise."""
        fates = defaultdict(list)
        changed = []
        for entry in entries:
            if entry.fate == CHANGED or entry.fate != entry.state:
                fates[entry.sheet, entry.part, entry.fate, _before(entry)].append(entry)
            if entry.before is not None and entry.is_changed:
                changed.append((*_change(entry), self.job.pk, *_place(entry)))
        for (sheet, part, fate, day), found in fates.items():
            rows = self.job.staged_rows.filter(sheet=NUMBER[sheet], part=part)
            for some in _chunks([entry.row for entry in found], 1000):
                rows.filter(row__in=some).update(state=fate, day_before=day)
        _execute(
            "UPDATE {} SET object_id = %s, after = %s, changes = %s "
            "WHERE job_id = %s AND sheet = %s AND {} = %s AND part = %s",
            changed,
        )

    def summary(self) -> dict[str, Any]:
        """What the preview shows of the whole file."""
        return {
            "dusun": _new(self.book.dusuns, self.stored.dusuns),
            "posyandu": _new(self.book.posyandus, self.stored.posyandus),
        }


_REGISTER_NUMBERS = {NUMBER[sheet.name] for sheet in REGISTER}


def _before(entry: Entry) -> Any:
    days = [day for _, day in changed_days(entry)] if entry.before else []
    return min(days, default=None) if entry.sheet in _RECORD_NAMES else None


_RECORD_NAMES = {sheet.name for sheet in RECORDS}


def _change(entry: Entry) -> tuple[int | None, str | None, str | None]:
    """The row that is changed, what becomes of it, and {column: [old, new]}."""
    if entry.sheet not in _RECORD_NAMES:
        return entry.pk, None, None
    before = entry.before or {}
    differs = {
        name: [plain(before.get(name)), plain(value)]
        for name, value in entry.values.items()
        if before.get(name) != value
    }
    return entry.pk, encode(entry.values), encode(differs)


def plain(value: Any) -> Any:
    """A cell as the journal keeps it."""
    return value if value is None or isinstance(value, (int, str)) else str(value)


def _place(entry: Entry) -> Place:
    return NUMBER[entry.sheet], entry.row or 0, entry.part


def _chunks(items: list[Any], size: int) -> Iterator[list[Any]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _new(names: dict[str, str], known: list[str]) -> list[str]:
    return sorted(set(names.values()) - set(known))
