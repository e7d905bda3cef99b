"""Who is still due in a month: their keys in the order of urgency, and no history.

The next person after a save and the late of earlier months are found here, with two
queries whatever the village holds; `tasklist` tells the whole month.
"""

from collections import namedtuple
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, Subquery

from households.ages import add_months, born_on_or_before, last_of_month
from households.models import (
    ChildRecord,
    NotReached,
    Person,
    Pregnancy,
    PregnancyRecord,
    Quarter,
    Statement,
)
from households.packages import COLUMNS, Who
from households.people import age_of, stage_of
from households.plausible import GROUP_MONTHS
from households.plausible_births import NIFAS_DAYS
from households.tasklist import (
    MEASURED_WITHIN,
    RISKS,
    day_of,
    grown,
    there,
    urgency,
    with_child,
)
from villages.prepared import Prepared
from villages.quarters import Triwulan

LATE_MONTHS = 3  # that ended; older ones are found in Tugas by their month
TIMELY_UNTIL = 5  # day of the following month up to which an entry is in time

Baby = namedtuple("Baby", "born_on")
Expecting = namedtuple("Expecting", "due_on ended_on outcome")


@dataclass(frozen=True)
class Due:
    """One target without a record of the month."""

    who: Who
    target_id: int
    name: str
    dusun_id: int
    dusun: str
    registered_on: date
    status: str
    last_visit: date | None
    missed_on: date | None
    posyandu_id: int | None
    month: date
    day: date
    about: Baby | Expecting

    @property
    def is_mother(self):
        return self.who is Who.MOTHER

    @property
    def risk(self):
        """In words, "" when none is known."""
        return RISKS.get(self.status, "")

    @property
    def detail(self):
        """How far the pregnancy or how old the child was."""
        if self.is_mother:
            return stage_of(self.about, self.day)
        return f"anak {age_of(self.about, self.day)}"

    @property
    def urgency(self):
        return urgency(self)


def has_content(who):
    """The condition under which a record shows that somebody came, as in packages."""
    columns, found = COLUMNS[who], Q()
    for tick in columns.ticks:
        found |= Q(**{f"{tick}__in": ["v", "x"]})
    for number in columns.numbers:
        found |= Q(**{f"{number}__isnull": False})
    for _, count in columns.counts:
        found |= Q(**{f"{count}__gt": 0})
    return found


KEYS = ("registered_on", "status_then", "seen_on", "missed_on", "goes_to")


def _open(targets, kind, records, status, who, month, day, since, ends):
    """Targets of a query without a record of the month, told what orders them."""
    mine = records.filter(**{kind: OuterRef("pk")})
    told = mine.filter(month__lte=month, visited_on__lte=day).exclude(**{status: ""})
    lately = mine.filter(month__gte=since, month__lte=month)
    missed = NotReached.objects.filter(
        visited_on__gte=month, visited_on__lte=ends, **{kind: OuterRef("pk")}
    )
    posyandu = Statement.objects.filter(
        column=Statement.Column.POSYANDU, stated_on__lte=day, **{kind: OuterRef("pk")}
    )
    return targets.filter(~Exists(mine.filter(has_content(who), month=month))).annotate(
        status_then=_first(told.order_by("-month"), status),
        seen_on=_first(lately.order_by("-month"), "visited_on"),
        missed_on=_first(missed.order_by("-visited_on"), "visited_on"),
        goes_to=_first(posyandu.order_by("-stated_on", "-origin"), "posyandu"),
    )


def _first(rows, column):
    return Subquery(rows.values(column)[:1])


def _mothers(village, month, day, since, ends, nifas_since):
    mothers = Pregnancy.objects.filter(
        with_child(nifas_since, day), there(day), woman__household__village=village
    )
    home = "woman__household__dusun"
    columns = ("pk", "woman__name", home, f"{home}__name", *KEYS)
    return _open(
        mothers,
        "pregnancy",
        PregnancyRecord.objects,
        "status",
        Who.MOTHER,
        *(month, day, since, ends),
    ).values_list(*columns, *Expecting._fields)


def _children(village, month, day, since, ends, youngest, oldest):
    children = Person.objects.filter(
        grown(youngest, oldest), there(day), household__village=village, is_child=True
    )
    home = "household__dusun"
    columns = ("pk", "name", home, f"{home}__name", *KEYS)
    return _open(
        children,
        "child",
        ChildRecord.objects,
        "nutrition",
        Who.CHILD,
        *(month, day, since, ends),
    ).values_list(*columns, *Baby._fields)


_SHARED = {
    "village": -1,
    "month": date(1, 1, 1),
    "day": date(1, 1, 2),
    "since": date(1, 1, 3),
    "ends": date(1, 1, 4),
}
MOTHERS = Prepared(_mothers, **_SHARED, nifas_since=date(1, 1, 5))
CHILDREN = Prepared(_children, **_SHARED, youngest=date(1, 1, 5), oldest=date(1, 1, 6))


def open_of(village, month, *, today, dusun=None, posyandu=None):
    """Everybody without a record of the month, the most urgent first."""
    day = day_of(month, today)
    shared = {
        "village": village.pk,
        "month": month,
        "day": day,
        "since": add_months(month, 1 - MEASURED_WITHIN),
        "ends": last_of_month(month),
    }
    mothers = MOTHERS.rows(**shared, nifas_since=month - timedelta(days=NIFAS_DAYS))
    children = CHILDREN.rows(
        **shared,
        youngest=born_on_or_before(day, 0),
        oldest=born_on_or_before(day, GROUP_MONTHS),
    )
    found = [
        *(_due(Who.MOTHER, Expecting, row, month, day) for row in mothers),
        *(_due(Who.CHILD, Baby, row, month, day) for row in children),
    ]
    mine = (due for due in found if _is_in(due, dusun, posyandu))
    return sorted(mine, key=lambda due: due.urgency)


def _due(who, kind, row, month, day):
    about = len(row) - len(kind._fields)
    return Due(who, *row[:about], month, day, kind(*row[about:]))


def _is_in(due, dusun, posyandu):
    if dusun and due.dusun_id != dusun:
        return False
    return not posyandu or due.posyandu_id == posyandu


def next_due(village, month, *, today, dusun=None, posyandu=None, but=None):
    """The most urgent Due who is not `but` (a pregnancy or child); None when done."""
    found = open_of(village, month, today=today, dusun=dusun, posyandu=posyandu)
    return next((due for due in found if not _is_about(due, but)), None)


def _is_about(due, target):
    if target is None or due.target_id != target.pk:
        return False
    return due.is_mother == isinstance(target, Pregnancy)


def timely_until(month):
    """The last day on which an entry of the month is in time."""
    return add_months(month, 1).replace(day=TIMELY_UNTIL)


def late_of(village, *, today, dusun=None, posyandu=None):
    """[(month, its open Dues)] of the months that ended, the newest first.

    Nobody is late for the month in which he was registered, nor for one of a quarter
    that is final, which takes nothing any more.
    """
    running = today.replace(day=1)
    months = [add_months(running, -back) for back in range(1, LATE_MONTHS + 1)]
    final = _final_quarters(village)
    found = []
    for month in months:
        if Triwulan.of(month) in final:
            continue
        rows = open_of(village, month, today=today, dusun=dusun, posyandu=posyandu)
        found.append((month, [due for due in rows if due.registered_on < month]))
    return [(month, rows) for month, rows in found if rows]


def _final_quarters(village):
    rows = Quarter.objects.filter(village=village, state=Quarter.State.FINAL)
    return {quarter.triwulan for quarter in rows.only("year", "number")}
