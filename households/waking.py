"""A save wakes the worker on commit; the touched row is the promise, no message is."""

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

COMPUTE = "scorecard.tasks.compute"


def wake():
    """Send the worker its task by name; without a broker the sweep finds the row."""
    try:
        current_app.send_task(COMPUTE, ignore_result=True, retry=False)
    except (OperationalError, RedisError, OSError):
        return


def wake_on_commit():
    """Wake the worker once the surrounding transaction has been written."""
    transaction.on_commit(wake)
