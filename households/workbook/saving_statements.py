"""Saves the dated facts of the register: statements, and where a household lives."""

from django.db.models import Exists, OuterRef

from households.models import Residence, Statement

from .columns import CHANGES, CHILDREN, HOUSEHOLDS, PREGNANCIES, STATED
from .saving import BATCH, Saving

ABOUT = {
    HOUSEHOLDS.name: "household_id",
    PREGNANCIES.name: "pregnancy_id",
    CHILDREN.name: "child_id",
}


def save_residences(saving: Saving, entries):
    """The dusun of registration, moved or renamed with its household."""
    new = [entry for entry in entries if entry.before is None]
    old = {entry.pk: entry for entry in entries if entry.before is not None}
    first: dict[int, Residence] = {}
    rows = Residence.objects.filter(village=saving.village, household_id__in=old)
    elsewhere = Residence.objects.exclude(village=saving.village)
    elsewhere = elsewhere.filter(household=OuterRef("household"))
    for row in rows.annotate(came=Exists(elsewhere)).order_by("from_on"):
        first.setdefault(row.household_id, row)
    for pk, row in first.items():
        if not row.came:  # who came from elsewhere was registered there
            row.from_on = old[pk].values["tanggal_daftar"]
        row.dusun = saving.dusuns[old[pk].values["dusun"]]
    Residence.objects.bulk_update(
        first.values(), ["from_on", "dusun"], batch_size=BATCH
    )
    missing = [entry for pk, entry in old.items() if pk not in first]
    Residence.objects.bulk_create(
        [
            Residence(
                household_id=entry.pk,
                village=saving.village,
                dusun=saving.dusuns[entry.values["dusun"]],
                from_on=entry.values["tanggal_daftar"],
            )
            for entry in [*new, *missing]
        ],
        batch_size=BATCH,
    )


def save_registrations(saving: Saving, sheet, entries):
    """What the register row states on the day of registration."""
    about = ABOUT[sheet.name]
    known = {
        (getattr(row, about), row.column): row
        for row in Statement.objects.filter(
            origin=Statement.Origin.REGISTRATION,
            **{f"{about}__in": [e.pk for e in entries if e.before is not None]},
        )
    }
    new, moved, gone = [], [], []
    for entry in entries:
        for column in STATED[sheet.name]:
            row = known.get((entry.pk, column))
            value = entry.values[column]
            if value is None:
                gone += [row.pk] if row else []
                continue
            is_new = row is None
            row = row or _statement(saving, about, entry.pk, column)
            row.origin = Statement.Origin.REGISTRATION
            row.stated_on = entry.values["tanggal_daftar"]
            _state(saving, row, value)
            (new if is_new else moved).append(row)
    Statement.objects.filter(pk__in=gone).delete()
    Statement.objects.bulk_create(new, batch_size=BATCH)
    Statement.objects.bulk_update(
        moved, ["stated_on", "value", "posyandu", "version"], batch_size=BATCH
    )


def _statement(saving, about, pk, column):
    return saving.born_by(Statement, column=column, **{about: pk})


def _state(saving, row, value):
    """Put the value where its column keeps it; a blank posyandu is none."""
    if row.column == Statement.Column.POSYANDU:
        row.value, row.posyandu = "", saving.posyandus.get(value)
    else:
        row.value = value
    if row.pk:
        row.version += 1


def save_changes(saving: Saving):
    """The sheet perubahan: statements, and residences for a change of dusun."""
    entries = saving.changed(CHANGES)
    moves = [entry for entry in entries if entry.values["kolom"] == "dusun"]
    _save_moves(saving, moves)
    told = [entry for entry in entries if entry.values["kolom"] != "dusun"]
    known = Statement.objects.in_bulk([e.pk for e in told if e.before is not None])
    new = []
    for entry in told:
        row = known.get(entry.pk)
        if row is None:
            target = saving.book.target_of(entry)
            about = ABOUT[target.sheet]
            row = _statement(saving, about, target.pk, entry.values["kolom"])
            row.stated_on = entry.values["tanggal"]
            new.append(row)
        _state(saving, row, entry.values["nilai"])
    Statement.objects.bulk_create(new, batch_size=BATCH)
    Statement.objects.bulk_update(
        known.values(), ["value", "posyandu", "version"], batch_size=BATCH
    )


def _save_moves(saving, moves):
    known = Residence.objects.in_bulk([e.pk for e in moves if e.before is not None])
    new = []
    for entry in moves:
        dusun = saving.dusuns[entry.values["nilai"]]
        if entry.before is None:
            new.append(
                Residence(
                    household_id=saving.book.target_of(entry).pk,
                    village=saving.village,
                    dusun=dusun,
                    from_on=entry.values["tanggal"],
                )
            )
        else:
            known[entry.pk].dusun = dusun
    Residence.objects.bulk_create(new, batch_size=BATCH)
    Residence.objects.bulk_update(known.values(), ["dusun"], batch_size=BATCH)
