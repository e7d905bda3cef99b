"""The whole demo, told by the same verbs that the pages use."""

from datetime import timedelta

from households.models import Household
from households.workbook.importing import save
from scorecard.actions import drain
from villages.models import (
    Area,
    BudgetLine,
    Official,
    User,
    Village,
)
from villages.models.posting import Role

from .accounts import login_of, open_logins
from .budgeting import spend
from .delivering import carry_out
from .discussing import discuss
from .doubles import write_down_twice
from .evaluating import date_entries, keep_findings, tell_population
from .letterhead import nip_of, set_letterhead
from .mapping import map_village
from .measuring import measure_more
from .meetings import hold_meetings, settle_meetings
from .missing import come_in_vain
from .moving import move_families
from .office import open_office
from .places import AREAS, BUDGET, VILLAGES, VillagePlan
from .quarters import LAST_STATES, close_quarters, verify_families
from .reviewing import review
from .workbook import workbook_of

ROUNDED_TO = 50_000  # rupiah


class RealData(Exception):
    """The database holds people already: the demo would mix with them."""

    def __init__(self):
        super().__init__(
            "Basis data ini sudah berisi pengguna atau keluarga, jadi data contoh "
            "tidak dimuat. Data contoh hanya untuk basis data yang masih kosong."
        )


def refuse_real_data() -> None:
    """Raise RealData where somebody has a login or a family is registered."""
    if User.objects.exists() or Household.objects.exists():
        raise RealData


def tell() -> None:
    """Fill an empty database with the kecamatan, from its places to its rembuk."""
    refuse_real_data()
    villages = [_found(plan) for plan in VILLAGES]
    open_logins()
    for village, plan in zip(villages, VILLAGES, strict=True):
        _furnish(village, plan)
        file = workbook_of(plan, village.today())
        save(village, file, by=login_of(plan, Role.KPM))
        verify_families(village, plan)
        open_office(village, plan)
        spend(village, plan)
        date_entries(village)
        tell_population(village)
    measure_more(villages[0], VILLAGES[0])
    come_in_vain(villages[0], VILLAGES[0])
    drain()
    for village, plan, state in zip(villages, VILLAGES, LAST_STATES, strict=True):
        close_quarters(village, plan, state)
    for village, plan in zip(villages, VILLAGES, strict=True):
        map_village(village, plan, is_done=plan is not VILLAGES[0])
        write_down_twice(village, by=login_of(plan, Role.KPM))
    move_families(villages)
    keep_findings(villages[0], VILLAGES[0])
    meetings = hold_meetings(villages[0], VILLAGES[0])
    discuss(villages, VILLAGES)
    settle_meetings(villages[0], VILLAGES[0], meetings)
    carry_out(villages[0], VILLAGES[0])
    review(villages[0], VILLAGES[0])
    drain()


def _found(plan: VillagePlan) -> Village:
    parent = None
    for level, (code, name) in enumerate(AREAS):
        parent, _ = Area.objects.get_or_create(
            code=code, defaults={"name": name, "level": level, "parent": parent}
        )
    return Village.objects.get_or_create(
        code=plan.code, defaults={"name": plan.name, "district": parent}
    )[0]


def _furnish(village: Village, plan: VillagePlan) -> None:
    """Letterhead, officials and this year's budget lines."""
    set_letterhead(village, plan, by=login_of(plan, Role.ADMIN_DESA))
    since = village.today() - timedelta(days=800)
    Official.objects.bulk_create(
        Official(
            village=village,
            position=position,
            name=name,
            nip=nip_of(plan, position),
            starts_on=since,
        )
        for position, name in plan.officials.items()
    )
    year = village.today().year
    BudgetLine.objects.bulk_create(
        BudgetLine(
            village=village,
            year=one_year,
            activity_code=code,
            name=name,
            source=source,
            amount_rupiah=_rounded(amount * plan.budget_scale * growth),
            is_stunting=is_stunting,
        )
        for one_year, growth in ((year - 1, 0.9), (year, 1.0))
        for code, name, source, amount, is_stunting in BUDGET
    )


def _rounded(amount: float) -> int:
    return round(amount / ROUNDED_TO) * ROUNDED_TO
