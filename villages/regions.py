"""The country's list of places: read from four files, put in without doubling.

`provinces.csv`, `regencies.csv`, `districts.csv`, `villages.csv` hold dotted codes and
names; an optional `pengganti.csv` (old,new) says which code replaced which.
"""

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from .codes import NATION, InvalidCode, Level, level_of, parent_of, parse_code
from .models import Area, Posting, Village

FILES = {
    Level.PROVINCE: "provinces.csv",
    Level.REGENCY: "regencies.csv",
    Level.DISTRICT: "districts.csv",
    Level.VILLAGE: "villages.csv",
}
BATCH = 2000


class InvalidList(Exception):
    """A file of the list is missing or has a row that cannot be right."""


@dataclass(frozen=True)
class Row:
    """One place of the list."""

    code: str
    name: str


@transaction.atomic
def import_regions(folder: Path) -> Counter:
    """Bring areas and villages to the state of the list. Raises InvalidList.

    Returns how many were created, updated, ended, replaced and unchanged. A code that
    the list no longer has is kept with an end date; nothing is ever deleted.
    """
    lists = {level: _read(folder / name, level) for level, name in FILES.items()}
    counts: Counter = Counter()
    _put_areas(Level.NATION, [Row(NATION, "INDONESIA")], counts)
    for level in (Level.PROVINCE, Level.REGENCY, Level.DISTRICT):
        _put_areas(level, lists[level], counts)
    _put_villages(lists[Level.VILLAGE], counts)
    replacements = folder / "pengganti.csv"
    if replacements.exists():
        _replace(replacements, counts)
    return counts


def _read(path, level):
    if not path.exists():
        raise InvalidList(f"Berkas {path.name} tidak ada di {path.parent}.")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [_row(path, line, cells, level) for line, cells in _lines(file)]


def _lines(file):
    return enumerate(csv.DictReader(file), start=2)


def _row(path, line, cells, level):
    name = (cells.get("name") or "").strip()
    try:
        code = parse_code(cells.get("code") or "")
    except InvalidCode as error:
        raise InvalidList(f"{path.name} baris {line}: {error}") from error
    if level_of(code) is not level or not name:
        raise InvalidList(
            f"{path.name} baris {line}: perlu kode {level.label.lower()} dan nama."
        )
    return Row(code, name)


def _put_areas(level, rows, counts):
    above = {area.code: area for area in Area.objects.filter(level=level - 1)}
    known = {area.code: area for area in Area.objects.filter(level=level)}
    fields = {"parent": lambda row: _parent(above, row), "level": lambda row: level}
    _put(Area, known, rows, fields, counts)


def _put_villages(rows, counts):
    above = {area.code: area for area in Area.objects.filter(level=Level.DISTRICT)}
    known = {village.code: village for village in Village.objects.all()}
    _put(Village, known, rows, {"district": lambda row: _parent(above, row)}, counts)


def _parent(above, row):
    code = parent_of(row.code)
    if code is not None and code not in above:
        raise InvalidList(
            f"{row.code} {row.name}: wilayah di atasnya ({code}) tidak ada."
        )
    return above.get(code)


def _put(model, known, rows, fields, counts):
    """Create the unknown, rename and revive the known, end what the list lost."""
    created, changed = [], []
    for row in rows:
        place = known.pop(row.code, None)
        if place is None:
            more = {field: value(row) for field, value in fields.items()}
            created.append(model(code=row.code, name=row.name, **more))
        elif place.name != row.name or place.ended_on:
            place.name, place.ended_on, place.successor_code = row.name, None, ""
            changed.append(place)
        else:
            counts["unchanged"] += 1
    lost = [place for place in known.values() if place.ended_on is None]
    for place in lost:
        place.ended_on = timezone.localdate()
    model.objects.bulk_create(created, BATCH)
    columns = ["name", "ended_on", "successor_code"]
    model.objects.bulk_update(changed + lost, columns, BATCH)
    counts.update(created=len(created), updated=len(changed), ended=len(lost))


def _replace(path, counts):
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line, cells in _lines(file):
            old, new = (_code(path, line, cells, key) for key in ("old", "new"))
            counts["replaced"] += _move(old, new)


def _code(path, line, cells, key):
    try:
        return parse_code(cells.get(key) or "")
    except InvalidCode as error:
        raise InvalidList(f"{path.name} baris {line}: {error}") from error


def _move(old, new):
    """Postings and what a village holds go to the new code; figures keep the old.

    A village that holds rows takes the new code itself, so that its register,
    documents and postings stay with it; the row that the list made gives way.
    """
    Posting.objects.filter(area_code=old).update(area_code=new)
    if level_of(old) is not Level.VILLAGE:
        ended = Area.objects.filter(code=old).exclude(successor_code=new)
        return ended.update(successor_code=new)
    past = Village.objects.filter(code=old).first()
    if past is None or not past.ended_on or past.successor_code == new:
        return 0  # still in the list, or moved by an earlier run
    return _take_code(past, new)


def _take_code(past, new):
    fresh = Village.objects.filter(code=new).select_related("district").first()
    if fresh is None:
        raise InvalidList(f"pengganti.csv: kode desa {new} tidak ada dalam daftar.")
    if fresh.households.exists():
        raise InvalidList(f"pengganti.csv: desa {new} sudah berisi data sendiri.")
    old, name, district = past.code, fresh.name, fresh.district
    fresh.code, fresh.name, fresh.district = old, past.name, past.district
    fresh.ended_on, fresh.successor_code = past.ended_on, new
    past.code = f"-{past.pk}"[:10]  # frees the unique code for a moment
    past.save(update_fields=["code"])
    fresh.save()
    past.code, past.name, past.district = new, name, district
    past.ended_on = None
    past.save()
    return 1
