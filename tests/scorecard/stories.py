"""Short ways to save a fact as the pages do, and to bring a quarter to its end."""

from datetime import date

from django.db import transaction

from households.models import Quarter
from scorecard import actions
from tests.cast import make_child, make_child_record, make_household
from villages.quarters import Triwulan

TW1, TW2, TW3 = (Triwulan(2025, n) for n in (1, 2, 3))
TODAY = date(2025, 12, 20)


@transaction.atomic
def save(village, make, *args, since, dated=None, today=TODAY, **fields):
    """Write a fact and touch the quarters it can affect, in one transaction."""
    made = make(*args, **fields)
    days = [since] if dated is None else dated
    Quarter.objects.touch([village.pk], since=since, dated=days, today=today)
    return made


def family(village, born_on=date(2024, 9, 5), dusun=None):
    """A household with one child, registered in January 2025."""
    day = date(2025, 1, 2)
    household = save(village, make_household, village, dusun, day, since=day)
    return save(village, make_child, household, born_on, day, since=day)


def visit(village, child, day, today=TODAY, **fields):
    """Formulir 2B of a month."""
    return save(
        village, make_child_record, child, day, since=day, today=today, **fields
    )


def quarter_of(village, quarter) -> Quarter:
    return village.quarters.of(quarter).get()


def explain_all(quarter: Quarter):
    """Explain every check that may be explained."""
    for code in (
        "belum_diverifikasi",
        "tidak_dikunjungi",
        "hpl_14",
        "paud_kosong",
        "terlambat_terdaftar",
    ):
        quarter.explanations.update_or_create(
            check_code=code, defaults={"text": "Sudah dibahas dalam rapat RDS."}
        )


def make_final(village, quarter, *, by=None):
    """All steps from berjalan to final; returns the snapshot."""
    row = quarter_of(village, quarter)
    explain_all(row)
    actions.verify(row, by=by)
    actions.validate(row, by=by)
    return actions.finalise(row, by=by)
