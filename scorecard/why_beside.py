"""Mengapa angka ini? The rows beside the convergence: fathers, and PAUD after two.

They have no letters, yet the months counted and missing stand behind them as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from households.packages import CHILD_COUNSELLING, Who
from scorecard.explain import explain_all
from scorecard.matrices import Person, matrix_of
from scorecard.models import TargetQuarter
from scorecard.reading import letters_in, rules_of, scorecard_of
from scorecard.reasons import PaudMonths, unpacked_marks
from scorecard.rules import FATHERS
from scorecard.why_letters import reasons_behind
from scorecard.wording import father_words, paud_words
from villages.models import Village
from villages.quarters import Triwulan

Kind = TargetQuarter.Kind


@dataclass(frozen=True, slots=True)
class Fathers:
    """The children whose father came to counselling, and those whose did not.

    `months` tells by the child's id when he came; a snapshot may be older than that
    is kept (`keeps_months`).
    """

    absent: list[Person]
    came: list[Person]
    months: Mapping[str, str]
    keeps_months: bool


def fathers_behind(village: Village, quarter: Triwulan) -> Fathers:
    """Return the children behind the sub-row Laki."""
    bit = scorecard_of(village, quarter).rules.bit(CHILD_COUNSELLING.code)
    rows = letters_in(village, quarter).filter(kind=Kind.CHILD).select_related("child")
    came = {str(row.child.uuid): row.father_came for row in rows if row.due & bit}
    matrix = matrix_of(village, quarter, Who.CHILD)
    absent, present = (
        [p for p in matrix.people if came.get(p.uuid) is is_his]
        for is_his in (False, True)
    )
    months = {
        uuid: father_words(own[FATHERS])
        for uuid, own in reasons_behind(village, quarter, matrix).items()
        if FATHERS in own
    }
    keeps = all(p.uuid in months for p in (*absent, *present))
    return Fathers(absent, present, months, keeps)


@dataclass(frozen=True, slots=True)
class Preschoolers:
    """The letters of the children over two that PAUD counts or should.

    `months` tells by the child's id how each month is marked, as for fathers.
    """

    rows: list[TargetQuarter]
    months: Mapping[str, str]
    keeps_months: bool


def preschoolers_behind(village: Village, quarter: Triwulan) -> Preschoolers:
    """Return who stands behind the row of PAUD."""
    rows = preschool_rows(village, quarter)
    found = _marks_behind(village, quarter, rows)
    months = {uuid: paud_words(marks) for uuid, marks in found.items()}
    keeps = all(str(row.child.uuid) in months for row in rows)
    return Preschoolers(rows, months, keeps)


def preschool_rows(village: Village, quarter: Triwulan) -> list[TargetQuarter]:
    """Return the stored letters of those whom PAUD counts or should."""
    rows = letters_in(village, quarter).filter(kind=Kind.PRESCHOOL)
    rows = rows.select_related("child__household", "dusun")
    return [row for row in rows if row.paud_due or row.paud_unmarked]


def _marks_behind(village, quarter, rows) -> dict[str, PaudMonths]:
    """Of a final quarter as its snapshot froze them; an old one kept none."""
    mark = village.quarters.of(quarter).first()
    if mark is None or not mark.is_final:
        return marks_of(village, quarter, rows)
    kept = mark.snapshots.latest("pk").content.get("paud", {})
    return {uuid: unpacked_marks(marks) for uuid, marks in kept.items()}


def marks_of(village: Village, quarter: Triwulan, rows) -> dict[str, PaudMonths]:
    """Return the months of PAUD behind stored letters, by the child's id."""
    if not rows:
        return {}
    rules = rules_of(village.quarters.of(quarter).first(), quarter)
    # A village's letters are stored as a whole, so that they share their day.
    judged = explain_all([row.child for row in rows], quarter, rows[0].as_of, rules)
    return {
        str(child.uuid): found.paud_months for child, found in judged.items() if found
    }
