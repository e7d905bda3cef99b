"""A village whose quarter is recorded, computed and worked by hand."""

from datetime import date

from households.models import PaudMonth, Quarter
from scorecard.actions import drain
from tests.cast import (
    make_child,
    make_child_record,
    make_household,
    make_pregnancy,
    make_pregnancy_record,
    make_statement,
)
from villages.quarters import Triwulan

QUARTER = Triwulan(2025, 4)  # over for good, so that no clock moves these figures
MONTHS = (date(2025, 10, 7), date(2025, 11, 7), date(2025, 12, 7))
SERVED = {
    "nutrition": "N",
    "mat": "H",
    "immunisation": "v",
    "measles": "v",
    "weight_kg": "8.4",
    "height_cm": "70.5",
    "mother_counselling": "v",
    "parenting": "v",
}


def counted(village, *, children=2):
    """One pregnant woman and some children, all in the first dusun.

    She was checked in every month and took no pills; the first child got all there
    is, the others were never visited and their households have no latrine.
    """
    home = make_household(village, head_name="Pak Karto")
    make_statement(home, "air_aman", home.registered_on, origin=0)
    make_statement(home, "jamban_layak", home.registered_on, origin=0)
    pregnancy = _mother(home)
    served = _child(home, "Ahmad Fauzan")
    for day in MONTHS:
        make_child_record(served, day, **SERVED)
    for number in range(1, children):
        poor = make_household(village, head_name=f"Pak Tani {number}")
        make_statement(poor, "jamban_layak", poor.registered_on, "x", origin=0)
        _child(poor, f"Putri Ayu {number}")
    settle(village)
    return pregnancy, served


def _mother(home):
    pregnancy = make_pregnancy(
        home, due_on=date(2026, 2, 10), registered_on=date(2025, 6, 1)
    )
    pregnancy.woman.name = "Siti Aminah"
    pregnancy.woman.save()
    make_statement(pregnancy, "jaminan_kesehatan", date(2025, 6, 1), origin=0)
    for day in MONTHS:
        make_pregnancy_record(pregnancy, day, status="N", checkup="v", iron="x")
    return pregnancy


def _child(home, name):
    child = make_child(home, date(2025, 2, 3), name=name, kia_number=f"KIA {name[0]}1")
    make_statement(child, "akta_lahir", child.registered_on, origin=0)
    make_statement(child, "jaminan_kesehatan", child.registered_on, origin=0)
    return child


def preschooler(village, *marks):
    """A child over two with these marks in the months of the quarter."""
    child = make_child(village.households.first(), date(2022, 5, 1), name="Rahma Putri")
    for day, mark in zip(MONTHS, marks, strict=False):
        PaudMonth.objects.create(child=child, month=day.replace(day=1), mark=mark)
    settle(village)
    return child


def settle(village):
    """Do the worker's work."""
    since = QUARTER.first_day
    Quarter.objects.touch([village.pk], since=since, today=village.today())
    drain()


def finalised(village, *, kpm, admin):
    """Take the quarter all the way, whatever the checks say."""
    from scorecard import actions
    from scorecard.checks import checks_of

    row = village.quarters.of(QUARTER).get()
    for check in checks_of(row):
        actions.explain_check(row, check.code, "Sudah diperiksa bersama.", by=kpm)
    actions.verify(row, by=kpm)
    actions.validate(row, by=admin)
    return actions.finalise(row, by=admin)
