"""Addresses of what a month needs beside its forms: visits in vain, posyandu sheets."""

from django.urls import path

from .views import missed

DESA = "desa/<str:village_code>/"
IBU = f"{DESA}sasaran/ibu/<int:pregnancy_id>/"
ANAK = f"{DESA}sasaran/anak/<int:child_id>/"
MISSED = f"{DESA}tidak-bertemu/<int:missed_id>/"
urlpatterns = [
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
