"""A PostgreSQL for one run, with a database for every size of country."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from tests.servers.postgres import FLAGS, postgres

# As on a server of 4 GB with an SSD: what is saved is on the disk.
FLAGS = FLAGS | {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "shared_buffers": "1GB",
    "max_wal_size": "4GB",
    "random_page_cost": "1.1",
    "jit": "off",
}


@contextmanager
def server() -> Iterator[None]:
    """Start PostgreSQL (or take DATABASE_URL) and set Django up on it."""
    with postgres(FLAGS) as url:
        os.environ["DATABASE_URL"] = url
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
        import django

        django.setup()
        from django.db import connection

        try:
            yield
        finally:
            connection.close()


@contextmanager
def database(name: str) -> Iterator[None]:
    """An empty database of the product; gone afterwards."""
    from django.core.management import call_command
    from django.db import connection

    before = connection.settings_dict["NAME"]
    _execute(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')
    use(name)
    try:
        call_command("migrate", verbosity=0)
        yield
    finally:
        use(before)
        _execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def use(name: str) -> None:
    """Let Django's connection lead to another database of the server."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name


def vacuum(*tables: str) -> None:
    """Clear away what the round before left, as autovacuum does sooner or later."""
    _execute(f"VACUUM ANALYZE {', '.join(tables)}")


def _execute(*statements: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
