"""A dusun with three houses of the running quarter, for its sketch."""

from households.ages import add_months
from households.models import Quarter
from scorecard.actions import drain
from tests.cast import make_child, make_household, make_statement

EVERYTHING = ("air_aman", "jamban_layak")


def drawn(village, *, count=3):
    """Houses in the first dusun whose only child was never visited."""
    today = village.today()
    since = add_months(today, -5)
    dusun = village.dusuns.first()
    homes = []
    for number in range(count):
        home = make_household(
            village, dusun, since, head_name=f"Keluarga {number + 1}", rt="02"
        )
        make_child(home, add_months(today, -8), registered_on=since)
        homes.append(home)
    settle(village)
    return dusun, homes


def supply(village, home):
    """Water and a latrine for the household."""
    for column in EVERYTHING:
        make_statement(home, column, home.registered_on)
    settle(village)


def settle(village):
    """Do the worker's work on the running quarter."""
    today = village.today()
    Quarter.objects.touch([village.pk], since=today, today=today)
    drain()
