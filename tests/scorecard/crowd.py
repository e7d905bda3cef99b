"""Several writers at once: real connections in threads, and processes of their own.

`python -m tests.scorecard.crowd save SEED COUNT` saves facts as the pages do;
`… compute` computes until it is told to stop by an end of file on its input;
`… hang` claims and computes, says so, and never commits; `… rebuild` does so with a
chunk of the newest run.
"""

import os
import random
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Actor(threading.Thread):
    """Does one thing on a database connection of its own."""

    def __init__(self, act, *args):
        super().__init__(daemon=True)
        self.act, self.args, self.problem = act, args, None
        self.start()

    def run(self):
        from django.db import connection

        try:
            self.act(*self.args)
        except Exception as problem:  # noqa: BLE001 - told by finish()
            self.problem = problem
        finally:
            connection.close()

    def finish(self):
        self.join(20)
        assert not self.is_alive(), "still waiting for a lock"
        if self.problem:
            raise self.problem


def waiting_for_a_lock() -> int:
    """How many connections of this database wait for one another."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0]


def process(*arguments, url: str, broker="", **options) -> subprocess.Popen:
    """One of the crowd as a process of its own, on the tests' rows."""
    command = [sys.executable, "-m", "tests.scorecard.crowd", *map(str, arguments)]
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    if broker:
        environment |= {"REDIS_URL": broker, "CELERY_BROKER_URL": broker}
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, text=True, **options
    )


def save(seed: int, count: int) -> None:
    """Record visits of random children in random months; a final quarter refuses."""
    from households.models import Person, QuarterFinal

    rolls = random.Random(seed)
    children = list(Person.objects.filter(is_child=True).order_by("pk"))
    for _ in range(count):
        child = rolls.choice(children)
        day = date(2025, rolls.randint(1, 6), rolls.randint(1, 28))
        try:
            record(child, day, rolls)
        except QuarterFinal:
            continue


def record(child, day, rolls) -> None:
    """Insert or change the month's record under the guarding row."""
    from django.db import transaction

    from households.models import ChildRecord, Quarter
    from households.waking import wake_on_commit

    cells = {
        "weighing": rolls.choice("vx"),
        "nutrition": rolls.choice(["N", "GK", "S"]),
        "mother_counselling": rolls.choice("vx"),
        "water": rolls.choice("vx"),
    }
    with transaction.atomic():
        Quarter.objects.touch(
            [child.household.village_id],
            since=day,
            dated=[day],
            today=date(2025, 12, 20),
        )
        ChildRecord.objects.update_or_create(
            child=child,
            month=day.replace(day=1),
            defaults={"household": child.household, "visited_on": day, **cells},
        )
        wake_on_commit()


def compute() -> None:
    """Compute what is touched until the input ends."""
    from scorecard import actions

    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set())).start()
    while not ended.is_set():
        if not actions.drain():
            ended.wait(0.01)


def hang() -> None:
    """Compute in a transaction that is never committed."""
    from django.db import transaction

    from scorecard.actions.compute import claim_villages, compute_claimed

    with transaction.atomic():
        compute_claimed(claim_villages("00", None, wait=False, limit=100))
        print("computed", flush=True)
        sys.stdin.read()
        os._exit(1)


def rebuild() -> None:
    """Do a chunk in a transaction that is never committed."""
    from django.db import transaction

    from scorecard.actions import do_chunk
    from scorecard.models import Rebuild

    with transaction.atomic():
        do_chunk(Rebuild.objects.first().free_chunks())
        print("computed", flush=True)
        sys.stdin.read()
        os._exit(1)


def main(act: str, *numbers: str) -> None:
    import django

    django.setup()
    {"save": save, "compute": compute, "hang": hang, "rebuild": rebuild}[act](
        *map(int, numbers)
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
