"""Addresses of Kelengkapan, Kinerja and the search for a place; Kinerja as JSON."""

from django.urls import path

from .views import api, supervision

AREA = "wilayah/<str:area_code>/"
AREA_QUARTER = f"{AREA}<int:year>/<int:number>/"
urlpatterns = [
    path(f"{AREA}kinerja/", supervision.performance_now, name="performance_now"),
    path(f"{AREA_QUARTER}kinerja/", supervision.performance, name="performance"),
    path(
        f"{AREA}kelengkapan/",
        supervision.village_states_now,
        name="village_states_now",
    ),
    path(
        f"{AREA_QUARTER}kelengkapan/",
        supervision.village_states,
        name="village_states",
    ),
    path(
        "api/v1/wilayah/<str:place_code>/triwulan/<int:year>/<int:number>/pantauan/",
        api.monitored,
        name="api_monitored",
    ),
    path(f"{AREA}cari/", supervision.area_find, name="area_find"),
]
