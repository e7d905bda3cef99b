"""A workbook file and its village: read, looked through, and saved when accepted."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from villages.models import Job, Village

from .applying import apply
from .columns import SHEETS
from .examining import Look, look_through, mark_of
from .lines import Problem
from .reading import FileRefused, Source, opened
from .staging import READING, Notes, Reader, stage, workbook_readers

AT_ONCE = "buku kerja langsung"  # the kind of a job that no page shows
SAVING = "menyimpan"
STATES = {"created": "c", "updated": "ud", "unchanged": "-"}
_ORDER = {sheet.name: number for number, sheet in enumerate(SHEETS)}
Readers = Callable[[list[Source], Notes], Iterator[tuple[Source, Reader]]]


@dataclass
class Examination:
    """What a file would do to its village, or did.

    `counts` are its rows that can be saved or are already: all of them, or, when
    there are problems, those that neither have one nor hang on a row that has.
    """

    counts: dict[str, dict[str, int]]
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    dusuns: list[str] = field(default_factory=list)
    posyandus: list[str] = field(default_factory=list)
    left_out: int = 0  # rows that good ones leave behind
    problem_count: int = 0
    warning_count: int = 0

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


class ImportRefused(Exception):
    """The file has problems, and nobody asked to save only its good rows."""

    def __init__(self, examination: Examination) -> None:
        super().__init__("the workbook has problems")
        self.examination = examination


# --- what was found ---


def found_in(job: Any, limit: int | None = None) -> Examination:
    """What a look through the job's rows found; of long lists the first `limit`."""
    result = job.result
    faults = [*result.get("faults", ()), *_told(job, limit, "faults", "problems")]
    notes = [*result.get("notes", ()), *_told(job, limit, "warnings")]
    return Examination(
        _counts(job),
        sorted((Problem(**told) for told in faults), key=_place)[:limit],
        sorted((Problem(**told) for told in notes), key=_place)[:limit],
        result.get("dusun", []),
        result.get("posyandu", []),
        job.staged_rows.filter(state="b").count(),
        len(result.get("faults", ())) + _number(job, "faults", "problems"),
        len(result.get("notes", ())) + _number(job, "warnings"),
    )


def _noted(job: Any, *columns: str) -> Any:
    is_there = Q()
    for column in columns:
        is_there |= Q(**{f"{column}__isnull": False})
    return job.staged_rows.filter(is_there)


def _told(job: Any, limit: int | None, *columns: str) -> Iterator[dict[str, Any]]:
    rows = _noted(job, *columns).order_by("sheet", "part", "row")[:limit]
    for lists in rows.values_list(*columns):
        for found in lists:
            yield from found or ()


def _number(job: Any, *columns: str) -> int:
    rows = _noted(job, *columns).values_list(*columns).iterator(chunk_size=2000)
    return sum(len(found or ()) for lists in rows for found in lists)


def _place(problem: Problem) -> tuple[int, int]:
    return _ORDER.get(problem.sheet, -1), problem.row or 0


def _counts(job: Any) -> dict[str, dict[str, int]]:
    counts = {sheet.name: dict.fromkeys(STATES, 0) for sheet in SHEETS}
    rows = job.staged_rows.order_by().values_list("sheet", "state")
    for sheet, state, number in rows.annotate(number=Count("pk")):
        for name, letters in STATES.items():
            if state in letters:
                counts[SHEETS[sheet].name][name] += number
    return counts


# --- the three steps ---


def read(job: Any, file: Any, name: str = "", readers: Readers | None = None) -> None:
    """Stage the rows of a file; what is wrong with it stands in the job."""
    notes = Notes()
    try:
        with opened(file, name) as sources:
            job.begin(READING, sum(source.count for source in sources))
            found = list((readers or workbook_readers)(sources, notes))
            if not (found or notes.faults or readers or _is_known(sources)):
                notes.faults.append(_no_sheet())
            stage(job, found)
    except FileRefused as refusal:
        job.staged_rows.all().delete()
        problem = Problem("", None, "", "", refusal.problem, refusal.remedy)
        notes = Notes([problem])
    job.advance(result=job.result | notes.as_dict())


def _is_known(sources: list[Source]) -> bool:
    return any(source.name in _ORDER for source in sources)


def _no_sheet() -> Problem:
    names = ", ".join(sheet.name for sheet in SHEETS)
    return Problem(
        "",
        None,
        "",
        "",
        "Tidak ada lembar buku kerja yang dikenal.",
        f"Beri nama lembarnya: {names}; atau unggah Formulir 2A, 2B, 2C atau ekspor "
        "OpenSID dengan judul kolomnya.",
    )


@transaction.atomic
def save_rows(job: Any, *, by: Any = None, only_good: bool = False) -> Examination:
    """Save what was looked through, whole or its good rows, in one transaction.

    Raises ImportRefused when there are problems and `only_good` was not asked for,
    QuarterFinal when a quarter was just closed.
    """
    book = Look(job).book  # before others wait; it holds as long as the mark does
    _hold(job.village)
    if mark_of(job.village) != job.result["mark"]:
        look_through(job)  # somebody else changed the village in the meantime
        book = Look(job).book
    found = found_in(job)
    if found.problems and not only_good:
        raise ImportRefused(found)
    apply(job, book, by=by)
    return found


def _hold(village: Village) -> None:
    """Let whoever imports or saves facts of the village wait until this has ended.

    The village's row keeps imports apart, without hindering rows that refer to it.
    Every save touches its quarters in order of time; so does this lock.
    """
    Village.objects.select_for_update(no_key=True).get(pk=village.pk)
    quarters = village.quarters.order_by("year", "number")
    list(quarters.select_for_update().values_list("pk"))


# --- all at once, without a page ---


def examine(village: Village, file: Any, **options: Any) -> Examination:
    """Return what the file would do. Nothing of the village is written."""
    with _job(village, file, **options) as job:
        read(job, file)
        look_through(job)
        return found_in(job)


def save(
    village: Village,
    file: Any,
    *,
    by: Any = None,
    only_good: bool = False,
    **options: Any,
) -> Examination:
    """Read a file, look it through and save it, whole or its good rows.

    A run that was cut off goes on where it was. Raises as `save_rows` does.
    """
    with _job(village, file, **options) as job:
        read(job, file)
        look_through(job)
        job.begin(SAVING, 0)
        return save_rows(job, by=by, only_good=only_good)


@contextmanager
def _job(
    village: Village, file: Any, watcher: Callable[[Any], None] | None = None
) -> Iterator[Any]:
    """A job for this run alone, or that of a run of the same file that was cut off."""
    mark = _fingerprint(file)
    jobs = village.jobs.filter(kind=AT_ONCE, options__file=mark)
    with transaction.atomic():
        job = jobs.take_up(timezone.now())
    if job is None:
        job = Job(kind=AT_ONCE, village=village, options={"file": mark})
        job.be_mine()
        job.save()
    job.watcher = watcher
    with ExitStack() as ending:
        ending.callback(job.delete)
        try:
            yield job
        except KeyboardInterrupt:
            ending.pop_all()  # it is kept, for the next run to take up
            Job.objects.filter(pk=job.pk).update(leased_until=timezone.now())
            raise


def _fingerprint(file: Any) -> str:
    digest = sha256()
    if isinstance(file, Path):
        paths = sorted(file.iterdir()) if file.is_dir() else [file]
        for path in paths:
            digest.update(path.name.encode())
            if path.is_file():
                digest.update(path.read_bytes())
        return digest.hexdigest()
    file.seek(0)
    digest.update(file.read())
    return digest.hexdigest()
