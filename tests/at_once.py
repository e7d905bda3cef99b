"""Several people who act at the same moment, each on a connection of its own."""

import threading

from django.db import connection


def at_once(*acts):
    """What each act gave, or the exception it raised, all begun together."""
    start, told = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        start.wait()
        try:
            told[number] = act()
        except Exception as refusal:  # noqa: BLE001 - told to the main thread
            told[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def refused(told):
    """The exceptions among what at_once() told."""
    return [one for one in told if isinstance(one, Exception)]
