"""Tugas bulan ini: who is due this month and not recorded, the riskiest first."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from households import known
from households.ages import (
    add_months,
    born_on_or_before,
    last_of_month,
)
from households.models import (
    ChildRecord,
    NotReached,
    PaudMonth,
    Person,
    Pregnancy,
    PregnancyRecord,
    Statement,
)
from households.models.entry import NEVER_COUNTED
from households.packages import COLUMNS, Situation, Who, due_this_month, services_for
from households.people import age_of, stage_of, visit_in_vain
from households.plausible import GROUP_MONTHS, OLDEST_MONTHS
from households.plausible_births import MISCARRIAGE, NIFAS_DAYS

RISKS = {"R": "risti", "K": "KEK", "GK": "gizi kurang", "GB": "gizi buruk"}
RISKS |= {"S": "stunting", "GK+S": "gizi kurang, stunting"}
RISKS |= {"GB+S": "gizi buruk, stunting"}
HELD_BY_HOUSEHOLD = {
    "air_ibu": Statement.Column.WATER,
    "air_anak": Statement.Column.WATER,
    "jamban_ibu": Statement.Column.LATRINE,
    "jamban_anak": Statement.Column.LATRINE,
}
HELD_BY_TARGET = {
    "jaminan_ibu": Statement.Column.INSURANCE,
    "jaminan_anak": Statement.Column.INSURANCE,
    "akta": Statement.Column.CERTIFICATE,
    "imunisasi": known.IMMUNISATION,
}
# The services as a KPM says them, for a line on a phone.
SHORT = {
    "anc": "periksa",
    "fe": "pil Fe",
    "nifas": "nifas",
    "kelas_ibu": "kelas ibu",
    "kunjungan_ibu": "kunjungan rumah",
    "air_ibu": "air bersih",
    "jamban_ibu": "jamban",
    "jaminan_ibu": "jaminan",
    "imunisasi": "imunisasi",
    "timbang": "timbang",
    "ukur": "ukur",
    "konseling_anak": "konseling",
    "kunjungan_anak": "kunjungan rumah",
    "air_anak": "air bersih",
    "jamban_anak": "jamban",
    "akta": "akta",
    "jaminan_anak": "jaminan",
    "pengasuhan": "pengasuhan",
}
MEASURED_WITHIN = 6  # calendar months, Formulir 3B, ukur


@dataclass
class Task:
    """One target of a month: what the month asks for, and what was recorded."""

    who: Who
    target: object
    name: str
    detail: str
    risk: str = ""  # in words, "" when none is known
    posyandu_id: int | None = None
    record: dict | None = None
    last_visit: object = None
    missing: list = field(default_factory=list)  # services not received, in short
    missed: NotReached | None = None  # the newest visit of the month in vain

    @property
    def is_mother(self):
        return self.who is Who.MOTHER

    @property
    def household(self):
        return (self.target.woman if self.is_mother else self.target).household

    @property
    def is_recorded(self):
        """Whether somebody came: a status or a colour alone is no visit."""
        return self.record is not None

    @property
    def missed_words(self):
        """As in "dikunjungi 12 Nov, menolak"; "" when nobody came in vain."""
        return visit_in_vain(self.missed) if self.missed else ""

    @property
    def target_id(self):
        return self.target.pk

    @property
    def missed_on(self):
        """When somebody came in vain this month, None otherwise."""
        return self.missed and self.missed.visited_on

    @property
    def urgency(self):
        return urgency(self)


def urgency(due):
    """Risks first, then who was not seen for longest; who was missed is tried again
    after all others."""
    seen = due.last_visit.toordinal() if due.last_visit else 0
    return bool(due.missed_on), not due.risk, seen, due.name.lower(), due.target_id


@dataclass
class TaskList:
    """The tasks of a village and month."""

    month: object
    tasks: list

    @property
    def open(self):
        return sorted(
            (task for task in self.tasks if not task.is_recorded),
            key=lambda task: task.urgency,
        )

    @property
    def urgent(self):
        return [task for task in self.open if task.risk and not task.missed]

    @property
    def others(self):
        return [task for task in self.open if not task.risk and not task.missed]

    @property
    def again(self):
        """Who was visited in vain this month."""
        return [task for task in self.open if task.missed]

    @property
    def recorded(self):
        done = [task for task in self.tasks if task.is_recorded]
        return sorted(done, key=lambda task: task.name.lower())

    def within(self, dusun=None, posyandu=None):
        """The list of one dusun or posyandu id, or of all."""
        mine = [task for task in self.tasks if _is_in(task, dusun, posyandu)]
        return TaskList(self.month, mine)

    def next_after(self, target=None):
        """The most urgent open task that is not about `target`; None when done."""
        return next((task for task in self.open if task.target != target), None)


def day_of(month, today):
    """The day a month is looked at: its last, or today while it runs."""
    return min(last_of_month(month), today)


def with_child(nifas_since, day):
    """Of pregnancies: those going on upon a day, or in nifas."""
    going_on = Q(ended_on=None) | Q(ended_on__gt=day)
    in_nifas = Q(ended_on__lte=day, ended_on__gte=nifas_since)
    return going_on | (in_nifas & ~Q(outcome=MISCARRIAGE))


def grown(youngest, oldest):
    """Of children: those born after `oldest` and up to `youngest`."""
    return Q(born_on__lte=youngest, born_on__gt=oldest)


def there(day):
    """Of targets: in the register on a day; wrong data never were."""
    stays = Q(exited_on=None) | Q(exited_on__gt=day)
    return Q(registered_on__lte=day) & stays & ~Q(exit_reason__in=NEVER_COUNTED)


def mothers_on(village, month, day):
    """Pregnancies and mothers in nifas of the village on a day of the month."""
    since = month - timedelta(days=NIFAS_DAYS)
    return (
        Pregnancy.objects.filter(with_child(since, day), there(day))
        .filter(woman__household__village=village)
        .select_related("woman__household__dusun")
    )


def children_on(village, day, months=(0, GROUP_MONTHS)):
    """Children of the village of so many completed months on a day."""
    youngest, oldest = (born_on_or_before(day, limit) for limit in months)
    return (
        Person.objects.filter(household__village=village, is_child=True)
        .filter(there(day), grown(youngest, oldest))
        .select_related("household__dusun")
    )


def preschoolers_on(village, day):
    """Children of 2 to 6 years: Formulir 2C."""
    return children_on(village, day, (GROUP_MONTHS, OLDEST_MONTHS))


def unmarked_on(village, month, today):
    """Children of 2 to 6 years without a mark in a month (its first day) of 2C."""
    marks = PaudMonth.objects.filter(child=OuterRef("pk"), month=month)
    # NOT IN would first gather every child of the country that has a mark.
    return preschoolers_on(village, day_of(month, today)).filter(~Exists(marks))


def tasks_of(village, month, *, today, dusun=None, posyandu=None):
    """The TaskList of a month (its first day), for a dusun or posyandu id or for all.

    The number of queries does not depend on the number of targets.
    """
    day = day_of(month, today)
    mothers = list(mothers_on(village, month, day))
    children = list(children_on(village, day))
    people = [mother.woman for mother in mothers] + children
    answers = known.answers_of(
        households={person.household_id for person in people},
        pregnancies=[mother.pk for mother in mothers],
        children=[child.pk for child in children],
    )
    tasks = [
        *_mother_tasks(mothers, month, day, answers),
        *_child_tasks(children, month, day, answers),
    ]
    _tell_missed(tasks, month)
    return TaskList(month, tasks).within(dusun, posyandu)


def _tell_missed(tasks, month):
    """Put to each task the newest visit of the month that reached nobody."""
    rows = NotReached.objects.filter(
        Q(pregnancy__in=[task.target_id for task in tasks if task.is_mother])
        | Q(child__in=[task.target_id for task in tasks if not task.is_mother]),
        visited_on__gte=month,
        visited_on__lte=last_of_month(month),
    ).order_by("visited_on")
    newest = {(row.pregnancy_id, row.child_id): row for row in rows}
    for task in tasks:
        pair = (task.target_id, None) if task.is_mother else (None, task.target_id)
        task.missed = newest.get(pair)


def _is_in(task, dusun, posyandu):
    if dusun and task.household.dusun_id != dusun:
        return False
    return not posyandu or task.posyandu_id == posyandu


def _mother_tasks(mothers, month, day, answers):
    records = _records(PregnancyRecord, "pregnancy", mothers, month, Who.MOTHER)
    for mother in mothers:
        is_delivered = bool(mother.ended_on and mother.ended_on <= day)
        task = Task(Who.MOTHER, mother, mother.woman.name, stage_of(mother, day))
        situation = Situation(
            is_at_risk=_was_at_risk(("pregnancy", mother.pk), month, answers),
            is_delivered=is_delivered,
            held=_held(("pregnancy", mother.pk), mother.woman.household_id, answers),
        )
        yield _filled(task, ("pregnancy", mother.pk), situation, records, day, answers)


def _child_tasks(children, month, day, answers):
    records = _records(ChildRecord, "child", children, month, Who.CHILD)
    for child in children:
        task = Task(Who.CHILD, child, child.name, f"anak {age_of(child, day)}")
        subject = ("child", child.pk)
        held = _held(subject, child.household_id, answers)
        if _is_measured(child, records.get(child.pk, []), month):
            held |= {"ukur"}
        situation = Situation(
            is_at_risk=_was_at_risk(subject, month, answers),
            age_days=(day - child.born_on).days,
            held=held,
        )
        yield _filled(task, subject, situation, records, day, answers)


def _records(model, kind, targets, month, who):
    """Per target its records of the last six months up to this one, oldest first."""
    since = add_months(month, 1 - MEASURED_WITHIN)
    columns = COLUMNS[who]
    names = [*columns.ticks, *columns.numbers, *(count for _, count in columns.counts)]
    rows = model.objects.filter(
        **{f"{kind}__in": [target.pk for target in targets]},
        month__gte=since,
        month__lte=month,
    ).order_by("month")
    found = {}
    for row in rows.values(f"{kind}_id", "month", "visited_on", *names):
        found.setdefault(row[f"{kind}_id"], []).append(row)
    return found


def _filled(task, subject, situation, records, day, answers):
    mine = records.get(task.target.pk, [])
    month = day.replace(day=1)
    this = next((row for row in mine if row["month"] == month), None)
    if this and COLUMNS[task.who].has_content(this):
        task.record = this
    task.last_visit = mine[-1]["visited_on"] if mine else None
    task.risk = RISKS.get(answers.value(subject, known.STATUS, day), "")
    task.posyandu_id = answers.value(subject, Statement.Column.POSYANDU, day) or None
    task.missing = [
        SHORT[service.code]
        for service in due_this_month(task.who, situation)
        if not service.is_received(this or {})
    ]
    return task


def _was_at_risk(subject, month, answers):
    before = month - timedelta(days=1)
    return answers.value(subject, known.STATUS, before) in RISKS


def _held(subject, household_id, answers):
    household = ("household", household_id)
    held = {
        code
        for code, column in HELD_BY_HOUSEHOLD.items()
        if answers.value(household, column) == "v"
    }
    held |= {
        code
        for code, column in HELD_BY_TARGET.items()
        if answers.value(subject, column) == "v"
    }
    return frozenset(held)


_MEASURING = next(s for s in services_for(Who.CHILD) if s.code == "ukur")


def _is_measured(child, records, month):
    earlier = [row for row in records if row["month"] < month]
    if any(_MEASURING.is_received(row) for row in earlier):
        return True
    born_in = child.born_on.replace(day=1)
    is_recent = born_in >= add_months(month, 1 - MEASURED_WITHIN)
    return is_recent and child.birth_length_cm is not None
