"""Rows that were read before, written again in one statement: each only as it was."""

from django.db import connection

# The same words on SQLite and PostgreSQL.
REWRITE = """
WITH typed (row_id, seen, {columns}) AS (VALUES {rows})
UPDATE {table} SET version = typed.seen + 1, {pairs}
FROM typed WHERE {table}.id = typed.row_id AND {table}.version = typed.seen
RETURNING {table}.id
"""


def rewrite(rows, names):
    """Write the fields `names` of some rows, and their next versions.

    Each `version` is still the one it was read with, and goes up when its row was
    written; of whoever was faster nothing is overwritten. Returns the rows written.
    """
    fields = [rows[0]._meta.get_field(name) for name in names]
    columns = [connection.ops.quote_name(field.column) for field in fields]
    plain = f"(%s, %s{', %s' * len(fields)})"
    # A bare value has no type of its own on PostgreSQL: the first row's tell it.
    typed = ", ".join(["%s", "%s", *map(_typed, fields)])
    text = REWRITE.format(
        table=connection.ops.quote_name(rows[0]._meta.db_table),
        columns=", ".join(columns),
        rows=", ".join([f"({typed})", *[plain] * (len(rows) - 1)]),
        pairs=", ".join(f"{column} = typed.{column}" for column in columns),
    )
    with connection.cursor() as cursor:
        cursor.execute(text, [one for row in rows for one in _values(row, fields)])
        found = {pk for (pk,) in cursor.fetchall()}
    written = [row for row in rows if row.pk in found]
    for row in written:
        row.version += 1
    return written


def _values(row, fields):
    yield from (row.pk, row.version)
    for field in fields:
        yield field.get_db_prep_save(getattr(row, field.attname), connection)


def _typed(field):
    if connection.vendor != "postgresql":
        return "%s"
    return f"CAST(%s AS {field.rel_db_type(connection) or field.db_type(connection)})"
