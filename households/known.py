"""What is known already of households and their targets: the newest answer wins.

Of one day a monthly record wins over a change, a change over the registration; of two
records that disagree, the `x`.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from households.models import ChildRecord, PregnancyRecord, Statement
from households.models.entry import NEVER_COUNTED

Column = Statement.Column
STATUS = "status"  # N/R/K of a mother, status gizi of a child
IMMUNISATION = "immunisation"
RECORD = 2  # ranks above Statement.Origin
OF_HOUSEHOLD = {"water": Column.WATER, "latrine": Column.LATRINE}
OF_MOTHER = {"status": STATUS, "insurance": Column.INSURANCE}
OF_CHILD = {
    "nutrition": STATUS,
    "immunisation": IMMUNISATION,
    "birth_certificate": Column.CERTIFICATE,
    "insurance": Column.INSURANCE,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that holds, and since when it has been the same."""

    value: object
    since: date


NOT_ASKED = Answer("", None)


class Answers:
    """Every answer by subject and column, in order of precedence.

    A subject is ("household", id), ("pregnancy", id) or ("child", id).
    """

    def __init__(self):
        self._told = defaultdict(list)
        self._unsorted = set()

    def tell(self, subject, column, day, rank, value):
        """Keep one answer; a blank says nothing (of a posyandu: none)."""
        if value == "" or (value is None and column != Column.POSYANDU):
            return
        key = subject, str(column)
        self._told[key].append(((day, rank, str(value or "")), value))
        self._unsorted.add(key)

    def newest(self, subject, column, until=None):
        """The Answer that holds on a day (now when None), or NOT_ASKED."""
        told = self._sorted(subject, column)
        if until:
            told = [one for one in told if one[0][0] <= until]
        if not told:
            return NOT_ASKED
        value = told[-1][1]
        since = told[-1][0][0]
        for order, earlier in reversed(told):
            if earlier != value:
                break
            since = order[0]
        return Answer(value, since)

    def _sorted(self, subject, column):
        key = subject, str(column)
        told = self._told.get(key, [])
        if key in self._unsorted:
            told.sort(key=lambda one: one[0])
            self._unsorted.discard(key)
        return told

    def value(self, subject, column, until=None):
        """The value alone; "" when nothing was stated."""
        return self.newest(subject, column, until).value


def answers_of(*, households=(), pregnancies=(), children=()):
    """Read what is known of the given ids: three queries, whatever their number."""
    answers = Answers()
    _tell_statements(answers, households, pregnancies, children)
    mothers = PregnancyRecord.objects.exclude(pregnancy__exit_reason__in=NEVER_COUNTED)
    wanted = Q(pregnancy__in=pregnancies) | Q(household__in=households)
    _tell_records(answers, "pregnancy", mothers.filter(wanted), OF_MOTHER)
    records = ChildRecord.objects.exclude(child__exit_reason__in=NEVER_COUNTED)
    wanted = Q(child__in=children) | Q(household__in=households)
    _tell_records(answers, "child", records.filter(wanted), OF_CHILD)
    return answers


def of_posyandu(targets, kind, posyandu, day):
    """Those of some targets ("pregnancy" or "child") whose newest posyandu this is."""
    rows = Statement.objects.filter(
        column=Column.POSYANDU,
        stated_on__lte=day,
        **{f"{kind}__in": [target.pk for target in targets]},
    ).order_by("stated_on", "origin")
    newest = dict(rows.values_list(f"{kind}_id", "posyandu_id"))
    return [one for one in targets if newest.get(one.pk) == posyandu.pk]


def _tell_statements(answers, households, pregnancies, children):
    rows = Statement.objects.filter(
        Q(household__in=households)
        | Q(pregnancy__in=pregnancies)
        | Q(child__in=children)
    ).values_list(
        "household_id",
        "pregnancy_id",
        "child_id",
        "column",
        "stated_on",
        "origin",
        "value",
        "posyandu_id",
    )
    for household, pregnancy, child, column, day, origin, value, posyandu in rows:
        subject = _subject(household, pregnancy, child)
        told = posyandu if column == Column.POSYANDU else value
        answers.tell(subject, column, day, origin, told)


def _subject(household, pregnancy, child):
    if household:
        return "household", household
    return ("pregnancy", pregnancy) if pregnancy else ("child", child)


def _tell_records(answers, kind, records, own_columns):
    own, shared = list(own_columns), list(OF_HOUSEHOLD)
    rows = records.values_list(
        f"{kind}_id", "household_id", "visited_on", *own, *shared
    )
    for target, household, day, *cells in rows:
        for name, value in zip(own, cells, strict=False):
            answers.tell((kind, target), own_columns[name], day, RECORD, value)
        for name, value in zip(shared, cells[len(own) :], strict=True):
            subject = ("household", household)
            answers.tell(subject, OF_HOUSEHOLD[name], day, RECORD, value)
