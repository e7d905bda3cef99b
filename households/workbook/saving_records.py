"""Saves the monthly rows of Formulir 2A, 2B and 2C, and what changed between."""

from collections import defaultdict

from households.models import (
    ChildRecord,
    Membership,
    PaudMonth,
    PregnancyRecord,
)

from .columns import CHILD_RECORDS, HOUSEHOLDS, PAUD, PREGNANCY_RECORDS
from .merging import month_of
from .saving import BATCH, Saving, columns_of
from .saving_people import home_on
from .saving_statements import save_changes, save_registrations


def save(saving: Saving):
    """Save everything that is told of a target after its registration."""
    stays = _stays(saving.village)
    _save_monthly(saving, PREGNANCY_RECORDS, PregnancyRecord, stays)
    _save_monthly(saving, CHILD_RECORDS, ChildRecord, stays)
    _save_marks(saving)
    save_registrations(saving, HOUSEHOLDS, saving.changed(HOUSEHOLDS))
    save_changes(saving)


def _stays(village):
    stays = defaultdict(list)
    rows = Membership.objects.filter(person__household__village=village)
    for person, day, home in rows.order_by("from_on").values_list(
        "person_id", "from_on", "household_id"
    ):
        stays[person].append((day, home))
    return stays


def _save_monthly(saving, sheet, model, stays):
    def values_of(entry):
        target = saving.book.target_of(entry)
        is_mother = sheet is PREGNANCY_RECORDS
        person = saving.women[target.woman] if is_mother else target.pk
        day = entry.values["tanggal_periksa"]
        return columns_of(entry) | {
            "pregnancy_id" if is_mother else "child_id": target.pk,
            "household_id": home_on(stays[person], day),
            "month": day.replace(day=1),
        }

    _save(saving, sheet, model, values_of, saving.changed(sheet))


def _save(saving, sheet, model, values_of, entries):
    new = [entry for entry in entries if entry.before is None]
    rows = [saving.born_by(model, **values_of(entry)) for entry in new]
    model.objects.bulk_create(rows, batch_size=BATCH)
    old = [entry for entry in entries if entry.before is not None]
    saving.update(model, old, values_of)


def _save_marks(saving):
    """Formulir 2C; a mark that was made blank is taken back."""

    def values_of(entry):
        return {
            "child_id": saving.book.target_of(entry).pk,
            "month": month_of(entry),
            "mark": entry.values["hadir"],
        }

    entries = saving.changed(PAUD)
    gone = [entry.pk for entry in entries if entry.values["hadir"] is None]
    PaudMonth.objects.filter(pk__in=gone).delete()
    kept = [entry for entry in entries if entry.values["hadir"] is not None]
    _save(saving, PAUD, PaudMonth, values_of, kept)
