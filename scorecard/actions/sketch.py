"""A house or a facility is put on the sketch of its dusun, moved, or taken off."""

from django.db import transaction
from django.db.models import Max

from scorecard.models import FacilityPoint, HousePoint, Sketch
from scorecard.squares import square_of
from villages import audit, pictures
from villages.actions.saving import overwrite
from villages.models import AuditEntry, Dusun
from villages.models.entry import StaleVersion


def hold_sketch(dusun) -> Sketch:
    """The dusun's sketch, locked; a blank sheet is begun where there is none."""
    Dusun.objects.select_for_update(no_key=True).get(pk=dusun.pk)
    return Sketch.objects.get_or_create(dusun=dusun)[0]


@transaction.atomic
def place_house(dusun, household, x, y, *, version=None, by) -> HousePoint:
    """Put a house where somebody dropped it. Raises OffSheet, StaleVersion.

    Without a version the house must not be on the sketch yet, or lie there already.
    """
    square_of(x, y)
    sketch = hold_sketch(dusun)
    HousePoint.objects.filter(household=household).exclude(sketch=sketch).delete()
    row = sketch.houses.filter(household=household).first()
    if row is None:
        last = sketch.houses.aggregate(last=Max("number"))["last"] or 0
        row = sketch.houses.create(
            household=household, number=last + 1, x=x, y=y, recorded_by=by
        )
        _note(AuditEntry.Act.CREATE, row, dusun, by)
        return row
    return _moved(row, x, y, version, dusun, by)


@transaction.atomic
def place_facility(dusun, facility, x, y, *, version=None, by) -> FacilityPoint:
    """Put a facility on the sketch. Raises OffSheet, StaleVersion."""
    square_of(x, y)
    sketch = hold_sketch(dusun)
    named = {"kind": facility.kind, "name": facility.name}
    row = sketch.facilities.filter(**named).first()
    if row is None:
        row = sketch.facilities.create(**named, x=x, y=y, recorded_by=by)
        _note(AuditEntry.Act.CREATE, row, dusun, by)
        return row
    return _moved(row, x, y, version, dusun, by)


def _moved(row, x, y, version, dusun, by):
    if (row.x, row.y) == (x, y):
        return row
    if version is None:
        raise StaleVersion(row)
    overwrite(row, {"x": x, "y": y}, version=version, by=by)
    _note(AuditEntry.Act.CHANGE, row, dusun, by)
    return row


@transaction.atomic
def lift_off(row, *, dusun, by) -> None:
    """Take a point off the sketch; a house put back gets a new number."""
    _note(AuditEntry.Act.DELETE, row, dusun, by)
    row.delete()


def _note(act, row, dusun, by):
    """Who and when, never where: a position is personal data."""
    audit.wrote(act, row, village=dusun.village, by=by)


@transaction.atomic
def change_sheet(dusun, *, photo=None, without_photo=False, north, by) -> Sketch:
    """Lay a photo (JPEG bytes) under the sketch, or a blank sheet again; turn north.

    The points stay where they are. The photo that is replaced is deleted.
    """
    sketch = hold_sketch(dusun)
    old = sketch.photo if photo or without_photo else None
    if photo:
        sketch.photo = pictures.keep(
            photo,
            village=dusun.village,
            name="peta.jpg",
            content_type="image/jpeg",
            by=by,
        )
    elif without_photo:
        sketch.photo = None
    sketch.north, sketch.recorded_by = north, by
    sketch.version += 1
    sketch.save(update_fields=["photo", "north", "recorded_by", "version"])
    changes = {"north": [None, north], "photo": [bool(old), bool(sketch.photo)]}
    audit.wrote(
        AuditEntry.Act.CHANGE, sketch, village=dusun.village, by=by, changes=changes
    )
    if old:
        _discard(old)
    return sketch


def _discard(attachment):
    """Drop a file for good, once nothing can bring its row back."""
    file = attachment.file
    attachment.delete()
    transaction.on_commit(lambda: file.storage.delete(file.name))
