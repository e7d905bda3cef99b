"""Saves women, pregnancies and children, and to which household each belongs when."""

from collections import defaultdict
from datetime import date
from typing import Any

from households.models import (
    ChildRecord,
    Membership,
    Person,
    Pregnancy,
    PregnancyRecord,
    WorkbookKey,
)

from .columns import CHILDREN, PREGNANCIES
from .merging import Entry
from .saving import BATCH, Saving, columns_of
from .saving_statements import save_registrations

Stays = list[tuple[date, int]]  # from when, which household; earliest first


def save(saving: Saving):
    """Save the people of the workbook."""
    _save_women(saving)
    _save_pregnancies(saving)
    _save_children(saving)


# --- women ---


def _save_women(saving):
    """A person for every id_orang; several pregnancies are hers."""
    hers: dict[Any, list[Entry]] = defaultdict(list)
    for entry in saving.book.entries(PREGNANCIES.name):
        hers[entry.woman].append(entry)
        if isinstance(entry.woman, int):
            saving.women[entry.woman] = entry.woman
    hers = {
        woman: sorted(rows, key=lambda row: row.values["tanggal_daftar"])
        for woman, rows in hers.items()
        if any(row.is_changed for row in rows)
    }
    new = {woman: rows for woman, rows in hers.items() if woman not in saving.women}
    people = [
        saving.born_by(Person, sex=Person.Sex.FEMALE, **_woman_fields(saving, rows))
        for rows in new.values()
    ]
    saved = Person.objects.bulk_create(people, batch_size=BATCH)
    for woman, row in zip(new, saved, strict=True):
        saving.women[woman] = row.pk
    _update_women(saving, {w: r for w, r in hers.items() if w not in new})
    _remember_women(saving, hers)
    settle(saving, [(saving.women[w], rows) for w, rows in hers.items()])


def _woman_fields(saving, rows):
    """What her rows tell of her; the newest knows best where she lives."""
    last = rows[-1].values
    return {
        "household_id": saving.home_pk(last["id_rt"]),
        "name": last["nama"],
        "nik": last["nik"] or "",
        "born_on": last["tanggal_lahir"],
        "registered_on": rows[0].values["tanggal_daftar"],
    }


def _update_women(saving, hers):
    people = Person.objects.in_bulk(list(hers))
    for pk, rows in hers.items():
        told = _woman_fields(saving, rows)
        for name in ("name", "nik", "born_on"):
            setattr(people[pk], name, told[name])
        people[pk].version += 1
    Person.objects.bulk_update(
        people.values(), ["name", "nik", "born_on", "version"], batch_size=BATCH
    )


def _remember_women(saving, hers):
    known = set(
        WorkbookKey.objects.filter(
            village=saving.village, kind=WorkbookKey.Kind.WOMAN
        ).values_list("object_id", flat=True)
    )
    for woman, rows in hers.items():
        keys = {row.values["id_orang"] for row in rows if row.row is not None} - {None}
        if keys and saving.women[woman] not in known:
            saving.remember(WorkbookKey.Kind.WOMAN, keys.pop(), saving.women[woman])


# --- pregnancies and children ---


def _save_pregnancies(saving):
    entries = saving.changed(PREGNANCIES)
    new = [entry for entry in entries if entry.before is None]
    rows = [
        saving.born_by(
            Pregnancy, woman_id=saving.women[entry.woman], **columns_of(entry)
        )
        for entry in new
    ]
    saving.create(Pregnancy, rows, new)
    for entry in new:
        saving.remember(WorkbookKey.Kind.PREGNANCY, entry.key, entry.pk)
    old = [entry for entry in entries if entry.before is not None]
    saving.update(Pregnancy, old, columns_of)
    save_registrations(saving, PREGNANCIES, entries)


