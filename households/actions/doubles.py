"""The list of possible doubles: found anew, told apart with a reason, asked again."""

from django.db import transaction
from django.utils import timezone

from households.doubles import candidates
from households.models import PossibleDouble
from villages import audit
from villages.models import AuditEntry


class NoReason(Exception):
    """Two rows are told apart with a reason only."""

    def __init__(self):
        super().__init__("Tuliskan mengapa keduanya berbeda, misalnya: kembar.")


@transaction.atomic
def find_doubles(village, *, now=None):
    """Bring the village's list up to date; what was told apart stays so.

    Returns how many pairs are open.
    """
    now = now or timezone.now()
    found = {one.key: one for one in candidates(village)}
    known = {}
    for pair in PossibleDouble.objects.filter(village=village):
        known[pair.kind, pair.first_id, pair.second_id] = pair
    gone = [p.pk for key, p in known.items() if key not in found and not p.dismissed_at]
    PossibleDouble.objects.filter(pk__in=gone).delete()
    new = [
        PossibleDouble(
            village=village,
            kind=one.kind,
            first_id=one.first_id,
            second_id=one.second_id,
            reasons=",".join(one.reasons),
            found_at=now,
        )
        for key, one in found.items()
        if key not in known
    ]
    PossibleDouble.objects.bulk_create(new, ignore_conflicts=True)
    dismissed = sum(1 for key in found if key in known and known[key].dismissed_at)
    return len(found) - dismissed


@transaction.atomic
def tell_apart(pair, *, by, reason):
    """Two that are not one: they stay off the list. Raises NoReason."""
    if not reason.strip():
        raise NoReason
    before = audit.values_of(pair, _DISMISSAL)
    pair.dismissed_at, pair.dismissed_by = timezone.now(), by
    pair.dismissal = reason.strip()
    pair.save(update_fields=["dismissed_at", "dismissed_by", "dismissal"])
    _note(pair, before, by=by)
    return pair


@transaction.atomic
def ask_again(pair, *, by):
    """Put a pair that was told apart by mistake back on the list."""
    before = audit.values_of(pair, _DISMISSAL)
    pair.dismissed_at, pair.dismissed_by, pair.dismissal = None, None, ""
    pair.save(update_fields=["dismissed_at", "dismissed_by", "dismissal"])
    _note(pair, before, by=by)
    return pair


_DISMISSAL = ("dismissal",)


def _note(pair, before, *, by):
    changes = audit.difference(before, audit.values_of(pair, _DISMISSAL))
    act = AuditEntry.Act.STATE
    audit.wrote(act, pair, village=pair.village, by=by, changes=changes)
