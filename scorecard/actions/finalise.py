"""berjalan → diverifikasi → divalidasi → final, and back with a reason."""

from django.db import transaction

from households.models import Quarter
from scorecard.actions.compute import compute_claimed, touch_areas
from scorecard.checks import refuse_if_open
from scorecard.models import Snapshot, fingerprint
from scorecard.snapshots import content_of
from villages.codes import parent_of


@transaction.atomic
def verify(quarter: Quarter, *, by) -> Quarter:
    """The KPM states that the checks are mended or explained. Raises ChecksOpen."""
    quarter = hold(quarter)
    compute_claimed([quarter])
    refuse_if_open(quarter)
    quarter.become_verified(by=by)
    return quarter


@transaction.atomic
def validate(quarter: Quarter, *, by) -> Quarter:
    """The admin desa agrees with the verified figures. Raises WrongState."""
    quarter = hold(quarter)
    quarter.become_validated(by=by)
    touch_parent(quarter)
    return quarter


@transaction.atomic
def finalise(quarter: Quarter, *, by) -> Snapshot:
    """Freeze a quarter under the row every save touches.

    Raises QuarterFinal, WrongState, ChecksOpen. Computes afresh, so that the
    snapshot holds every fact that was saved before the row was locked.
    """
    quarter = hold(quarter)
    quarter.refuse_unless_validated()
    compute_claimed([quarter])
    refuse_if_open(quarter)
    snapshot = take(quarter, by=by)
    quarter.become_final(by=by)
    return snapshot


@transaction.atomic
def reopen(quarter: Quarter, *, by, reason: str) -> Quarter:
    """Let entries in again; every snapshot stays. Raises WrongState, NoReason."""
    quarter = hold(quarter)
    quarter.become_running_again(by=by, reason=reason)
    quarter.snapshots.latest("pk").note_reopening(by=by, reason=reason)
    touch_parent(quarter)
    return quarter


def take(quarter: Quarter, *, by) -> Snapshot:
    """Store what the quarter prints now; earlier snapshots stay."""
    content, names = content_of(quarter)
    return quarter.snapshots.create(
        rule_set=content["rule_set"],
        as_of=quarter.as_of,
        content=content,
        names=names,
        sha256=fingerprint(content),
        taken_by=by,
    )


def hold(quarter: Quarter) -> Quarter:
    """Lock the guarding row; nothing dated in the quarter is saved meanwhile."""
    held = Quarter.objects.hold(quarter.pk)
    held.code = held.village.code
    return held


def touch_parent(quarter: Quarter) -> None:
    """The state of the areas above follows the village's."""
    touch_areas([(parent_of(quarter.code), quarter.year, quarter.number)])
