"""A save wakes the worker on commit; the touched row is the promise, no message is."""

import threading
import time

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

COMPUTE = "scorecard.tasks.compute"
PAUSE = 0.2  # seconds in which one process wakes the worker once


def wake():
    """Send the worker its task by name; without a broker the sweep finds the row."""
    send(COMPUTE)


def send(task: str, *keys: int):
    """Send a task by name, with keys of rows; lost without a broker."""
    try:
        current_app.send_task(task, keys, ignore_result=True, retry=False)
    except (OperationalError, RedisError, OSError):
        return


class Bell:
    """Rings at once, and once more at the end of a pause in which it was pulled.

    One wake-up works off all that was touched before it, so that the saves of a rush
    hour need no message each.
    """

    def __init__(self, ring, pause=PAUSE):
        self.ring, self.pause = ring, pause
        self._lock, self._rung_at, self._is_waiting = threading.Lock(), None, False

    def pull(self):
        """Ring now, or at the end of the pause that runs."""
        with self._lock:
            if self._is_waiting:
                return
            rest = self._rest()
            self._is_waiting = rest > 0
            self._rung_at = time.monotonic() + rest
        if rest:
            later = threading.Timer(rest, self._ring_late)
            later.daemon = True
            later.start()
        else:
            self.ring()

    def _rest(self):
        if self._rung_at is None:
            return 0
        return max(0, self._rung_at + self.pause - time.monotonic())

    def _ring_late(self):
        with self._lock:
            self._is_waiting = False
        self.ring()


_bell = Bell(wake)


def wake_on_commit():
    """Wake the worker once the surrounding transaction has been written."""
    transaction.on_commit(_bell.pull)
