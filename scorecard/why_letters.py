"""Mengapa huruf ini? What each letter of a target rests on, month by month.

Of a running quarter it is worked out from the rows, for everybody at once; of a final
one it is read as its snapshot froze it.
"""

from collections.abc import Mapping

from scorecard.explain import ABOUT, explain_all
from scorecard.matrices import KINDS, Matrix, Person
from scorecard.models import TargetQuarter
from scorecard.reading import letters_in, rules_of
from scorecard.reasons import Reason, reasons_in, unpacked
from villages.models import Village
from villages.quarters import Triwulan

Reasons = dict[str, Mapping[str, Reason]]  # by the target's id and indicator's code


def reasons_behind(
    village: Village, quarter: Triwulan, matrix: Matrix, person: Person | None = None
) -> Reasons:
    """Return what the letters of a matrix rest on: one person's, or everybody's.

    Nothing for a snapshot that was taken before the reasons were kept.
    """
    if matrix.is_frozen:
        people = matrix.people if person is None else [person]
        return {one.uuid: unpacked(one.reasons) for one in people if one.reasons}
    only = {} if person is None else {ABOUT[matrix.who]: person.target_id}
    return reasons_of(village, quarter, kind=KINDS[matrix.who], **only)


def reasons_of(village: Village, quarter: Triwulan, **clauses) -> Reasons:
    """Return what stored letters rest on, in a constant number of queries.

    `clauses` narrow the letters: the kind, or the key of one pregnancy or child.
    """
    rows = letters_in(village, quarter).exclude(kind=TargetQuarter.Kind.PRESCHOOL)
    rows = list(rows.filter(**clauses).select_related("pregnancy__woman", "child"))
    if not rows:
        return {}
    rules = rules_of(village.quarters.of(quarter).first(), quarter)
    # A village's letters are stored as a whole, so that they share their day.
    targets, as_of = [row.pregnancy or row.child for row in rows], rows[0].as_of
    judged = explain_all(targets, quarter, as_of, rules)
    return {str(one.uuid): reasons_in(found) for one, found in judged.items() if found}
