"""Addresses of what a month needs beside its forms: visits in vain, posyandu sheets."""

from django.urls import path

from .views import missed, posyandu, visits

DESA = "desa/<str:village_code>/"
IBU = f"{DESA}sasaran/ibu/<int:pregnancy_id>/"
ANAK = f"{DESA}sasaran/anak/<int:child_id>/"
MISSED = f"{DESA}tidak-bertemu/<int:missed_id>/"
DAY = f"{DESA}posyandu/<int:posyandu_id>/<day:day>/"
urlpatterns = [
    path(f"{DESA}posyandu/", posyandu.posyandu_day, name="posyandu_day"),
    path(DAY, posyandu.posyandu_grid, name="posyandu_grid"),
    path(f"{DAY}<str:kind>/", posyandu.posyandu_sheet, name="posyandu_sheet"),
    path(
        f"{DAY}<str:kind>/<int:target_pk>/",
        posyandu.posyandu_row,
        name="posyandu_row",
    ),
    path(f"{DESA}kunjungan/<month:month>/", visits.visit_list, name="visit_list"),
    path(
        f"{IBU}tidak-bertemu/<month:month>/",
        missed.pregnancy_missed,
        name="pregnancy_missed",
    ),
    path(
        f"{ANAK}tidak-bertemu/<month:month>/", missed.child_missed, name="child_missed"
    ),
    path(MISSED, missed.missed, name="missed"),
    path(f"{MISSED}batal/", missed.missed_undo, name="missed_undo"),
]
