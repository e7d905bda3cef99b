"""What Celery works off: thin, safe twice, and only ever told that there is work."""

from celery import shared_task

from scorecard import actions


@shared_task
def compute():
    """Compute what is touched; woken by a save on commit."""
    actions.drain()


@shared_task
def sweep():
    """Find what no message told of: the broker was away, or a worker was killed."""
    actions.drain()


@shared_task
def midnight():
    """Touch the running quarters whose as-of date has moved, also after a pause."""
    if actions.touch_moved():
        actions.drain()


@shared_task
def rebuild_chunk(key):
    """Compute one chunk of a run, by its key."""
    actions.do_told(key)


@shared_task
def rebuilds():
    """Take up chunks no message told of, and those a killed worker left."""
    actions.go_on_with_all()
