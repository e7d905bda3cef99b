"""How a meeting's problems or proposals stand by points: read from rows, nothing saved.

`part` is "masalah" or "usulan", as in the addresses.
"""

from dataclasses import dataclass, replace

from .models import Meeting, Problem, Proposal
from .points import SIZE, STANDARD, Cell, Criterion, Line, Placed, ranked, size_of
from .points import size_words as words_of_size

PARTS = {"masalah": "Masalah", "usulan": "Usulan"}


@dataclass(frozen=True, slots=True)
class Row:
    """A problem or a proposal with its points and its place by them."""

    subject: Problem | Proposal
    problem: Problem
    place: Placed
    number: int  # its place in the list as it is now

    @property
    def line(self) -> Line:
        """Its values."""
        return self.place.line

    @property
    def size_words(self) -> str:
        """How the size of its problem was reckoned."""
        missed = (self.problem.due or 0) - (self.problem.received or 0)
        return words_of_size(missed, self.problem.due or 0)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A list judged: its criteria, its rows in their present order, who sorted it."""

    part: str
    criteria: tuple[Criterion, ...]
    rows: tuple[Row, ...]
    standing: str
    can_restore: bool

    @property
    def by_score(self) -> list[Row]:
        """The rows as their points would order them."""
        return sorted(self.rows, key=lambda row: row.place.rank)

    @property
    def is_begun(self) -> bool:
        """Whether anybody gave a value that the figures did not."""
        return any(
            cell.value and cell.criterion.key != SIZE
            for row in self.rows
            for cell in row.line.cells
        )

    @property
    def incomplete(self) -> int:
        """How many rows still lack a value."""
        return sum(not row.line.is_complete for row in self.rows)

    @property
    def is_sorted(self) -> bool:
        """Whether the list stands as its points say."""
        return [row.subject.pk for row in self.rows] == [
            row.subject.pk for row in self.by_score
        ]


def criteria_of(meeting: Meeting) -> tuple[Criterion, ...]:
    """All criteria with the weights of this meeting; some may count nothing."""
    own = {row.key: row for row in meeting.criteria.all()}
    return tuple(
        replace(one, weight=own[one.key].weight, name=own[one.key].name or one.name)
        if one.key in own
        else one
        for one in STANDARD
    )


def rows_of(meeting: Meeting, part: str):
    """The list that is judged, in its present order."""
    if part == "masalah":
        return list(meeting.problems.all())
    return list(meeting.proposals.select_related("problem"))


def judgement_of(meeting: Meeting, part: str) -> Judgement:
    """How a list of the meeting stands; four queries however long it is."""
    criteria = tuple(one for one in criteria_of(meeting) if one.weight)
    subjects = rows_of(meeting, part)
    given = values_of(meeting, part)
    lines = [_line(subject, criteria, given) for subject in subjects]
    places = {place.line.key: place for place in ranked(lines)}
    rows = tuple(
        Row(subject, problem_of(subject), places[subject.pk], number)
        for number, subject in enumerate(subjects, start=1)
    )
    told = Judgement(part, criteria, rows, "", False)
    return replace(told, **_standing(meeting, told))


def problem_of(subject) -> Problem:
    """The problem that a proposal answers; a problem is its own."""
    return subject.problem if isinstance(subject, Proposal) else subject


def values_of(meeting: Meeting, part: str) -> dict[tuple[int, str], int]:
    """The values that were given: (row, criterion) → 1 to 5."""
    field = "problem_id" if part == "masalah" else "proposal_id"
    scores = meeting.scores.exclude(**{field: None})
    return {
        (pk, key): value for pk, key, value in scores.values_list(field, "key", "value")
    }


def size_known(subject) -> int | None:
    """The size that the figures give; None where the meeting gives it."""
    problem = problem_of(subject)
    if problem.due is None or problem.received is None:
        return None
    return size_of(problem.due - problem.received, problem.due)


def _line(subject, criteria, given):
    cells = []
    for one in criteria:
        value = given.get((subject.pk, one.key))
        if one.key == SIZE:
            value = size_known(subject) or value
        cells.append(Cell(one, value))
    return Line(subject.pk, tuple(cells))


def _standing(meeting, told):
    sorting = meeting.sortings.filter(part=told.part).first()
    if sorting is None:
        if told.is_begun and told.is_sorted:
            return {"standing": "Urutannya sudah sama dengan urutan menurut skor."}
        return {"standing": "Urutannya belum ditetapkan menurut skor."}
    by = sorting.get_by_display()
    now = [row.subject.pk for row in told.rows if row.subject.pk in sorting.after]
    if now != [pk for pk in sorting.after if pk in now]:
        return {"standing": f"Diurutkan menurut {by}, lalu diubah dengan tangan."}
    if by == "skor" and not told.is_sorted:
        text = "Diurutkan menurut skor; nilai atau isinya berubah sesudah itu."
    else:
        text = f"Urutannya menurut {by}."
    return {"standing": text, "can_restore": True}
