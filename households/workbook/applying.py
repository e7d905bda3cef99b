"""Saves what a checked workbook changes: one transaction, a few statements a table."""

from collections import defaultdict

from django.db import transaction

from households.models import Household, Person, Quarter, Residence, WorkbookKey
from households.waking import wake_on_commit
from villages.models import AuditEntry, Dusun, Facility, Posyandu

from . import saving_people, saving_records, saving_statements
from .columns import (
    CHANGES,
    CHILDREN,
    FACILITIES,
    HOUSEHOLDS,
    PREGNANCIES,
    REGISTER,
)
from .examining import plain
from .facts import changed_days, earliest_day
from .merging import REFERENCES, Book
from .saving import BATCH, Saving, columns_of


@transaction.atomic
def apply(job, book: Book, *, by=None):
    """Save every changed row of a job that was looked through. Raises QuarterFinal.

    `book` is its register. Nothing is written, and no quarter touched, when nothing
    is changed.
    """
    saving = Saving(job.village, book, by, job=job)
    days = saving_records.days_of(job)
    entries = [e for sheet in REGISTER for e in saving.changed(sheet)]
    if not entries and not days:
        return
    _touch(saving, entries, days)
    _name_places(saving)
    _save_households(saving)
    saving_people.save(saving)
    saving_records.save(saving)
    _save_facilities(saving)
    _keep_keys(saving)
    _write_journal(saving, entries)
    wake_on_commit()


def _touch(saving, entries, days):
    """Mark the quarters from the earliest day on; refuse what stands in a final one."""
    since, dated = set(days), set(days)
    for entry in entries:
        target = None if _is_target(entry) else saving.book.target_of(entry)
        since.add(earliest_day(entry, target))
        dated |= {day for _, day in changed_days(entry)}
    since -= {None}
    if since:
        Quarter.objects.touch(
            _villages(saving.village),
            since=min(since),
            dated=dated,
            today=saving.village.today(),
            guards=lambda quarter, today: [saving.village.pk],
        )


def _villages(village) -> set[int]:
    """The village, and every one from which a household of it came."""
    lived = Residence.objects.filter(household__village=village)
    return {village.pk} | set(lived.values_list("village_id", flat=True).distinct())


def _is_target(entry) -> bool:
    return entry.sheet in (
        HOUSEHOLDS.name,
        PREGNANCIES.name,
        CHILDREN.name,
        FACILITIES.name,
    )


def _name_places(saving):
    """List the dusun and posyandu that the file names and the village lacks."""
    for model, names, found in (
        (Dusun, saving.book.dusuns, saving.dusuns),
        (Posyandu, saving.book.posyandus, saving.posyandus),
    ):
        known = {row.name for row in model.objects.filter(village=saving.village)}
        new = [name for name in names.values() if name not in known]
        model.objects.bulk_create(
            [model(village=saving.village, name=name) for name in new]
        )
        rows = model.objects.filter(village=saving.village)
        found.update({row.name: row for row in rows})


def _save_households(saving):
    entries = saving.changed(HOUSEHOLDS)
    now_in = _dusun_now(saving)

    def values_of(entry):
        dusun = now_in.get(entry.key, entry.values["dusun"])
        return columns_of(entry) | {"dusun_id": saving.dusuns[dusun].pk}

    new = [entry for entry in entries if entry.before is None]
    rows = [
        saving.born_by(Household, village=saving.village, **values_of(entry))
        for entry in new
    ]
    saving.create(Household, rows, new)
    for entry in new:
        saving.remember(WorkbookKey.Kind.HOUSEHOLD, entry.key, entry.pk)
    old = {entry.pk: entry for entry in entries if entry.before is not None}
    for change in saving.changed(CHANGES):
        if change.values["kolom"] == "dusun":
            home = saving.book.target_of(change)
            if home.before is not None:
                old[home.pk] = home
    saving.update(Household, list(old.values()), values_of)
    saving_statements.save_residences(saving, entries)


