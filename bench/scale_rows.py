"""What grows with the country: a village's cost and bytes, figures of all levels."""

from django.db import connection, transaction

from bench.engine_rows import letters_to_figures
from bench.measuring import Row, processor_seconds, row_of
from scorecard import engine
from villages.models import Village
from villages.quarters import Triwulan

REGENCIES = 10  # computed again for the cost of a village
TOLD = 8  # the largest tables
SIZES = """
SELECT relname, pg_table_size(oid), pg_indexes_size(oid), reltuples::bigint
FROM pg_class WHERE relkind = 'r' AND relname ~ '^(households|scorecard|villages)_'
ORDER BY pg_total_relation_size(oid) DESC
"""


def rows(quarter: Triwulan) -> list[Row]:
    count = Village.objects.count()
    return [
        *cost_rows(count, quarter),
        *letters_to_figures(quarter, 1),
        *byte_rows(count),
    ]


def cost_rows(count: int, quarter: Triwulan) -> list[Row]:
    """A village computed with its regency, with some of it, and alone after a save."""
    regency = {code: ids_within(code) for code in regencies()}
    found = []
    for size, together in ((None, "a regency"), (30, "thirty"), (1, "one")):
        spent = [cost_of(ids[:size], quarter) for ids in regency.values()]
        what = f"a village of {count:,}, {together} at a time, processor"
        found.append(row_of(what, spent, unit="ms"))
    return found


def regencies() -> list[str]:
    """Some, spread over the country."""
    codes = Village.objects.order_by("code").values_list("code", flat=True)
    every = sorted({code[:4] for code in codes})
    step = max(1, len(every) // REGENCIES)
    return every[::step][:REGENCIES]


def ids_within(regency: str) -> list[int]:
    return list(Village.objects.within(regency).values_list("pk", flat=True))


def cost_of(ids: list[int], quarter: Triwulan) -> float:
    """The processor's milliseconds for one of these villages; nothing is kept."""
    with transaction.atomic():
        taken = processor_seconds(
            lambda: engine.store_villages(ids, quarter, quarter.last_day)
        )
        transaction.set_rollback(True)
    return 1000 * taken / len(ids)


def byte_rows(count: int) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(SIZES)
        sizes = cursor.fetchall()
        cursor.execute("SELECT pg_database_size(current_database())")
        (whole,) = cursor.fetchone()
    found = [
        row_of("the database", [whole / 1e9], unit="GB"),
        row_of("of it a village", [whole / count / 1000], unit="kB"),
    ]
    for name, own, indexes, tuples in sizes[:TOLD]:
        what = f"{name}, {tuples:,} rows; indexes {indexes / 1e9:.2f} GB"
        found.append(row_of(what, [(own + indexes) / 1e9], unit="GB"))
    return found
