"""One monthly record saved, with its mark and its journal, against its bare INSERT."""

from contextlib import contextmanager
from decimal import Decimal

from django.db import connection, transaction

from bench.measuring import Row, Told, ratio, row_of, seconds, statements
from households.actions import record_child_month
from households.ages import add_months
from households.models import ChildRecord, Person
from villages.models import User, Village

SAVES = 150
VILLAGES = 80
AGES = 18  # months; about 70 children of every village


def children_now(village_count: int):
    """Children who have no record in the running month yet, village after village."""
    for village in Village.objects.order_by("pk")[:village_count]:
        today = village.today()
        yield from (
            Person.objects.in_village(village)
            .filter(is_child=True, born_on__gt=add_months(today, -AGES))
            .exclude(records__month=today.replace(day=1))
            .select_related("household__village")
            .order_by("pk")
        )


def cells(number: int) -> dict:
    """What a KPM ticks and measures."""
    return {
        "weighing": "v",
        "weight_kg": 7 + Decimal(number % 10) / 10,
        "measuring": "v",
        "height_cm": Decimal(66 + number % 5),
        "position": "telentang",
        "mat": "H",
        "nutrition": "N",
        "immunisation": "v",
        "mother_counselling": "v",
        "father_counselling": "x",
        "home_visit": "v",
        "parenting": "v",
        "water": "v",
    }


@contextmanager
def timed_commits(told):
    """Count what COMMIT takes among the statements."""
    commit = connection._commit

    def timed():
        told.seconds += seconds(commit)

    connection._commit = timed
    try:
        yield
    finally:
        connection._commit = commit


def rows() -> list[Row]:
    user = User.objects.create(username="bench-saver", name="Bench")
    times = {way: [] for way in WAYS}
    counts = []
    children = children_now(VILLAGES)
    for number in range(SAVES):
        for way, (act, is_inside) in WAYS.items():
            child = next(children)
            told = spent(act, (child, user, number), is_inside=is_inside)
            times[way].append(told.seconds)
            if way == "save":
                counts.append(len(told.statements))
    return [
        ratio(
            "save of a monthly record (mark, journal) ÷ bare INSERT, SQL with COMMIT",
            times["save"],
            times["insert"],
            reach=2.5,
        ),
        ratio("the same without COMMIT", times["save inside"], times["insert inside"]),
        row_of("SQL of that save, p50", [1000 * t for t in times["save"]], unit="ms"),
        row_of("its statements", counts),
    ]


def spent(act, arguments, *, is_inside) -> Told:
    """Return the statements of an act; inside a transaction COMMIT is not counted."""
    with statements() as told:
        if is_inside:
            with transaction.atomic():
                act(*arguments)
        else:
            with timed_commits(told):
                act(*arguments)
    return told


def save(child, user, number) -> None:
    today = child.household.village.today()
    record_child_month(child, by=user, visited_on=today, **cells(number))


def insert(child, user, number) -> None:
    today = child.household.village.today()
    ChildRecord.objects.create(
        child=child,
        household_id=child.household_id,
        month=today.replace(day=1),
        visited_on=today,
        recorded_by=user,
        **cells(number),
    )


WAYS = {
    "save": (save, False),
    "insert": (insert, False),
    "save inside": (save, True),
    "insert inside": (insert, True),
}
