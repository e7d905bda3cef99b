"""`python -m bench [SIZE …]`: the table of docs/measurements.md, measured here and now.

Sizes are villages, 100 and 1000 unless told otherwise; pages are measured in the
first, which therefore has 100 at least. What is compared is measured in turns.
"""

import argparse
import os
import platform
import signal
import sys
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.databases import database, server, use, vacuum
from bench.measuring import (
    Row,
    in_turns,
    processor_seconds,
    ratio,
    row_of,
    seconds,
    table,
)
from kpm.processes import start_redis, stop
from villages.quarters import Triwulan

SIZES = (100, 1000)
ROUNDS = 3


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="SIZE")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--skip-web", action="store_true", help="engine rows alone")
    parser.add_argument("--import-rows", type=int, default=100_000, metavar="ROWS")
    return parser.parse_args()


def main(chosen: argparse.Namespace) -> int:
    quarter = Triwulan.of(date.today()).previous  # over, so that no day moves it
    rows: list[Row] = []
    with ExitStack() as stack:
        redis(stack)
        stack.enter_context(server())
        names = [prepare(stack, size, quarter) for size in chosen.sizes]
        say(f"{os.cpu_count()} cores, {platform.machine()}, {version()}")
        rows += engine(names, quarter, chosen.rounds)
        if not chosen.skip_web:
            use(names[0])
            rows += pages(quarter)
            rows += imports(chosen.import_rows)
    print(f"\n{table(rows)}")
    return any(row.verdict == "SHORT" for row in rows)


def redis(stack: ExitStack) -> None:
    """Saves wake a worker through it, as they do in a village; no worker listens."""
    if os.environ.get("REDIS_URL"):
        return
    folder = Path(stack.enter_context(TemporaryDirectory(prefix="kpm-bench-")))
    child, os.environ["REDIS_URL"] = start_redis(folder, log=folder / "redis.log")
    stack.callback(stop, child)


def prepare(stack: ExitStack, size: int, quarter: Triwulan) -> str:
    """A database with so many villages and eight quarters of letters."""
    from bench.engine_rows import settle
    from bench.generator import make_country

    name = f"kpm_bench_{size}"
    stack.enter_context(database(name))
    taken = seconds(lambda: make_country(size, quarter))
    vacuum()
    say(f"{size:,} villages invented in {taken:.0f} s")
    settle(quarter)
    return name


def engine(names: list[str], quarter: Triwulan, rounds: int) -> list[Row]:
    from bench import engine_rows

    found = []
    for name in names:
        use(name)
        say(f"measuring the engine in {name}")
        found += engine_rows.letters_to_figures(quarter, rounds)
        found.append(engine_rows.naive_row(quarter, 2))
        found.append(engine_rows.workers_row(quarter, rounds // 2 or 1))
    return found + sizes(names, quarter, rounds)


def sizes(names: list[str], quarter: Triwulan, rounds: int) -> list[Row]:
    """A whole run of every size in turns, and what a village costs in each."""
    from bench.engine_rows import whole_country
    from villages.models import Village

    times: dict[str, list[float]] = {name: [] for name in names}
    counts: dict[str, int] = {}

    def run(name):
        use(name)
        counts[name] = Village.objects.count()
        spent = []
        times[name].append(whole_country(quarter, lambda act: kept(spent, act)))
        return 1000 * spent[0] / counts[name]

    each = in_turns(rounds, *(lambda name=name: run(name) for name in names))
    found = []
    for name, one in zip(names, each, strict=True):
        count = f"{counts[name]:,}"
        what = f"facts → letters → figures, {count} villages, one worker"
        found.append(row_of(what, times[name], unit="s"))
        found.append(row_of(f"a village of {count}, processor", one, unit="ms"))
    if len(names) > 1:
        what = f"a village's cost at {count} villages ÷ at {counts[names[0]]:,}"
        found.append(ratio(what, each[-1], each[0], reach=2))
    return found


def kept(spent: list[float], act) -> float:
    """Return the seconds by the clock; keep the processor's."""
    return seconds(lambda: spent.append(processor_seconds(act)))


def pages(quarter: Triwulan) -> list[Row]:
    from bench import document_rows, doubles_rows, grid_rows, saving_rows, web_rows

    say("measuring saves, pages and papers")
    return [
        *saving_rows.rows(),
        *grid_rows.rows(),
        web_rows.query_row(quarter),
        web_rows.page_row(quarter),
        *web_rows.post_rows(),
        document_rows.pdf_row(quarter),
        *doubles_rows.rows(),
    ]


def imports(count: int) -> list[Row]:
    from bench import import_rows

    say(f"importing {count:,} rows, ours and the peer's")
    return import_rows.rows(count)


def version() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0]}"


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def drain(key: str) -> None:
    """One worker of a row that measures several."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    from bench.engine_rows import drain_when_told

    drain_when_told(Triwulan.parse(key))


if __name__ == "__main__":
    if sys.argv[1:2] == ["drain"]:
        drain(sys.argv[2])
    else:
        # SIGTERM too leads through the context managers, so nothing is left behind.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        sys.exit(main(arguments()))
