"""Copies of the invented villages, made inside PostgreSQL table by table.

The invented rows move into a table of their own; from there every village is written
in transactions of half a million rows at most, a fiftieth of the time after the
other, as if they had been typed in. Indexes rest meanwhile and are built once. What
is done is noted in the same transaction, so that an interrupted filling goes on where
it stopped.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, transaction

from bench.families import DATED, TABLES
from villages.models import Village

ROWS = 500_000  # in a transaction
PARTS = 50  # of the time; within one the rows of a village lie together
PROGRESS = "bench_progress"


def is_under_way() -> bool:
    """Whether a filling was begun here and not finished."""
    return PROGRESS in connection.introspection.table_names()


@transaction.atomic
def begin() -> None:
    """Move the invented rows aside; the tables are empty afterwards."""
    _execute("SET CONSTRAINTS ALL IMMEDIATE")  # pending checks forbid TRUNCATE
    for table in TABLES:
        order = ", ".join([*_dated(table), "id"])
        _execute(
            f"CREATE TABLE {_seed(table)} AS SELECT *, ROW_NUMBER() OVER "
            f"(ORDER BY {order}) AS place FROM {table._meta.db_table}"
        )
        _execute(f"CREATE INDEX ON {_seed(table)} (place)")
    names = ", ".join(table._meta.db_table for table in TABLES)
    _execute(f"TRUNCATE {names} CASCADE")
    _execute(f"CREATE TABLE {PROGRESS} (name text PRIMARY KEY, place int NOT NULL)")


def fill(count: int, invented: int, say: Callable[[str], None], at_once=1) -> None:
    """Write the invented villages `count` times, the first as they are.

    Tables are filled by so many connections at once; one uses the caller's own.
    """
    strides = {Village: invented} | {table: _last_place(table) for table in TABLES}
    tables = sorted(TABLES, key=strides.get, reverse=True)
    if at_once == 1:
        for table in tables:
            _fill_table(table, count, strides, say)
    else:
        with ThreadPoolExecutor(at_once) as pool:
            parts = [
                pool.submit(_fill_apart, table, count, strides, say) for table in tables
            ]
        for part in parts:
            part.result()
    names = ", ".join([PROGRESS, *map(_seed, TABLES)])
    _execute(f"DROP TABLE {names}")


def _fill_apart(*arguments) -> None:
    try:
        _fill_table(*arguments)
    finally:
        connection.close()


def _fill_table(table, count: int, strides, say) -> None:
    name = table._meta.db_table
    text, last = _copy(table, strides), strides[table]
    done = _done(name)
    if done > last:
        return
    rest_indexes(name)
    size = max(1, min(ROWS // count, last // PARTS))
    for first, end in _steps(done, last, size):
        with transaction.atomic():
            trust_the_copies()
            _execute(text, [count - 1, first, end])
            _note(name, end)
        if size * count > ROWS // 10:
            say(f"{name}: {end * count:,} of {last * count:,} rows")
    say(f"{name}: {last * count:,} rows")
    build_indexes(name)
    _note(name, last + 1)
    say(f"{name}: indexes built")


def _steps(done: int, last: int, size: int) -> Iterator[tuple[int, int]]:
    for first in range(done, last, size):
        yield first, min(first + size, last)


def trust_the_copies() -> None:
    """Spare millions of foreign keys their checks, where the database lets us."""
    if _is_superuser():
        _execute("SET LOCAL session_replication_role = replica")


def rest_indexes(name: str) -> None:
    """Write no index entries until the next REINDEX."""
    if _is_superuser():
        _execute(
            "UPDATE pg_index SET indisready = false, indisvalid = false "
            "WHERE indrelid = %s::regclass",
            [name],
        )


def build_indexes(name: str) -> None:
    """Build all indexes of a table once, from the rows that are there."""
    _execute("SET maintenance_work_mem = '512MB'")
    _execute(f"REINDEX TABLE {name}")


def _copy(table, strides) -> str:
    fields = table._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(field, strides) for field in fields)
    return (
        f"INSERT INTO {table._meta.db_table} ({columns}) "
        f"SELECT {values} FROM generate_series(0, %s) k CROSS JOIN LATERAL "
        f"(SELECT *, k FROM {_seed(table)} WHERE place > %s AND place <= %s "
        "ORDER BY place) AS seed"
    )


def _value(field, strides) -> str:
    """A key moves on by its table's invented rows, and the uuid follows the key."""
    table = field.model if field.primary_key else field.related_model
    if table in strides:
        return f'"{field.column}" + seed.k * {strides[table]}'
    if field.column == "uuid":
        name = field.model._meta.db_table
        return f"md5('{name} ' || (id + seed.k * {strides[field.model]}))::uuid"
    return f'"{field.column}"'


def _dated(table) -> list[str]:
    return [f'"{DATED[table]}"'] if table in DATED else []


def _seed(table) -> str:
    return f"bench_{table._meta.db_table}"


def _last_place(table) -> int:
    return _one(f"SELECT COALESCE(MAX(place), 0) FROM {_seed(table)}")


def _done(name: str) -> int:
    return _one(
        f"SELECT COALESCE(MAX(place), 0) FROM {PROGRESS} WHERE name = %s", [name]
    )


def _note(name: str, place: int) -> None:
    _execute(
        f"INSERT INTO {PROGRESS} VALUES (%s, %s) "
        "ON CONFLICT (name) DO UPDATE SET place = excluded.place",
        [name, place],
    )


def _is_superuser() -> bool:
    return _one("SELECT usesuper FROM pg_user WHERE usename = current_user")


def _one(text: str, bound=()):
    with connection.cursor() as cursor:
        cursor.execute(text, bound)
        return cursor.fetchone()[0]


def _execute(text: str, bound=()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, bound)
