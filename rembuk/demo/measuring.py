"""Children over two whom the posyandu still weighs, one slip, and one page printed.

What a workbook would not bring in: it comes by the same act as from the KPM's phone.
"""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from households import actions
from households.ages import add_months, completed_months
from households.growth import STANDING
from households.models import ChildRecord, Person
from households.standards import Standard, by_day
from households.views.growth import PRINTED
from villages import audit
from villages.models import AuditEntry
from villages.models.posting import Role
from villages.quarters import Triwulan

from .accounts import login_of

OLDER = 4  # children over two
MONTHS = 8  # that they have been weighed
STEADY, FALTERING = Decimal("0.2"), Decimal("0.12")
SLIP_CM = Decimal(30)  # 68,3 written as 98,3


def measure_more(village, plan) -> None:
    """Weigh some older children, and read one length of this quarter wrongly."""
    by, today = login_of(plan, Role.KPM), village.today()
    _let_one_slip(village, by)
    for number, child in enumerate(_older(village, today)):
        _weigh(child, number, today, by)


def _older(village, today):
    children = Person.objects.in_village(village).filter(
        is_child=True, exited_on=None, born_on__lt=add_months(today, -25 - MONTHS)
    )
    young_enough = children.filter(born_on__gt=add_months(today, -55))
    return young_enough.order_by("-born_on", "pk")[:OLDER]


def _weigh(child, number, today, by) -> None:
    """Month by month along a curve; the second one falls away from it."""
    for back in range(MONTHS, -1, -1):
        day = add_months(today, -back) - timedelta(days=3 + number)
        if day < child.registered_on or completed_months(child.born_on, day) < 24:
            continue
        drop = FALTERING * (MONTHS - back) if number == 1 else 0
        actions.record_child_month(
            child, by=by, visited_on=day, today=today, **_cells(child, day, drop)
        )


def _cells(child, day: date, drop) -> dict:
    age_days = (day - child.born_on).days
    tall = by_day(Standard.LENGTH_FOR_AGE, child.sex, age_days)
    heavy = by_day(Standard.WEIGHT_FOR_AGE, child.sex, age_days)
    return {
        "weighing": "v",
        "weight_kg": _tenth(heavy.value_at(STEADY - drop)),
        "measuring": "v",
        "height_cm": _tenth(tall.value_at(-STEADY)),
        "position": STANDING,
    }


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _let_one_slip(village, by) -> None:
    """A length of the running quarter that asks to be measured again."""
    running = Triwulan.of(village.today())
    record = (
        ChildRecord.objects.filter(
            child__household__village=village,
            child__exited_on=None,
            visited_on__gte=running.first_day,
            height_cm__lt=75,
            mat="H",
        )
        .select_related("child__household__village")
        .order_by("-visited_on", "pk")
        .first()
    )
    if record is None:
        return
    actions.record_child_month(
        record.child,
        by=by,
        visited_on=record.visited_on,
        uuid=record.uuid,
        version=record.version,
        height_cm=record.height_cm + SLIP_CM,
    )
    act = AuditEntry.Act.READ
    audit.wrote(act, record.child, village=village, by=by, reason=PRINTED)
