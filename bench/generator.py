"""A country of N villages, the same for the same seed.

A few villages are invented row by row; the others are their copies, made inside the
database. Rows of facts lie in the order of their dates, as they are typed in.
"""

from django.db import connection, transaction

from bench.families import TABLES, families_of
from households.models import (
    ChildRecord,
    Household,
    Membership,
    PaudMonth,
    Person,
    Pregnancy,
    PregnancyRecord,
    Residence,
    Statement,
)
from villages.models import Area, Village
from villages.quarters import Triwulan

SEED = 1000
INVENTED = 20  # villages
DISTRICTS, REGENCIES = 15, 14  # in a regency, in a province
VILLAGES = 10  # in a district
PROVINCES = [*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66)] + [
    *range(71, 77),
    81,
    82,
    *range(91, 97),
]
DATED = {
    Household: "registered_on",
    Residence: "from_on",
    Person: "registered_on",
    Membership: "from_on",
    Pregnancy: "registered_on",
    Statement: "stated_on",
    ChildRecord: "visited_on",
    PregnancyRecord: "visited_on",
    PaudMonth: "month",
}


def make_country(count: int, quarter: Triwulan, invented: int = INVENTED) -> None:
    """Fill an empty database with at least so many villages, up to the quarter's end.

    The number is rounded up to a multiple of `invented`.
    """
    copies = -(-count // invented) - 1
    villages = make_villages(invented * (copies + 1))
    with transaction.atomic():
        store(families_of(villages[:invented], quarter, SEED))
        if copies:
            copy(copies, invented)
        reset_keys()


def make_villages(count: int) -> list[Village]:
    """Areas of every level with their villages, numbered from 1."""
    codes = [code_of(number) for number in range(count)]
    areas = {"00": Area(code="00", name="INDONESIA", level=0)}
    for code in codes:
        for level, digits in enumerate((2, 4, 6), start=1):
            above = areas["00" if digits == 2 else code[: digits - 2]]
            areas.setdefault(
                code[:digits],
                Area(
                    code=code[:digits],
                    name=f"WILAYAH {code[:digits]}",
                    level=level,
                    parent=above,
                ),
            )
    for level in range(4):
        Area.objects.bulk_create(area for area in areas.values() if area.level == level)
    return Village.objects.bulk_create(
        Village(pk=pk, code=code, name=f"Desa {pk}", district=areas[code[:6]])
        for pk, code in enumerate(codes, start=1)
    )


def code_of(number: int) -> str:
    """Return the code of the N-th village; there is room for 79,800."""
    district, village = divmod(number, VILLAGES)
    regency, district = divmod(district, DISTRICTS)
    province, regency = divmod(regency, REGENCIES)
    return f"{PROVINCES[province]}{regency + 1:02}{district + 1:02}{2001 + village}"


def store(rows) -> None:
    for table in TABLES:
        made = rows.made[table]
        if date := DATED.get(table):
            made = sorted(made, key=lambda row: getattr(row, date))
        table.objects.bulk_create(made, batch_size=500)


# --- copies --------------------------------------------------------------------------


def copy(copies: int, invented: int) -> None:
    """Copy every invented village so many times, each table in one statement."""
    strides = {table: table.objects.count() for table in TABLES} | {Village: invented}
    with connection.cursor() as cursor:
        trust_the_copies(cursor)
        for table in TABLES:
            cursor.execute(copy_of(table, strides), [copies])


def trust_the_copies(cursor) -> None:
    """Spare millions of foreign keys their checks, where the database lets us."""
    cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
    if cursor.fetchone()[0]:
        cursor.execute("SET LOCAL session_replication_role = replica")


def copy_of(table, strides) -> str:
    columns = [field.column for field in table._meta.concrete_fields]
    values = [value_of(field, strides) for field in table._meta.concrete_fields]
    order = f'"{DATED[table]}", k, id' if table in DATED else "k, id"
    return (
        f"INSERT INTO {table._meta.db_table} ({_listed(columns)}) "
        f"SELECT {', '.join(values)} FROM {table._meta.db_table}, "
        f"generate_series(1, %s) k ORDER BY {order}"
    )


def value_of(field, strides) -> str:
    """A key moves on by its table's invented rows; every row gets a uuid of its own."""
    table = field.model if field.primary_key else field.related_model
    if table in strides:
        return f'"{field.column}" + k * {strides[table]}'
    return "gen_random_uuid()" if field.column == "uuid" else f'"{field.column}"'


def _listed(columns) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def reset_keys() -> None:
    """Let the next row of each table follow the rows that brought their own keys."""
    from django.core.management.color import no_style

    statements = connection.ops.sequence_reset_sql(no_style(), [Village, *TABLES])
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