def _save_children(saving):
    def values_of(entry):
        key = entry.values["id_ibu"]
        if entry.before is not None and entry.before["id_ibu"] == key:
            return columns_of(entry)  # a mother chosen on a page stays
        pregnancy = saving.book.find(PREGNANCIES.name, key)
        return columns_of(entry) | {
            "birth_pregnancy_id": pregnancy and pregnancy.pk,
            "mother_id": pregnancy and saving.women[pregnancy.woman],
        }

    entries = saving.changed(CHILDREN)
    new = [entry for entry in entries if entry.before is None]
    rows = [
        saving.born_by(
            Person,
            is_child=True,
            household_id=saving.home_pk(entry.values["id_rt"]),
            **values_of(entry),
        )
        for entry in new
    ]
    saving.create(Person, rows, new)
    for entry in new:
        saving.remember(WorkbookKey.Kind.CHILD, entry.key, entry.pk)
    old = [entry for entry in entries if entry.before is not None]
    saving.update(Person, old, values_of)
    save_registrations(saving, CHILDREN, entries)
    settle(saving, [(entry.pk, [entry]) for entry in entries])


# --- households of a person ---


def settle(saving, people):
    """Let each person belong where the rows say; `people` are (person, rows)."""
    known: dict[int, Stays] = defaultdict(list)
    rows = Membership.objects.filter(person__household__village=saving.village)
    for person, day, home in rows.order_by("from_on").values_list(
        "person_id", "from_on", "household_id"
    ):
        known[person].append((day, home))
    moved = {}
    for person, entries in people:
        after = _stays_after(saving, known.get(person, []), entries)
        if after != known.get(person):
            moved[person] = after
    Membership.objects.filter(
        person_id__in=[person for person in moved if person in known]
    ).delete()
    Membership.objects.bulk_create(
        [
            Membership(person_id=person, from_on=day, household_id=home)
            for person, stays in moved.items()
            for day, home in stays
        ],
        batch_size=BATCH,
    )
    _follow(moved, {person for person in moved if person in known})


def _stays_after(saving, known: Stays, entries) -> Stays:
    """What the rows tell; a move that was entered on a page keeps its day."""
    told = _stays(saving, [entry.values for entry in entries])
    earlier = [e.before for e in entries if e.before is not None]
    if not known or known == _stays(saving, earlier):
        return told
    (_, first), *rest = known
    stays = [
        (min(told[0][0], known[0][0]) if not earlier else told[0][0], first),
        *rest,
    ]
    if told[-1][1] != stays[-1][1]:
        if told[-1][0] > stays[-1][0]:
            stays.append(told[-1])
        else:
            stays[-1] = (stays[-1][0], told[-1][1])
    return stays


def _stays(saving, rows) -> Stays:
    stays: Stays = []
    for values in rows:
        home = saving.home_pk(values["id_rt"])
        if not stays or stays[-1][1] != home:
            stays.append((values["tanggal_daftar"], home))
    return stays


def home_on(stays: Stays, day: date) -> int:
    """The household on a day; before the first, the first."""
    homes = [home for since, home in stays if since <= day]
    return homes[-1] if homes else stays[0][1]


def _follow(moved: dict[int, Stays], people):
    """A person's row and records go to the households of their days."""
    rows = Person.objects.in_bulk(list(people))
    for pk, row in rows.items():
        row.household_id = moved[pk][-1][1]
        row.registered_on = moved[pk][0][0]
    Person.objects.bulk_update(
        rows.values(), ["household", "registered_on"], batch_size=BATCH
    )
    for model, owner in (
        (ChildRecord, "child_id"),
        (PregnancyRecord, "pregnancy__woman_id"),
    ):
        records = model.objects.filter(**{f"{owner}__in": list(people)})
        stale = []
        for record in records.select_related(*_related(owner)):
            person = record.pregnancy.woman_id if "__" in owner else record.child_id
            home = home_on(moved[person], record.visited_on)
            if record.household_id != home:
                record.household_id = home
                stale.append(record)
        model.objects.bulk_update(stale, ["household"], batch_size=BATCH)


def _related(owner):
    return ["pregnancy"] if "__" in owner else []
