"""Facilities are told once a year; most of them are those of the year before."""

import uuid

from django.db import transaction

from villages import audit
from villages.models import AuditEntry, Facility, Village


@transaction.atomic
def copy_facilities(village, year, *, by):
    """Copy last year's facilities into a year that has none; return how many."""
    Village.objects.select_for_update(no_key=True).get(pk=village.pk)
    if village.facilities.filter(year=year).exists():
        return 0
    rows = list(village.facilities.filter(year=year - 1))
    for row in rows:
        row.pk, row.uuid, row.year = None, uuid.uuid4(), year
        row._state.adding = True
    copies = Facility.objects.bulk_create(rows)
    lines = [
        audit.line(
            AuditEntry.Act.CREATE,
            copy,
            village=village,
            by=by,
            changes={"year": [None, year], "name": [None, copy.name]},
        )
        for copy in copies
    ]
    AuditEntry.objects.bulk_create(lines)
    return len(copies)
