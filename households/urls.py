"""Addresses of the register and of the monthly entry."""

from datetime import date

from django.urls import include, path, register_converter

from .views import (
    children,
    facts,
    growth,
    households,
    months,
    paud,
    pregnancies,
    tasks,
    verification,
)


class MonthConverter:
    """A month as "2026-06", handed on as its first day."""

    regex = r"20\d{2}-\d{2}"

    def to_python(self, value):
        return date.fromisoformat(f"{value}-01")

    def to_url(self, value):
        return value if isinstance(value, str) else f"{value:%Y-%m}"


class DayConverter:
    """A day as "2026-06-15"."""

    regex = r"20\d{2}-\d{2}-\d{2}"

    def to_python(self, value):
        return date.fromisoformat(value)

    def to_url(self, value):
        return str(value)


register_converter(MonthConverter, "month")
register_converter(DayConverter, "day")

app_name = "households"
DESA = "desa/<str:village_code>/"
SASARAN = f"{DESA}sasaran/"
RT = f"{SASARAN}rumah-tangga/<int:household_id>/"
IBU = f"{SASARAN}ibu/<int:pregnancy_id>/"
ANAK = f"{SASARAN}anak/<int:child_id>/"
urlpatterns = [
    path(f"{DESA}tugas/", tasks.task_list, name="task_list"),
    path(f"{DESA}tugas/<month:month>/", tasks.task_list, name="task_list_of"),
    path(SASARAN, households.household_list, name="household_list"),
    path(f"{SASARAN}baru/", households.household_add, name="household_add"),
    path(RT, households.household, name="household"),
    path(f"{RT}ubah/", households.household_change, name="household_change"),
    path(f"{RT}pindah-dusun/", households.household_move, name="household_move"),
    path(f"{RT}hapus/", households.household_remove, name="household_remove"),
    path(f"{RT}fakta/<str:column>/", facts.household_fact, name="household_fact"),
    path(f"{RT}ibu/baru/", pregnancies.pregnancy_add, name="pregnancy_add"),
    path(f"{RT}anak/baru/", children.child_add, name="child_add"),
    path(IBU, pregnancies.pregnancy, name="pregnancy"),
    path(f"{IBU}ubah/", pregnancies.pregnancy_change, name="pregnancy_change"),
    path(f"{IBU}melahirkan/", pregnancies.pregnancy_deliver, name="pregnancy_deliver"),
    path(f"{IBU}keluar/", pregnancies.pregnancy_exit, name="pregnancy_exit"),
    path(f"{IBU}kembali/", pregnancies.pregnancy_return, name="pregnancy_return"),
    path(f"{IBU}hapus/", pregnancies.pregnancy_remove, name="pregnancy_remove"),
    path(f"{IBU}fakta/<str:column>/", facts.pregnancy_fact, name="pregnancy_fact"),
    path(f"{IBU}catat/<month:month>/", months.pregnancy_month, name="pregnancy_month"),
    path(ANAK, children.child, name="child"),
    path(f"{ANAK}ubah/", children.child_change, name="child_change"),
    path(f"{ANAK}keluar/", children.child_exit, name="child_exit"),
    path(f"{ANAK}kembali/", children.child_return, name="child_return"),
    path(f"{ANAK}hapus/", children.child_remove, name="child_remove"),
    path(f"{ANAK}fakta/<str:column>/", facts.child_fact, name="child_fact"),
    path(f"{ANAK}catat/<month:month>/", months.child_month, name="child_month"),
    path(f"{ANAK}ukuran/", months.child_measures, name="child_measures"),
    path(f"{ANAK}pertumbuhan/", growth.child_growth_sheet, name="child_growth_sheet"),
    path(f"{ANAK}paud/<int:year>/", paud.child_paud, name="child_paud"),
    path(f"{DESA}paud/<month:month>/", paud.paud_month, name="paud_month"),
    path(f"{DESA}pertumbuhan/", growth.growth_watch, name="growth_watch"),
    path(f"{DESA}verifikasi/", verification.verification, name="verification"),
    path("", include("households.urls_month")),
    path("", include("households.urls_workbook")),
    path("", include("households.urls_budget")),
    path("", include("households.urls_moving")),
    path("", include("households.urls_doubles")),
]
