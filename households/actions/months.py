"""Formulir 2A and 2B of a month: one row, or a whole posyandu day at once."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from households.models import ChildRecord, PregnancyRecord
from households.plausible import Span, visit_problems
from households.plausible_measures import (
    Child,
    length_problems,
    mother_problems,
    weight_problems,
)
from villages import audit
from villages.models import AuditEntry
from villages.models.entry import StaleVersion
from villages.prepared import Prepared

from .rewriting import rewrite
from .saving import Implausible, touch, villages_of_people

MOTHER_CELLS = (
    "status",
    "muac_cm",
    "checkup",
    "iron",
    "iron_pills",
    "nifas_visits",
    "counselling",
    "husband_counselling",
    "home_visit",
    "water",
    "latrine",
    "insurance",
)
CHILD_CELLS = (
    "nutrition",
    "mat",
    "immunisation",
    "measles",
    "weighing",
    "weight_kg",
    "measuring",
    "height_cm",
    "position",
    "oedema",
    "father_counselling",
    "mother_counselling",
    "home_visit",
    "water",
    "latrine",
    "birth_certificate",
    "insurance",
    "parenting",
)


class MonthRecorded(Exception):
    """The target has a record in that month already; nothing was saved."""

    def __init__(self, saved):
        super().__init__(
            "Bulan ini sudah dicatat. Buka catatan yang ada bila perlu diperbaiki."
        )
        self.saved = saved


@dataclass
class Month:
    """One row of a monthly form as typed; afterwards, what became of it.

    `cells` are columns by name; those left out stay as they are. `refusal` is an
    Implausible, a StaleVersion or a MonthRecorded, and then nothing of the row was
    saved.
    """

    target: object  # a Pregnancy or a child (Person)
    visited_on: object
    cells: dict
    uuid: object = None
    version: int | None = None
    recorded_at: object = None
    record: object = None
    refusal: Exception | None = field(default=None)
    is_changed: bool = False

    @property
    def month(self):
        return self.visited_on.replace(day=1)


@dataclass(frozen=True)
class Form:
    """Which table, column and rules a monthly form has."""

    model: type
    target: str
    cells: tuple
    problems: object
    person_of: object
    keys: Prepared  # of the records of one target, month and uuid


def _span(target):
    return Span(target.registered_on, target.exited_on, target.exit_reason)


def mother_month_problems(pregnancy, visited_on, cells, today):
    """What cannot be of one row of Formulir 2A."""
    counts = {name: cells.get(name) for name in _COUNTED}
    visit = visit_problems(visited_on, _span(pregnancy), today)
    return [*visit, *mother_problems(**counts)]


_COUNTED = ("muac_cm", "iron_pills", "nifas_visits")


def child_month_problems(child, visited_on, cells, today):
    """What cannot be of one row of Formulir 2B."""
    problems = visit_problems(visited_on, _span(child), today, born_on=child.born_on)
    if visited_on < child.born_on:
        return problems
    measured = Child.of(child.sex, child.born_on, visited_on)
    return [
        *problems,
        *weight_problems(cells.get("weight_kg"), measured),
        *length_problems(cells.get("height_cm"), measured),
    ]


def _found_by(model, name, targets, months, uuids):
    """Records of the targets' months, and those made with the uuids."""
    mine = Q(**{f"{name}__in": targets, "month__in": months})
    return model.objects.filter(mine | Q(uuid__in=uuids))


def _keys(model, name):
    def of_one(target, month, uuid):
        return _found_by(model, name, [target], [month], [uuid]).values_list("pk")

    return Prepared(of_one, target=-1, month=date.min, uuid=UUID(int=0))


MOTHERS = Form(
    PregnancyRecord,
    "pregnancy",
    MOTHER_CELLS,
    mother_month_problems,
    lambda pregnancy: pregnancy.woman,
    _keys(PregnancyRecord, "pregnancy"),
)
CHILDREN = Form(
    ChildRecord,
    "child",
    CHILD_CELLS,
    child_month_problems,
    lambda child: child,
    _keys(ChildRecord, "child"),
)


def record_pregnancy_month(
    pregnancy,
    *,
    by,
    visited_on,
    uuid=None,
    version=None,
    recorded_at=None,
    today=None,
    **cells,
):
    """Save Formulir 2A of one month.

    A known uuid with the version it was opened with changes the row; a repeated post
    changes nothing. Raises Implausible, QuarterFinal, StaleVersion, MonthRecorded.
    """
    row = Month(pregnancy, visited_on, cells, uuid, version, recorded_at)
    return _save_one(MOTHERS, row, by=by, today=today)


def record_child_month(
    child,
    *,
    by,
    visited_on,
    uuid=None,
    version=None,
    recorded_at=None,
    today=None,
    **cells,
):
    """Save Formulir 2B of one month; as record_pregnancy_month()."""
    row = Month(child, visited_on, cells, uuid, version, recorded_at)
    return _save_one(CHILDREN, row, by=by, today=today)


def _save_one(form, row, *, by, today):
    village = form.person_of(row.target).household.village
    _save(form, [row], village=village, by=by, today=today or village.today())
    if row.refusal:
        raise row.refusal
    return row.record


def record_child_months(rows, *, village, by, today=None):
    """Save a posyandu day of `Month` rows with a few statements, whatever their number.

    Each row is saved or carries its own refusal. Raises QuarterFinal for the whole.
    """
    _save(CHILDREN, rows, village=village, by=by, today=today or village.today())
    return rows


