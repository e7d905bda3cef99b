"""A country of N villages, the same for the same seed.

A few villages are invented row by row; the others are their copies, made inside the
database (bench/copies.py). Rows of facts lie in the order of their dates, as they are
typed in.
"""

from collections.abc import Callable

from django.db import connection, transaction

from bench import copies
from bench.families import DATED, MONTHS, TABLES, families_of
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


def make_country(
    count: int,
    quarter: Triwulan,
    invented: int = INVENTED,
    months: int = MONTHS,
    say: Callable[[str], None] = lambda text: None,
    at_once: int = 1,
) -> None:
    """Fill a database with at least so many villages, up to the quarter's end.

    The number is rounded up to a multiple of `invented`; `months` of records are
    made. An interrupted filling of the same country goes on where it stopped.
    """
    times = -(-count // invented)
    if not copies.is_under_way():
        invent(invented * times, invented, quarter, months)
    if times > 1:
        copies.fill(times, invented, say, at_once)
    reset_keys()


@transaction.atomic
def invent(count: int, invented: int, quarter: Triwulan, months: int) -> None:
    """Make all areas and villages, and the families of the first villages."""
    villages = make_villages(count)
    store(families_of(villages[:invented], quarter, SEED, months))
    if count > invented:
        copies.begin()


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
        (
            Village(pk=pk, code=code, name=f"Desa {pk}", district=areas[code[:6]])
            for pk, code in enumerate(codes, start=1)
        ),
        batch_size=5000,
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


def reset_keys() -> None:
    """Let the next row of each table follow the rows that brought their own keys."""
    from django.core.management.color import no_style

    statements = connection.ops.sequence_reset_sql(no_style(), [Village, *TABLES])
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
