"""The whole country, kept in a folder: `python -m bench.nation FOLDER ACT [VILLAGES]`.

`fill` makes it, or goes on where it was interrupted; `compute` measures one quarter's
facts → letters → figures by two workers; `earlier` gives the seven quarters before the
same figures, `today` the running one; `scale` and `pages` measure; `serve` starts its
PostgreSQL and says where it is.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGINT, SIGTERM, signal
from urllib.parse import quote

from bench.databases import FLAGS
from kpm.processes import accepts, start, stop, wait_until
from tests.servers.postgres import find_binaries, give_away, initialise, run_as
from villages.quarters import Triwulan

VILLAGES = 75_265
QUARTER = Triwulan(2026, 3)
MONTHS = 3  # of records: one quarter's facts
NAME = "kpm_nation"
FLAGS = FLAGS | {"shared_buffers": "2GB", "max_wal_size": "4GB"}
# Nothing is flushed while filling: what is interrupted by a power cut is made anew.
FILLING = FLAGS | {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "work_mem": "256MB",
}


@contextmanager
def server(folder: Path, flags: dict[str, str]) -> Iterator[None]:
    """Start the folder's PostgreSQL and set Django up on the nation's database."""
    folder.mkdir(parents=True, exist_ok=True)
    give_away(folder)
    binaries = find_binaries(folder)
    is_new = not (folder / "data").exists()
    if is_new:
        initialise(binaries, folder / "data")
    command = [binaries / "postgres", "-D", folder / "data", "-k", folder]
    for flag, value in flags.items():
        command += ["-c", f"{flag}={value}"]
    log = folder / "postgres.log"
    child = start(command, log=log, cwd="/", **run_as())
    try:
        wait_until(lambda: accepts(folder / ".s.PGSQL.5432"), child, log=log)
        place = f"postgres://kpm@{quote(str(folder), safe='')}"
        os.environ["DATABASE_URL"] = f"{place}/postgres"
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
        import django

        django.setup()
        if is_new:
            create()
        os.environ["DATABASE_URL"] = f"{place}/{NAME}"
        yield
    finally:
        stop(child, by=SIGINT, patience=120)


def create() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {NAME}")


def fill(count: int) -> None:
    """Make the country as far as it is not there, with figures of eight quarters."""
    from django.core.management import call_command

    from bench import copies
    from bench.databases import use, vacuum
    from bench.generator import make_country
    from villages.models import Village

    use(NAME)
    call_command("migrate", verbosity=0)
    if copies.is_under_way() or not Village.objects.exists():
        say(f"{count:,} villages up to {QUARTER}")
        make_country(count, QUARTER, months=MONTHS, say=say, at_once=2)
        vacuum()
        say("vacuumed")


def compute() -> None:
    """Rebuild the quarter by two workers.

    A rebuild that was interrupted goes on; its time is then not that of the whole.
    """
    from django.core.management import call_command

    from bench.databases import use, vacuum
    from scorecard.models import Rebuild

    use(NAME)
    call_command("migrate", verbosity=0)
    run = Rebuild.objects.unfinished().first()
    begun = time.monotonic()
    which = {"run": run.uuid} if run else {"quarter": QUARTER.key}
    call_command("recompute", workers=2, **which)
    say(f"computed in {time.monotonic() - begun:,.0f} s by the clock")
    vacuum(*derived())


def derived() -> list[str]:
    from bench.engine_rows import DERIVED

    return [model._meta.db_table for model in DERIVED]


def earlier() -> None:
    """Let seven earlier quarters have the figures of this one; without letters."""
    from bench.engine_rows import DERIVED, QUARTERS
    from scorecard.models import TargetQuarter

    copies = [QUARTER.shift(-back) for back in range(1, QUARTERS)]
    repeated([model for model in DERIVED if model is not TargetQuarter], copies)


def today() -> None:
    """Let the running quarter have the rows of this one, as computed up to today.

    A worker would first compute every village of it, and a load test wait for that.
    """
    from django.utils import timezone

    from bench.engine_rows import DERIVED
    from households.models import Quarter
    from villages.codes import ZONES

    moment = timezone.now()
    (day,) = {moment.astimezone(zone).date() for zone in ZONES}
    running = Triwulan.of(day)
    repeated(DERIVED, [running])
    Quarter.objects.of(running).update(as_of=day)


def repeated(models, quarters: list[Triwulan]) -> None:
    """Copy this quarter's rows of some tables to other quarters."""
    from bench.copies import build_indexes, rest_indexes
    from bench.databases import use, vacuum
    from bench.engine_rows import repeat

    use(NAME)
    for model in models:
        table = model._meta.db_table
        rest_indexes(table)
        for quarter in quarters:
            repeat(QUARTER, quarter, [model])
        build_indexes(table)
        say(f"{table}: {len(quarters)} quarters more")
    vacuum(*derived())


def scale() -> None:
    """Measure a village's cost and bytes, and figures of all levels from letters."""
    from bench.databases import use
    from bench.measuring import table
    from bench.scale_rows import rows

    use(NAME)
    print(table(rows(QUARTER)))


def pages() -> None:
    """Measure the pages of every level."""
    from bench.area_rows import rows
    from bench.databases import use
    from bench.measuring import table

    use(NAME)
    print(table(rows(QUARTER)))


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def serve() -> None:
    """Leave the server running until the input ends."""
    say(f"DATABASE_URL={os.environ['DATABASE_URL']}")
    sys.stdin.read()


ACTS = {
    "compute": compute,
    "earlier": earlier,
    "pages": pages,
    "scale": scale,
    "serve": serve,
    "today": today,
}
WRITING = ("fill", "compute", "earlier", "today")


def main(folder: str, act: str, count: str = str(VILLAGES)) -> None:
    signal(SIGTERM, lambda *_: sys.exit(143))
    with server(Path(folder).resolve(), FILLING if act in WRITING else FLAGS):
        if act == "fill":
            fill(int(count))
        else:
            ACTS[act]()


if __name__ == "__main__":
    main(*sys.argv[1:])
