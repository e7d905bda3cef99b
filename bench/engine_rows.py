"""Facts → letters → figures: how long for a country, a village, one or two workers."""

import subprocess
import sys
from collections.abc import Callable

from django.db import connection, transaction

from bench import naive
from bench.databases import vacuum
from bench.measuring import Row, in_turns, processor_seconds, ratio, seconds
from households.models import Quarter
from kpm.local import BASE_DIR
from scorecard.actions import drain
from scorecard.actions.compute import AREA_BATCH
from scorecard.actions.rebuild import batched
from scorecard.engine import store_areas
from scorecard.engine.figures import COLUMNS as FIGURE_COLUMNS
from scorecard.engine.figures import village_figures
from scorecard.models import AreaQuarter, Figure, Performance, TargetQuarter
from scorecard.reading import figures_of
from scorecard.rules.hpk_2018 import RULES as HPK_2018
from tests.servers.worker import database_url
from villages.codes import parent_of
from villages.models import Village
from villages.quarters import Triwulan

QUARTERS = 8
NAIVE = 3  # villages; the loop is slow
LISTENING = "ready\n"


def settle(quarter: Triwulan) -> None:
    """Compute the quarter once, and give the seven before it the same letters."""
    begin(quarter)
    drain(quarter=quarter)
    for back in range(1, QUARTERS):
        repeat(quarter, quarter.shift(-back))
    vacuum()


def begin(quarter: Triwulan) -> None:
    """Touch every village's quarter."""
    Quarter.objects.bulk_create(
        Quarter(village=village, year=quarter.year, number=quarter.number, touched=1)
        for village in Village.objects.order_by("pk")
    )


DERIVED = (TargetQuarter, Figure, Performance, Quarter, AreaQuarter)


def repeat(quarter: Triwulan, earlier: Triwulan, models=DERIVED) -> None:
    """Let an earlier quarter have the letters and figures of this one."""
    with connection.cursor() as cursor:
        for model in models:
            fields = [f for f in model._meta.concrete_fields if not f.primary_key]
            columns = [f'"{field.column}"' for field in fields]
            moved = {'"year"': "%(to_year)s", '"number"': "%(to_number)s"}
            values = [moved.get(column, column) for column in columns]
            cursor.execute(
                f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) "
                f"SELECT {', '.join(values)} FROM {model._meta.db_table} "
                "WHERE year = %(year)s AND number = %(number)s",
                {
                    "to_year": earlier.year,
                    "to_number": earlier.number,
                    "year": quarter.year,
                    "number": quarter.number,
                },
            )


def touch_all(quarter: Triwulan) -> None:
    rows = Quarter.objects.of(quarter)
    rows.update(touched=1, computed=0)
    vacuum()


# --- the whole country ---------------------------------------------------------------


def whole_country(quarter: Triwulan, clock=seconds) -> float:
    """Return the seconds from facts to the nation's figures, in one process."""
    touch_all(quarter)
    return clock(lambda: drain(quarter=quarter))


def letters_to_figures(quarter: Triwulan, rounds: int) -> list[Row]:
    """Figures of every level from stored letters, against counting those letters."""
    counted, summed, stored = in_turns(
        rounds,
        lambda: processor_seconds(lambda: count_letters(quarter)),
        lambda: processor_seconds(lambda: sum_letters(quarter)),
        lambda: rolled_back(lambda: store_figures(quarter)),
    )
    of = f"÷ count(*) of the letters, {Village.objects.count():,} villages"
    return [
        ratio(f"letters → figures, summed {of}", summed, counted, reach=16),
        ratio(
            f"letters → figures, stored for all levels {of}", stored, counted, reach=16
        ),
    ]


def rolled_back(act: Callable[[], object]) -> float:
    with transaction.atomic():
        alone()
        taken = processor_seconds(act)
        transaction.set_rollback(True)
    vacuum()
    return taken


def alone() -> None:
    """No parallel workers for the rest of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")


@transaction.atomic
def count_letters(quarter: Triwulan) -> int:
    alone()
    at = {"year": quarter.year, "number": quarter.number}
    return TargetQuarter.objects.filter(**at).count()


def store_figures(quarter: Triwulan) -> None:
    """What the worker does once letters are there, for the country in one statement."""
    at = {"year": quarter.year, "number": quarter.number}
    Figure.objects.filter(**at).delete()
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO scorecard_figure ({FIGURE_COLUMNS}) {figures()}", at
        )
    codes = {code[:6] for code in Village.objects.values_list("code", flat=True)}
    while codes:
        for some in batched(sorted(codes), AREA_BATCH):
            store_areas(some, quarter)
        codes = {above for code in codes if (above := parent_of(code))}


@transaction.atomic
def sum_letters(quarter: Triwulan) -> None:
    alone()
    at = {"year": quarter.year, "number": quarter.number}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT SUM(received), SUM(due) FROM ({figures()}) f", at)


def figures() -> str:
    ids = Village.objects.order_by("pk").values_list("pk", flat=True)
    return village_figures(HPK_2018.name).format(scope=", ".join(f"({i})" for i in ids))


# --- naive ---------------------------------------------------------------------------


def naive_row(quarter: Triwulan, rounds: int) -> Row:
    """The plain loop, village by village, against the engine's share of a village."""
    villages = list(Village.objects.order_by("pk")[:NAIVE])
    assert_same(villages, quarter)
    loops, engine = in_turns(
        rounds,
        lambda: processor_seconds(lambda: loop(villages, quarter)) / len(villages),
        lambda: whole_country(quarter, processor_seconds) / Village.objects.count(),
    )
    what = "naive ORM loop ÷ engine, per village"
    return ratio(what, loops, engine, reach=100, is_floor=True)


def loop(villages, quarter: Triwulan) -> None:
    for village in villages:
        naive.compute(village, quarter, quarter.last_day)


def assert_same(villages, quarter: Triwulan) -> None:
    """Measure nothing that counts differently."""
    for village in villages:
        by_engine = figures_of([village.code], quarter)
        loop([village], quarter)
        if figures_of([village.code], quarter) != by_engine:
            raise AssertionError(f"the loop and the engine differ in {village.code}")


# --- two workers ---------------------------------------------------------------------


def workers_row(quarter: Triwulan, rounds: int) -> Row:
    """One process and two that drain the same country, as Celery's workers do."""
    one, two = in_turns(
        rounds,
        lambda: drained_by(1, quarter),
        lambda: drained_by(2, quarter),
    )
    return ratio("two workers ÷ one", one, two, reach=1.6, is_floor=True)


def drained_by(count: int, quarter: Triwulan) -> float:
    touch_all(quarter)
    workers = [start_drainer(quarter) for _ in range(count)]
    for worker in workers:
        if worker.stdout.readline() != LISTENING:
            raise RuntimeError("a worker did not start")

    def go():
        for worker in workers:
            worker.stdin.close()  # all begin at once
        for worker in workers:
            worker.wait(600)

    taken = seconds(go)
    if Quarter.objects.stale().exists():
        raise AssertionError("the workers left something touched")
    return taken


def start_drainer(quarter: Triwulan) -> subprocess.Popen:
    import os

    return subprocess.Popen(
        [sys.executable, "-m", "bench", "drain", quarter.key],
        cwd=BASE_DIR,
        env={**os.environ, "DATABASE_URL": database_url()},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def drain_when_told(quarter: Triwulan) -> None:
    """What a process of `drained_by` does."""
    connection.ensure_connection()
    print(LISTENING, end="", flush=True)
    sys.stdin.read()
    drain(quarter=quarter)
