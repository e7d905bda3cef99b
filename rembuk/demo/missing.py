"""Visits of the running month that found nobody: to be tried again."""

from datetime import timedelta

from households import actions
from households.models import NotReached
from households.tasklist import tasks_of
from villages.models.posting import Role

from .accounts import login_of

Reason = NotReached.Reason
VISITS = ((Reason.AWAY, 2), (Reason.REFUSED, 5), (Reason.MOVED, 1))  # days ago


def come_in_vain(village, plan) -> None:
    """Let three whom nobody has recorded yet be away, refuse, or have moved."""
    today = village.today()
    month = today.replace(day=1)
    waiting = tasks_of(village, month, today=today).others
    for (reason, ago), task in zip(VISITS, waiting[1:], strict=False):
        day = max(today - timedelta(days=ago), month, task.target.registered_on)
        actions.miss(
            task.target,
            by=login_of(plan, Role.KPM),
            visited_on=day,
            reason=reason,
            today=today,
        )