def record_pregnancy_months(rows, *, village, by, today=None):
    """Save the mothers of a posyandu day; as record_child_months()."""
    _save(MOTHERS, rows, village=village, by=by, today=today or village.today())
    return rows


def _save(form, rows, *, village, by, today):
    for row in rows:
        _refuse_implausible(form, row, today)
    rows = [row for row in rows if not row.refusal]
    for _ in range(TRIES):
        try:
            return _save_at_once(form, rows, village=village, by=by, today=today)
        except (_Overtaken, IntegrityError):
            rows = [row for row in rows if not row.refusal]
    return _save_at_once(form, rows, village=village, by=by, today=today)


class _Overtaken(Exception):
    """Somebody saved one of the rows between our look and our lock."""


TRIES = 3  # a rival saves a month once; a second look finds his row


@transaction.atomic
def _save_at_once(form, rows, *, village, by, today):
    """Look, mark the quarters, write. Raises QuarterFinal; _Overtaken, IntegrityError
    when under the quarters' locks the rows are no longer what the look found."""
    _decide(form, rows)
    rows = [row for row in rows if row.is_changed]
    if not rows:
        return
    days = {row.visited_on for row in rows}
    days |= {row.record.visited_on for row in rows if row.record}
    homes = villages_of_people(*{form.person_of(row.target) for row in rows})
    touch(homes, since=min(days), dated=days, today=today)
    _write(form, rows, homes, village=village, by=by)


def _refuse_implausible(form, row, today):
    problems = form.problems(row.target, row.visited_on, row.cells, today)
    if problems:
        row.refusal = Implausible(problems)


def _decide(form, rows):
    """What each row is: new, a change, a repetition, stale, or second of its month."""
    by_uuid, by_month, taken = {}, {}, set()
    target_id = f"{form.target}_id"
    targets = {row.target.pk for row in rows}
    for record in _found(form, rows, targets):
        if getattr(record, target_id) not in targets:
            taken.add(str(record.uuid))
            continue
        by_uuid[getattr(record, target_id), str(record.uuid)] = record
        by_month[getattr(record, target_id), record.month] = record
    for row in rows:
        if str(row.uuid) in taken:
            row.uuid = None
        saved = by_uuid.get((row.target.pk, str(row.uuid)))
        _decide_one(row, saved, by_month.get((row.target.pk, row.month)))


def _found(form, rows, targets):
    """The records of the rows' months and uuids; of new rows the keys first, as
    mostly there is none."""
    if len(rows) == 1 and not rows[0].version and isinstance(rows[0].uuid, UUID):
        row = rows[0]
        keys = form.keys.rows(target=row.target.pk, month=row.month, uuid=row.uuid)
        return form.model.objects.filter(pk__in=[pk for (pk,) in keys]) if keys else ()
    months = {row.month for row in rows}
    uuids = [row.uuid for row in rows if row.uuid]
    records = _found_by(form.model, form.target, targets, months, uuids)
    if any(row.version for row in rows):
        return records
    found = [pk for (pk,) in records.values_list("pk")]
    return form.model.objects.filter(pk__in=found) if found else ()


def _decide_one(row, saved, other):
    row.record, row.is_changed = saved, False
    if saved and _says_the_same(saved, row):
        return
    if saved and saved.version != row.version:
        row.refusal = StaleVersion(saved)
    elif other and (saved is None or other.pk != saved.pk):
        row.refusal = MonthRecorded(other)
    else:
        row.is_changed = True


def _says_the_same(saved, row):
    cells = {**row.cells, "visited_on": row.visited_on}
    return all(getattr(saved, name) == value for name, value in cells.items())


def _write(form, rows, homes, *, village, by):
    """A new row has the table's constraints to guard it, an old one its version."""
    lines, new, old, changed = [], [], [], {*_SAVED}
    for row in rows:
        act = AuditEntry.Act.CHANGE if row.record else AuditEntry.Act.CREATE
        is_new, row.record = not row.record, row.record or _new_record(form, row)
        (new if is_new else old).append(row.record)
        changes = _fill(form, row, homes, by)
        changed |= set() if is_new else changes.keys()
        lines.append((act, row.record, changes))
    form.model.objects.bulk_create(new)
    if old and len(rewrite(old, sorted(changed))) < len(old):
        raise _Overtaken
    AuditEntry.objects.bulk_create(
        audit.line(act, record, village=village, by=by, changes=changes)
        for act, record, changes in lines
    )


_SAVED = ("visited_on", "month", "household", "recorded_by", "recorded_at")


def _new_record(form, row):
    made_with = {"uuid": row.uuid} if row.uuid else {}
    return form.model(**{form.target: row.target}, **made_with)


def _fill(form, row, homes, by):
    """Put the row's cells into its record; returns {cell: [old, new]}."""
    record = row.record
    typed = {"visited_on": row.visited_on, **row.cells}
    names = [name for name, value in typed.items() if getattr(record, name) != value]
    before = audit.values_of(record, names)
    for name in names:
        setattr(record, name, typed[name])
    person = form.person_of(row.target)
    record.month = row.month
    home = homes.home_on(person.pk, row.visited_on, person.household_id)
    record.household_id = home
    record.recorded_by = by
    record.recorded_at = row.recorded_at or record.recorded_at
    return audit.difference(before, audit.values_of(record, names))
