"""Rows of a file that tell of a family which another village has taken in.

The keys stay with the old village, so that its old file does not register the family
once more; of where it went they say nothing.
"""

from typing import Any

from households.models import Household, Person, Pregnancy, WorkbookKey

from .columns import CHILDREN, HOUSEHOLDS, PREGNANCIES
from .merging import Entry

GONE = (
    "Sudah diterima desa lain, jadi tidak dapat didaftarkan lagi di sini.",
    "Hapus baris ini dari berkas.",
)
Gone = set[tuple[str, str]]  # (sheet, key)


def gone_from(village: Any, keys: Any) -> Gone:
    """The keys of every row that lived here once and is another village's now."""
    if not village.outgoing_transfers.filter(state="diterima").exists():
        return set()
    lived = {"residences__village": village}
    homes = Household.objects.filter(**lived).exclude(village=village)
    were = {"memberships__household__residences__village": village}
    people = Person.objects.filter(**were).exclude(household__village=village)
    pregnancies = Pregnancy.objects.filter(woman__in=people)
    kinds = WorkbookKey.Kind
    return {
        (sheet.name, keys.of(kind, pk, uuid))
        for sheet, kind, rows in (
            (HOUSEHOLDS, kinds.HOUSEHOLD, homes),
            (PREGNANCIES, kinds.PREGNANCY, pregnancies),
            (CHILDREN, kinds.CHILD, people.filter(is_child=True)),
        )
        for pk, uuid in rows.order_by().values_list("pk", "uuid").distinct()
    }


def is_gone(entry: Entry, gone: Gone) -> bool:
    """Whether the file tells anew of somebody who left."""
    return entry.before is None and (entry.sheet, str(entry.key)) in gone
