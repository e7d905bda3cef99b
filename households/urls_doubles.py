"""Addresses of possible doubles, of merging, and of the search."""

from django.urls import path

from .views import doubles, merging, search

GANDA = "desa/<str:village_code>/sasaran/ganda/"
GABUNG = "desa/<str:village_code>/sasaran/penggabungan/"
urlpatterns = [
    path("desa/<str:village_code>/sasaran/cari/", search.search, name="search"),
    path(GANDA, doubles.double_list, name="double_list"),
    path(
        f"{GANDA}periksa/<str:double_kind>/",
        doubles.doubles_check,
        name="doubles_check",
    ),
    path(f"{GANDA}<int:pair_id>/", doubles.double_dismiss, name="double_dismiss"),
    path(
        f"{GABUNG}<str:double_kind>/<int:first_id>/<int:second_id>/",
        merging.merge_preview,
        name="merge_preview",
    ),
    path(GABUNG, merging.merge_list, name="merge_list"),
    path(f"{GABUNG}<int:merge_id>/", merging.merge_undo, name="merge_undo"),
]
