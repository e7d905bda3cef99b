"""Rule set hpk-2018: the printed wording of Formulir 3A, 3B and 4 decides.

Where the wording spans more than a quarter, the table states the quarter's share
(four checks in nine months are one in a quarter, two from week 28 on).
"""

from households import packages as p
from households.packages import Service, Who
from villages.quarters import Triwulan

from .terms import (
    AgeDependent,
    Always,
    Due,
    EnoughActiveMonths,
    EveryActiveMonth,
    EveryRiskMonth,
    FromAge,
    FromDelivery,
    Group,
    Indicator,
    Met,
    NewestStatement,
    RuleSet,
    VisitSteps,
    WithActiveMonth,
    WithinMonths,
    WithRiskMonth,
)

CHECKS = EnoughActiveMonths(usual=1, later=2, from_week=28)
WATER = NewestStatement("water", is_about_household=True)
LATRINE = NewestStatement("latrine", is_about_household=True)
INSURANCE = NewestStatement("insurance")


def _pregnant(service: Service, wording: str, due: Due, met: Met) -> Indicator:
    return Indicator(service, wording, (Group.PREGNANT,), due, met)


def _delivered(service: Service, wording: str, due: Due, met: Met) -> Indicator:
    return Indicator(service, wording, (Group.DELIVERED,), due, met)


def _mother(service: Service, wording: str, met: Met) -> Indicator:
    groups = (Group.PREGNANT, Group.DELIVERED)
    return Indicator(service, wording, groups, Always(), met)


def _child(service: Service, wording: str, due: Due, met: Met) -> Indicator:
    return Indicator(service, wording, (Group.CHILD,), due, met)


MOTHERS = (
    _pregnant(
        p.ANC,
        "Ibu hamil periksa kehamilan paling sedikit 4 kali selama kehamilan",
        WithActiveMonth(),
        CHECKS,
    ),
    _pregnant(
        p.IRON,
        "Ibu hamil mendapatkan dan minum 1 tablet tambah darah (pil FE) setiap hari "
        "minimal selama 90 hari",
        WithActiveMonth(),
        EveryActiveMonth(),
    ),
    _delivered(
        p.NIFAS,
        "Ibu bersalin mendapatkan layanan nifas oleh nakes dilaksanakan minimal 3 kali",
        FromDelivery(days=2, until_day=42),
        VisitSteps("nifas_visits", until_day=42, steps=((2, 1), (7, 2), (28, 3))),
    ),
    _pregnant(
        p.MOTHER_CLASS,
        "Ibu hamil mengikuti kegiatan konseling gizi atau kelas ibu hamil minimal "
        "4 kali selama kehamilan",
        WithActiveMonth(),
        CHECKS,
    ),
    _pregnant(
        p.MOTHER_VISIT,
        "Ibu hamil dengan kondisi resiko tinggi dan/atau Kekurangan Energi Kronis "
        "(KEK) mendapat kunjungan ke rumah oleh bidan Desa secara terpadu minimal "
        "1 bulan sekali",
        WithRiskMonth(),
        EveryRiskMonth(),
    ),
    _mother(
        p.MOTHER_WATER,
        "Rumah Tangga Ibu hamil memiliki sarana akses air minum yang aman",
        WATER,
    ),
    _mother(
        p.MOTHER_LATRINE,
        "Rumah Tangga Ibu hamil memiliki sarana jamban keluarga yang layak",
        LATRINE,
    ),
    _mother(
        p.MOTHER_INSURANCE, "Ibu hamil memiliki jaminan layanan kesehatan", INSURANCE
    ),
)

CHILDREN = (
    _child(
        p.IMMUNISATION,
        "Bayi usia 12 bulan ke bawah mendapatkan imunisasi dasar lengkap",
        WithActiveMonth(),
        AgeDependent(
            "immunisation", lasts_from_months=10, also="measles", also_from_months=10
        ),
    ),
    _child(
        p.WEIGHING,
        "Anak usia 0-23 bulan diukur berat badannya di posyandu secara rutin setiap "
        "bulan",
        WithActiveMonth(),
        EveryActiveMonth(),
    ),
    _child(
        p.MEASURING,
        "Anak usia 0-23 bulan diukur panjang/tinggi badannya oleh tenaga kesehatan "
        "terlatih minimal 2 kali dalam setahun",
        WithActiveMonth(),
        WithinMonths(6),
    ),
    _child(
        p.CHILD_COUNSELLING,
        "Orang tua/pengasuh yang memiliki anak usia 0-23 bulan mengikuti kegiatan "
        "konseling gizi secara rutin minimal sebulan sekali",
        WithActiveMonth(),
        EveryActiveMonth(),
    ),
    _child(
        p.CHILD_VISIT,
        "Anak usia 0-23 bulan dengan status gizi buruk, gizi kurang, dan stunting "
        "mendapat kunjungan ke rumah secara terpadu minimal 1 bulan sekali",
        WithRiskMonth(),
        EveryRiskMonth(),
    ),
    _child(
        p.CHILD_WATER,
        "Rumah Tangga anak usia 0-23 bulan memiliki sarana akses air minum yang aman",
        Always(),
        WATER,
    ),
    _child(
        p.CHILD_LATRINE,
        "Rumah Tangga anak usia 0-23 bulan memiliki sarana jamban yang layak",
        Always(),
        LATRINE,
    ),
    _child(
        p.CERTIFICATE,
        "Anak usia 0-23 bulan memiliki akta kelahiran",
        FromAge(days=60),
        NewestStatement("birth_certificate"),
    ),
    _child(
        p.CHILD_INSURANCE,
        "Anak usia 0-23 bulan memiliki jaminan layanan kesehatan",
        Always(),
        INSURANCE,
    ),
    _child(
        p.PARENTING,
        "Orang tua/pengasuh yang memiliki anak usia 0-23 bulan mengikuti Kelas "
        "Pengasuhan minimal sebulan sekali",
        WithActiveMonth(),
        EveryActiveMonth(),
    ),
)

RULES = RuleSet(
    name="hpk-2018",
    valid_from=Triwulan(2018, 1),
    source="Formulir 3A, 3B dan 4, Panduan Kader Pembangunan Manusia (2018)",
    indicators=MOTHERS + CHILDREN,
    preschool_wording=(
        "Anak usia > 2-6 tahun terdaftar dan aktif mengikuti kegiatan layanan PAUD"
    ),
    risks={
        Who.MOTHER: frozenset({"R", "K"}),
        Who.CHILD: frozenset({"GK", "GB", "S", "GK+S", "GB+S"}),
    },
    child_months=24,
    preschool_months=84,
    delivered_days=42,
)
