"""A small rule set, invented, that holds from TW2 2025: all that a new one needs.

It drops most indicators, orders the rest anew, asks more of one, and adds one that
hpk-2018 does not know.
"""

from households import packages as p
from households.packages import Package, Service, When, Who
from scorecard.rules import Group, Indicator, RuleSet
from scorecard.rules.terms import (
    Always,
    EnoughActiveMonths,
    EveryActiveMonth,
    FromAge,
    NewestStatement,
    WithActiveMonth,
    WithinMonths,
)
from villages.quarters import Triwulan

EVERY_VISIT = Service(
    code="kunjungan_semua",
    label="Kunjungan rumah semua anak",
    package=Package.GIZI,
    who=Who.CHILD,
    when=When.EVERY_MONTH,
    ticks=("home_visit",),
)
CHILDREN, PREGNANT = (Group.CHILD,), (Group.PREGNANT,)
ACTIVE, EVERY = WithActiveMonth(), EveryActiveMonth()

RULES = RuleSet(
    name="hpk-uji",
    valid_from=Triwulan(2025, 2),
    source="Contoh dalam uji",
    indicators=(
        Indicator(p.MEASURING, "Anak diukur", CHILDREN, ACTIVE, WithinMonths(2)),
        Indicator(EVERY_VISIT, "Anak dikunjungi", CHILDREN, ACTIVE, EVERY),
        Indicator(p.WEIGHING, "Anak ditimbang", CHILDREN, ACTIVE, EVERY),
        Indicator(
            p.CERTIFICATE,
            "Anak berakta",
            CHILDREN,
            FromAge(days=30),
            NewestStatement("birth_certificate"),
        ),
        Indicator(
            p.CHILD_LATRINE,
            "Jamban layak",
            CHILDREN,
            Always(),
            NewestStatement("latrine", is_about_household=True),
        ),
        Indicator(
            p.ANC,
            "Ibu periksa",
            PREGNANT,
            ACTIVE,
            EnoughActiveMonths(usual=2, later=3, from_week=20),
        ),
    ),
    preschool_wording="Anak mengikuti PAUD",
    risks={Who.MOTHER: frozenset({"K"}), Who.CHILD: frozenset({"S", "GK+S", "GB+S"})},
    child_months=24,
    preschool_months=72,
    delivered_days=30,
)
