"""Taking a merge back: both rows as they were, and what came later where it is told."""

from django.db import transaction
from django.utils import timezone

from households.merging import Pair, village_of
from households.models import (
    ChildRecord,
    Household,
    NotReached,
    PaudMonth,
    Person,
    Pregnancy,
    PregnancyRecord,
    Statement,
)
from households.models.merge import Kind
from villages import audit
from villages.models import AuditEntry

from .doubles import find_doubles
from .journal import rows_of, undo
from .merge import held, lived_of
from .merging import by_home, stays_of
from .saving import touch

# What may go with the one or the other, when it was written down after the merge.
LATER = {
    Household: (Person, Statement),
    Person: (ChildRecord, PaudMonth, NotReached, Statement, Pregnancy, Person),
    Pregnancy: (PregnancyRecord, NotReached, Statement, Person),
}


class NotSeparable(Exception):
    """A merge that cannot be taken back now; the sentence says what to do first."""


def hindrance(merge) -> str:
    """Why a merge cannot be taken back now; "" when it can."""
    if not merge.is_standing:
        return "Penggabungan ini sudah dipisahkan lagi."
    survivor, loser = merge.survivor, merge.loser
    if survivor is None or loser is None:
        return "Salah satu datanya sudah dihapus, jadi tidak dapat dipisahkan."
    if {village_of(survivor).pk, village_of(loser).pk} != {merge.village_id}:
        return "Datanya sudah pindah ke desa lain. Kembalikan dahulu perpindahannya."
    mine = rows_of(merge.journal)
    for later in merge.village.merges.standing().filter(pk__gt=merge.pk):
        if mine & rows_of(later.journal):
            return (
                f"Sesudahnya ada penggabungan lain yang bersangkutan: {later.title}. "
                "Pisahkan dahulu yang lebih baru."
            )
    return ""


def later_rows(merge) -> list:
    """(foreign key, row) of what was written down of the survivor since."""
    pair = Pair(merge.survivor, merge.loser)
    there = merge.journal["there"]
    return [
        (field, row)
        for field, (mine, _) in pair.hanging.items()
        if field.model in LATER[pair.model]
        for row in mine
        if row.pk not in there.get(str(field), [])
    ]


def key_of(field, row) -> str:
    """What the form calls a later row."""
    return f"{row._meta.model_name}-{field.name}-{row.pk}"


@transaction.atomic
def unmerge(merge, *, by, to_loser=(), today=None):
    """Restore both rows. What came later stays with the survivor, but for `to_loser`.

    That has the keys of later rows. Returns what could not be put back because
    something newer has its place. Raises NotSeparable.
    """
    merge = _held(merge)
    if sentence := hindrance(merge):
        raise NotSeparable(sentence)
    village = merge.village
    pair = Pair(merge.survivor, merge.loser)
    today = today or village.today()
    touch(lived_of(pair), since=pair.registered_on, dated=(), today=today)
    survivor, loser = held(pair.survivor, pair.loser)
    later = later_rows(merge)
    lost = undo(merge.journal)
    _hand_over(later, loser, set(to_loser))
    _bring_home(merge)
    survivor.refresh_from_db()
    touch(
        lived_of(Pair(survivor, loser)),
        since=min(pair.registered_on, survivor.registered_on),
        dated=(),
        today=today,
    )
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.save(update_fields=["undone_at", "undone_by"])
    for row in (survivor, loser):
        changes = {"merged_into_id": [survivor.pk, None]} if row is loser else {}
        audit.wrote(
            AuditEntry.Act.CHANGE,
            row,
            village=village,
            by=by,
            changes=changes,
            reason="dipisahkan lagi",
        )
    find_doubles(village)
    return lost


def _held(merge):
    rows = type(merge).objects.select_for_update(of=("self",))
    return rows.select_related("village").get(pk=merge.pk)


def _hand_over(later, loser, keys):
    for field, row in later:
        if key_of(field, row) in keys:
            type(row).objects.filter(pk=row.pk).update(**{field.attname: loser.pk})
            if isinstance(row, Person) and field.name == "household":
                row.memberships.filter(household=row.household_id).update(
                    household=loser
                )


def _bring_home(merge):
    """Records written down since stand where their person lives now on their day."""
    people = list(_people_of(merge))
    for model, owner in ((ChildRecord, "child"), (PregnancyRecord, "pregnancy__woman")):
        later = model.objects.filter(received_at__gt=merge.merged_at)
        for person in people:
            stays = stays_of(person)
            for home, some in by_home(later.filter(**{owner: person}), stays).items():
                model.objects.filter(pk__in=[r.pk for r in some]).update(household=home)


def _people_of(merge):
    both = (merge.survivor_id, merge.loser_id)
    if merge.kind == Kind.HOUSEHOLD:
        return Person.objects.filter(household__in=both)
    if merge.kind == Kind.PERSON:
        return Person.objects.filter(pk__in=both)
    return Person.objects.filter(pregnancies__in=both).distinct()
