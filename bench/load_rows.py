"""Eight read and four save at once through gunicorn, while a worker computes.

`python -m bench.load_rows` does it in 100 villages (`--villages N`); with `--country
FOLDER` in the one that `bench.nation` made. It ends with an error when a save was lost
or doubled, a page failed, or a figure was stale once the worker had nothing left.
"""

import argparse
import http.client
import itertools
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from bench.__main__ import redis, say
from bench.databases import database, server, use, vacuum
from bench.load import PATIENCE, Post, send
from bench.measuring import Row, p95, row_of, seconds, table
from kpm.processes import stop
from villages.quarters import Triwulan

READERS, SAVERS = 8, 4
VILLAGES = 80  # whose KPM save
STALE_LIMIT = 300  # seconds until the worker must have caught up


@dataclass
class Reading:
    """What the readers saw: the seconds of each kind of page, and what failed."""

    times: dict[str, list[float]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)
    pause: float = 0  # seconds that a reader looks at a page

    def read(self, host: str, pages: Iterator[tuple[str, str, str]]) -> None:
        """Open page after page until it is over."""
        line = http.client.HTTPConnection(host, timeout=PATIENCE)
        for name, path, session in pages:
            if self.is_over.wait(self.pause):
                break
            begun = time.perf_counter()
            line.request("GET", path, headers={"Cookie": f"sessionid={session}"})
            answer = line.getresponse()
            answer.read()
            self.times.setdefault(name, []).append(time.perf_counter() - begun)
            if answer.status != 200:
                self.failed.append(f"{path}: {answer.status}")
        line.close()


