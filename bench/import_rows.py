"""A workbook of 100,000 rows imported, against django-import-export's bulk mode.

Both read the same rows into empty villages and check each of them. The peer is given
its best: bulk inserts, no look for an older row, no report of differences, and its
foreign keys from a table in memory; `full_clean` is its way to check a row. Each runs
in a process of its own, whose greatest memory is what the table tells.
"""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.big_workbook import TOTAL, write_big_workbook
from bench.measuring import Row, ratio, row_of, seconds

OURS, PEER = "3399990001", "3399990002"  # villages of their own


def rows(total: int = TOTAL) -> list[Row]:
    """Measure one import of each; a second would find its rows there."""
    with TemporaryDirectory(prefix="kpm-bench-") as folder:
        path = Path(folder) / "buku.xlsx"
        write_big_workbook(path, until=date.today().replace(day=1), total=total)
        size = path.stat().st_size / 1e6
        ours = in_its_own_process("ours", path)
        peer = in_its_own_process("peer", path)
    what = f"{total:,} rows of a workbook ({size:.1f} MB)"
    return [
        ratio(
            f"{what}: django-import-export in bulk ÷ ours, both checking each row",
            [peer["seconds"]],
            [ours["seconds"]],
            reach=15,
            is_floor=True,
        ),
        row_of("the import", [ours["seconds"]], unit="s"),
        row_of("its peak memory", [ours["megabytes"]], unit="MB", reach=200),
        row_of("the peer's", [peer["megabytes"]], unit="MB"),
        row_of("its last transaction, while others wait", [ours["held"]], unit="s"),
    ]


def in_its_own_process(way: str, path: Path) -> dict[str, float]:
    """Run one of the two; it prints what it took."""
    from django.db import connection

    place = connection.settings_dict
    url = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{place['NAME']}"
    answer = subprocess.run(
        [sys.executable, "-m", "bench.import_rows", way, str(path)],
        env={**os.environ, "DATABASE_URL": url},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    found: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return found


def run(way: str, path: Path) -> dict[str, float]:
    """Import the file in this process."""
    import django

    django.setup()
    from bench.import_peer import import_all
    from tests.cast import make_village

    if way == "peer":
        village = make_village(PEER, "Sebelah")
        taken, held = seconds(lambda: import_all(village, path)), 0.0
    else:
        taken, held = import_ours(make_village(OURS, "Sendiri"), path)
    return {"seconds": taken, "megabytes": greatest_memory(), "held": held}


def greatest_memory() -> float:
    """The megabytes this process ever held; `ru_maxrss` also tells of its parent's."""
    status = Path("/proc/self/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def import_ours(village, path: Path) -> tuple[float, float]:
    """Return the seconds of the whole import, and of its last transaction."""
    from time import perf_counter

    from households.workbook.importing import SAVING, save

    begun: dict[str, float] = {}

    def watch(job):
        begun.setdefault(job.step, perf_counter())

    taken = seconds(lambda: save(village, path, watcher=watch))
    return taken, perf_counter() - begun[SAVING]


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    print(json.dumps(run(sys.argv[1], Path(sys.argv[2]))))