def _dusun_now(saving) -> dict[str, str]:
    """Household → its newest dusun, where changes were told."""
    newest: dict[str, tuple] = {}
    for entry in saving.book.entries(CHANGES.name):
        values = entry.values
        if values["kolom"] == "dusun" and _is_later(entry, saving.book):
            found = (values["tanggal"], values["nilai"])
            newest[values["id"]] = max(newest.get(values["id"], found), found)
    return {key: dusun for key, (_, dusun) in newest.items()}


def _is_later(change, book) -> bool:
    home = book.target_of(change)
    return bool(home) and change.values["tanggal"] > home.values["tanggal_daftar"]


def _save_facilities(saving):
    def values_of(entry):
        dusun = saving.dusuns.get(entry.values["dusun"])
        return columns_of(entry) | {"dusun_id": dusun and dusun.pk}

    entries = saving.changed(FACILITIES)
    new = [entry for entry in entries if entry.before is None]
    rows = [Facility(village=saving.village, **values_of(entry)) for entry in new]
    saving.create(Facility, rows, new)
    for entry in new:
        if entry.key is not None:
            saving.remember(WorkbookKey.Kind.FACILITY, entry.key, entry.pk)
    old = [entry for entry in entries if entry.before is not None]
    saving.update(Facility, old, values_of)


def _keep_keys(saving):
    """Remember the new keys; one whose row was deleted since may be used again."""
    new = {(key.kind, key.key) for key in saving.keys}
    stale = [
        pk
        for pk, kind, key in saving.village.workbook_keys.values_list(
            "pk", "kind", "key"
        )
        if (kind, key) in new
    ]
    WorkbookKey.objects.filter(pk__in=stale).delete()
    WorkbookKey.objects.bulk_create(saving.keys, batch_size=BATCH)


def _write_journal(saving, entries):
    """One line for every household, person and facility that was changed."""
    changes: dict[tuple, dict] = defaultdict(dict)
    created = set()
    for entry in entries:
        subject = _subject(saving, entry)
        changes[subject] |= _difference(entry)
        if entry.before is None and _is_target(entry):
            created.add(subject)
    for sheet, key, found in saving_records.changes_of(saving.job):
        _, owner = REFERENCES[sheet.name][0]
        changes[_subject(saving, saving.book.find(owner, key))] |= found
    _write_lines(saving, changes, created)


def _write_lines(saving, changes, created):
    acts = AuditEntry.Act
    AuditEntry.objects.bulk_create(
        (
            AuditEntry(
                by=saving.by,
                village=saving.village,
                act=acts.CREATE if subject in created else acts.CHANGE,
                subject=subject[0],
                subject_id=subject[1],
                changes=found,
                reason="impor buku kerja",
            )
            for subject, found in changes.items()
        ),
        batch_size=BATCH,
    )


def _subject(saving, entry) -> tuple[str, int]:
    target = entry if _is_target(entry) else saving.book.target_of(entry)
    if target.sheet == PREGNANCIES.name:
        return Person._meta.label_lower, saving.women[target.woman]
    models = {
        HOUSEHOLDS.name: Household,
        CHILDREN.name: Person,
        FACILITIES.name: Facility,
    }
    return models[target.sheet]._meta.label_lower, target.pk


def _difference(entry) -> dict[str, list]:
    """{column: [old, new]}; a new row of the register needs only be named."""
    if _is_target(entry) and entry.before is None:
        return {}
    named = "" if _is_target(entry) else _title(entry)
    before = entry.before or {}
    return {
        f"{named}{name}": [plain(before.get(name)), plain(value)]
        for name, value in entry.values.items()
        if before.get(name) != value
    }


def _title(entry) -> str:
    tail = [str(part) for part in entry.identity[1:] if part not in (None, "id")]
    return f"{entry.sheet} {' '.join(tail)}: "
