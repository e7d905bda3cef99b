"""One import on its way into the database: bulk rows, versions and keys."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from households.models import WorkbookKey

from .columns import BY_NAME, HOUSEHOLDS
from .merging import Book, Entry

BATCH = 500


@dataclass
class Saving:
    """One import on its way into the database: what is saved, by whom, and when."""

    village: Any
    book: Book
    by: Any = None
    now: Any = field(default_factory=timezone.now)
    dusuns: dict[str, Any] = field(default_factory=dict)
    posyandus: dict[str, Any] = field(default_factory=dict)
    women: dict[Any, int] = field(default_factory=dict)  # entry.woman → person
    keys: list[WorkbookKey] = field(default_factory=list)
    job: Any = None

    def changed(self, sheet) -> list[Entry]:
        """The entries of a sheet that must be written."""
        return [entry for entry in self.book.entries(sheet.name) if entry.is_changed]

    def born_by(self, model, **fields):
        """A new row with what every typed row has."""
        fields |= {"uuid": uuid.uuid4(), "recorded_by": self.by}
        return model(recorded_at=self.now, **fields)

    def remember(self, kind, key, pk):
        """Keep the file's key of a row for the next import."""
        self.keys.append(
            WorkbookKey(village=self.village, kind=kind, key=key, object_id=pk)
        )

    def home_pk(self, key) -> int:
        """The household of an id_rt."""
        return self.book.find(HOUSEHOLDS.name, key).pk

    def create(self, model, rows, entries):
        """Insert rows and give their entries the numbers."""
        saved = model.objects.bulk_create(rows, batch_size=BATCH)
        for entry, row in zip(entries, saved, strict=True):
            entry.pk = row.pk

    def update(self, model, entries, values_of):
        """Write the columns of existing rows, each a version further on."""
        rows = model.objects.in_bulk([entry.pk for entry in entries])
        names: set[str] = set()
        for entry in entries:
            row = rows[entry.pk]
            for name, value in values_of(entry).items():
                setattr(row, name, value)
                names.add(name)
            if hasattr(row, "version"):
                row.version += 1
                names.add("version")
        if names:
            model.objects.bulk_update(rows.values(), sorted(names), batch_size=BATCH)


def columns_of(entry: Entry) -> dict[str, Any]:
    """The model's plain fields of an entry; an empty text is "" there."""
    fields = {}
    for column in BY_NAME[entry.sheet].columns:
        if column.field:
            value = entry.values[column.name]
            if value is None and _keeps_text(column):
                value = ""
            fields[column.field] = value
    return fields


def _keeps_text(column) -> bool:
    return column.kind.name not in ("DATE", "DECIMAL", "WHOLE")
