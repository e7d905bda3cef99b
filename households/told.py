"""The journal of a person told in words: who changed what, when, from what to what."""

from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q

from households.models import Household, Statement
from villages.models import AuditEntry, Dusun, Posyandu
from villages.wording import NOTHING, InvalidDate, long_date, month_and_year, parse_date

IDENTITY = ("nik", "kk_number")
HIDDEN = "(tidak ditampilkan)"
SHOWN = 100  # the newest; a whole childhood has about sixty
WORDS = {"v": "ya", "x": "tidak", "-": "belum waktunya", True: "ya", False: "tidak"}
OTHER_LABELS = {"paud": "PAUD", "dusun": "dusun", "household": "rumah tangga"}
OTHER_LABELS |= {"desa": "desa", "verified": "diverifikasi"}
NAMED_BY_ID = {"dusun": Dusun, "posyandu": Posyandu, "household": Household}


@dataclass
class Change:
    """One field: what stood there and what stands there now, as people read it."""

    label: str
    old: str
    new: str


@dataclass
class Told:
    """One line of the journal."""

    at: object
    by: object
    act: str
    kind: str
    reason: str
    changes: list


def lines_about(life):
    """The newest lines about a person and all rows that tell of him; one query."""
    villages = {one.village_id for one in life.residences}
    villages.add(life.person.household.village_id)
    entries = AuditEntry.objects.filter(village__in=villages).filter(_about(life))
    return list(entries.select_related("by")[:SHOWN])


def changes_of(household):
    """The newest changes of a household's own row; one query."""
    about = {"subject": "households.household", "subject_id": household.pk}
    entries = AuditEntry.objects.filter(**about).exclude(act=AuditEntry.Act.CREATE)
    return list(entries.select_related("by")[:SHOWN])


def _about(life):
    person = life.person
    wanted = Q(subject="households.person", subject_id=person.pk)
    wanted |= Q(subject="households.household", subject_id=person.household_id)
    for subject, rows in (
        ("pregnancy", life.pregnancies),
        ("pregnancyrecord", life.mother_records),
        ("childrecord", life.child_records),
        ("notreached", life.not_reached),
    ):
        ids = [row.pk for row in rows]
        wanted |= Q(subject=f"households.{subject}", subject_id__in=ids)
    return wanted


def printed(entries):
    """What was printed for the person, newest first: the looks that gave a reason."""
    return [one for one in entries if one.act == AuditEntry.Act.READ and one.reason]


def told(entries, *, sees_identity):
    """[Told] of the changes among the lines; at most three queries for names."""
    changes = [one for one in entries if one.act != AuditEntry.Act.READ]
    names = _names_in(changes)
    return [
        Told(
            one.at,
            one.by,
            one.get_act_display(),
            one.kind,
            one.reason,
            [_change(one, *item, names, sees_identity) for item in _shown(one)],
        )
        for one in changes
    ]


def _shown(entry):
    """What a creation wrote stands on the pages; a change is told field by field."""
    if entry.act == AuditEntry.Act.CREATE:
        return []
    return sorted(entry.changes.items())


def _change(entry, key, values, names, sees_identity):
    field, _, about = key.partition(" ")
    label = _label(entry, field)
    if about:
        label = f"{label}, {_when(about)}"
    if field in IDENTITY and not sees_identity:
        return Change(label, HIDDEN, HIDDEN)
    old, new = (_value(entry, field, value, names) for value in values)
    return Change(label, old, new)


def _label(entry, field):
    if field in OTHER_LABELS:
        return OTHER_LABELS[field]
    if field in Statement.Column.values:
        return Statement.Column(field).label
    try:
        return str(_field(entry, field).verbose_name)
    except FieldDoesNotExist:
        return field.replace("_", " ")


def _field(entry, name):
    return apps.get_model(entry.subject)._meta.get_field(name)


def _when(text):
    if len(text) == 7:  # a month
        return month_and_year(date.fromisoformat(f"{text}-01"))
    return _as_day(text) or text


def _as_day(text):
    try:
        return long_date(parse_date(text[:10])) if text[4:5] == "-" else ""
    except InvalidDate:
        return ""


def _value(entry, field, value, names):
    if value is None or value == "":
        return NOTHING
    if field in NAMED_BY_ID:
        return names.get((field, value), str(value))
    if isinstance(value, bool) or value in WORDS:
        return WORDS[value]
    text = str(value)
    return _choice(entry, field, text) or _as_day(text) or _number(text)


def _choice(entry, field, text):
    try:
        return str(dict(_field(entry, field).choices or ()).get(text, ""))
    except FieldDoesNotExist:
        return ""


def _number(text):
    """7.800 as 7,8; every other text as it is."""
    digits = text.removeprefix("-")
    if digits.count(".") == 1 and digits.replace(".", "").isdecimal():
        return text.rstrip("0").rstrip(".").replace(".", ",")
    return text


def _names_in(entries):
    """{(field, id): name} of what the journal keeps by number: a query a kind."""
    ids = {field: set() for field in NAMED_BY_ID}
    for entry in entries:
        for key, values in entry.changes.items():
            field = key.partition(" ")[0]
            if field in ids:
                ids[field] |= {value for value in values if isinstance(value, int)}
    return {
        (field, row.pk): str(row)
        for field, model in NAMED_BY_ID.items()
        for row in model.objects.filter(pk__in=ids[field])
    }
