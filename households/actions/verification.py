"""Admin desa verifies the register; what nobody verified yet may still be deleted."""

from django.db import transaction
from django.utils import timezone

from households.models import Household, Person, Pregnancy, WorkbookKey
from villages import audit
from villages.models import AuditEntry

from .changes import household_of, villages_of
from .saving import today_of, touch

KINDS = {
    Household: WorkbookKey.Kind.HOUSEHOLD,
    Pregnancy: WorkbookKey.Kind.PREGNANCY,
    Person: WorkbookKey.Kind.CHILD,
}


class AlreadyVerified(Exception):
    """What was verified stays; it ends with a dated reason instead."""

    def __init__(self):
        super().__init__(
            "Data ini sudah diverifikasi, jadi tidak dapat dihapus. Catat sebagai "
            "keluar dengan alasan “salah data”."
        )


class NotEmpty(Exception):
    """A household with members, or a mother with newborns, is not deleted."""

    def __init__(self):
        super().__init__(
            "Masih ada sasaran lain yang bergantung pada data ini. Hapus atau "
            "pindahkan dahulu sasaran itu."
        )


@transaction.atomic
def verify(village, rows, *, by):
    """Mark rows of the register as verified; returns how many were not yet.

    No figure depends on it: targets count from their registration.
    """
    now, lines = timezone.now(), []
    for row in rows:
        if row.is_verified:
            continue
        row.verified_at, row.verified_by = now, by
        changes = {"verified": [None, now.isoformat()]}
        lines.append(
            audit.line(
                AuditEntry.Act.STATE, row, village=village, by=by, changes=changes
            )
        )
        type(row).objects.filter(pk=row.pk, verified_at=None).update(
            verified_at=now, verified_by=by
        )
    AuditEntry.objects.bulk_create(lines)
    return len(lines)


@transaction.atomic
def delete_unverified(row, *, by, reason="", today=None):
    """Delete a household, pregnancy or child that nobody verified yet.

    Raises AlreadyVerified, NotEmpty, and QuarterFinal when anything recorded of it is
    dated in a final quarter.
    """
    household = household_of(row)
    row.refresh_from_db(fields=["verified_at", "verified_by"])
    if row.is_verified:
        raise AlreadyVerified
    if _is_depended_on(row):
        raise NotEmpty
    dated = {row.registered_on, *_days_of(row)}
    today = today_of(household, today)
    touch(villages_of(row), since=min(dated), dated=dated, today=today)
    audit.wrote(
        AuditEntry.Act.DELETE, row, village=household.village, by=by, reason=reason
    )
    WorkbookKey.objects.filter(kind=KINDS[type(row)], object_id=row.pk).delete()
    _remove(row)


def _is_depended_on(row):
    if row.merged_into_id or row.merged.exists():
        return True  # the journal of the merge needs both
    if isinstance(row, Household):
        return row.people.exists() or row.memberships.exists()
    if isinstance(row, Pregnancy):
        return row.newborns.exists()
    return row.pregnancies.exists() or row.children.exists()


def _days_of(row):
    """The days on which anything was recorded of a row."""
    if isinstance(row, Household):
        return set(row.statements.values_list("stated_on", flat=True))
    days = set(row.records.values_list("visited_on", flat=True))
    days |= set(row.statements.values_list("stated_on", flat=True))
    days |= {row.exited_on, getattr(row, "ended_on", None)} - {None}
    if isinstance(row, Person):
        days |= set(row.paud_months.values_list("month", flat=True))
    return days


def _remove(row):
    woman = row.woman if isinstance(row, Pregnancy) else None
    row.delete()
    if woman and not woman.is_child and not _is_depended_on(woman):
        WorkbookKey.objects.filter(
            kind=WorkbookKey.Kind.WOMAN, object_id=woman.pk
        ).delete()
        woman.delete()