def rows(quarter: Triwulan, count: int, pause: float = 0) -> list[Row]:
    """Save `count` forms while pages of every level are read, and check each."""
    from bench.saving_rows import children_now
    from bench.web_rows import check, post_of, record_path, site

    sessions: dict[str, str] = {}
    every = list(children_now(VILLAGES))
    children = every[:: max(len(every) // count, 1)][:count]  # of all those villages
    posts = [post_of(child, record_path, {}, sessions) for child in children]
    found = pages(
        quarter, sorted({child.household.village for child in children}, key=str)
    )
    reading, taken = Reading(pause=pause), []
    with site() as url, worker():
        host = urlsplit(url).netloc
        check(posts, lambda: taken.append(at_once(host, posts, found, reading)))
        begun = time.perf_counter()
        wait_until_computed(begun)
        behind = time.perf_counter() - begun
    if reading.failed:
        raise AssertionError("\n".join(reading.failed))
    refuse_stale(children)
    return told(reading, len(posts) / taken[0], behind)


def at_once(host, posts: list[Post], found, reading: Reading) -> float:
    """Return the seconds that the savers took; the readers read all the while."""
    readers = [
        threading.Thread(
            target=reading.read,
            args=(host, itertools.islice(itertools.cycle(found), n, None)),
        )
        for n in range(READERS)
    ]
    for thread in readers:
        thread.start()
    taken = seconds(lambda: save(host, posts))
    reading.is_over.set()
    for thread in readers:
        thread.join()
    return taken


def save(host: str, posts: list[Post]) -> None:
    """Send the posts over four connections; each must be answered by a redirect."""
    answers: list[int] = []

    def work(mine):
        line = http.client.HTTPConnection(host, timeout=PATIENCE)
        answers.extend(send(host, post, line) for post in mine)
        line.close()

    threads = [
        threading.Thread(target=work, args=(posts[n::SAVERS],)) for n in range(SAVERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if answers != [302] * len(posts):
        raise AssertionError(f"not every form was saved: {sorted(set(answers))}")


def told(reading: Reading, rate: float, behind: float) -> list[Row]:
    waits = [one for times in reading.times.values() for one in times]
    each = sum(waits) / len(waits) + reading.pause  # seconds of one page
    return [
        *(
            row_of(f"{name}, p95", [1000 * p95(times)], unit="ms")
            for name, times in reading.times.items()
        ),
        row_of("pages a second", [READERS / each]),
        row_of("forms saved a second meanwhile", [rate]),
        row_of("the last save until every figure is computed", [behind], unit="s"),
    ]


# --- who reads what ------------------------------------------------------------------


def pages(quarter: Triwulan, villages: list) -> list[tuple[str, str, str]]:
    """(kind, path, session) of the pages that are read, from the nation down."""
    from django.urls import reverse

    from bench.web_rows import kpm_of, session_of

    pusat = session_of(central())
    at = [quarter.year, quarter.number]
    found = []
    for village in villages[:READERS]:
        kpm = session_of(kpm_of(village))
        code = village.code
        for name, area in zip(
            LEVELS, ("00", code[:2], code[:4], code[:6]), strict=True
        ):
            path = reverse("scorecard:area", args=[area, *at])
            found.append((f"roll-up of a {name}", path, pusat))
        path = reverse("scorecard:comparison", args=[code[:4], *at])
        found.append(("comparison in a regency", path, pusat))
        for name, view, keys in (
            ("scorecard of a village", "scorecard:scorecard", at),
            ("telaah of a village", "scorecard:diagnosis", at),
            ("tasks of a village", "households:task_list", []),
        ):
            found.append((name, reverse(view, args=[code, *keys]), kpm))
        path = reverse("scorecard:public_place", args=[code])
        found.append(("public page of a village", path, ""))
    return found


LEVELS = ("nation", "province", "regency", "district")


def central():
    """A reader of every area, made when first asked for."""
    from villages.models import Posting, User
    from villages.models.posting import Role

    user, is_new = User.objects.get_or_create(
        username="bench-pusat", defaults={"name": "Bench"}
    )
    if is_new:
        since = date.today().replace(month=1, day=1)
        Posting.objects.create(
            user=user, role=Role.PUSAT, area_code="00", starts_on=since
        )
    return user


# --- the worker and what it owes -----------------------------------------------------


@contextmanager
def worker() -> Iterator[None]:
    """A Celery worker with its beat, as in production."""
    from tests.servers.worker import start_worker

    with tempfile.TemporaryDirectory(prefix="kpm-bench-") as folder:
        running = start_worker(Path(folder), beat=True)
        try:
            yield
        finally:
            stop(running.process)


def wait_until_computed(begun: float) -> None:
    """Wait until no village and no area is marked any more."""
    from django.db.models import F

    from households.models import Quarter
    from scorecard.models import AreaQuarter

    def owed(model):
        return model.objects.exclude(touched=F("computed")).exists()

    while owed(Quarter) or owed(AreaQuarter):
        if time.perf_counter() - begun > STALE_LIMIT:
            raise AssertionError(f"figures are stale after {STALE_LIMIT} s")
        time.sleep(0.05)


def refuse_stale(children: list) -> None:
    """Compute the villages once more: every figure must come out as it stood."""
    from households.models import Quarter
    from scorecard.actions import drain
    from scorecard.models import Figure

    for village in {child.household.village for child in children}:
        now = Triwulan.of(village.today())
        stood = sorted(figures_of(Figure, village, now))
        Quarter.objects.touch([village.pk], since=now.first_day, today=village.today())
        drain(village.code, now)
        if sorted(figures_of(Figure, village, now)) != stood:
            raise AssertionError(f"figures of {village.code} were stale")


def figures_of(model, village, quarter):
    rows = model.objects.filter(
        area_code=village.code, year=quarter.year, number=quarter.number
    )
    return rows.values_list("measure", "received", "due")


# --- command -------------------------------------------------------------------------


def main(chosen: argparse.Namespace) -> None:
    quarter = Triwulan.of(date.today()).previous
    with ExitStack() as stack:
        redis(stack)
        if chosen.country:
            from bench import nation

            stack.enter_context(nation.server(chosen.country, nation.FLAGS))
            use(nation.NAME)
        else:
            stack.enter_context(server())
            fill(stack, chosen.villages, quarter)
        say(f"{os.cpu_count()} cores, {READERS} readers, {SAVERS} savers")
        print(table(rows(quarter, chosen.forms, chosen.pause)))


def fill(stack: ExitStack, count: int, quarter: Triwulan) -> None:
    from bench.engine_rows import settle
    from bench.generator import make_country

    stack.enter_context(database(f"kpm_bench_load_{count}"))
    make_country(count, quarter)
    vacuum()
    settle(quarter)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.load_rows")
    parser.add_argument("--villages", type=int, default=100)
    parser.add_argument("--country", type=Path, metavar="FOLDER")
    parser.add_argument("--forms", type=int, default=400)
    parser.add_argument("--pause", type=float, default=0, metavar="SECONDS")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    main(parser.parse_args())
