"""Addresses of what a meeting decides with: options, points, votes, money, minutes."""

from django.urls import path

from .views import affording, minutes, options, points, votes

MEETING = "desa/<str:village_code>/rembuk/<int:year>/<int:meeting_id>/"
OPTIONS = f"{MEETING}masalah/<int:problem_id>/pilihan/"

urlpatterns = [
    path(OPTIONS, options.option_list, name="option_list"),
    path(
        f"{OPTIONS}<str:option_key>/usulkan/", options.option_take, name="option_take"
    ),
    path(f"{OPTIONS}biaya/<str:code>/", options.option_price, name="option_price"),
    path(f"{MEETING}nilai/<str:part>/", points.points, name="points"),
    path(f"{MEETING}nilai/<str:part>/simpan/", points.points_save, name="points_save"),
    path(f"{MEETING}nilai/<str:part>/urut/", points.points_sort, name="points_sort"),
    path(
        f"{MEETING}nilai/<str:part>/urut/batal/",
        points.points_unsort,
        name="points_unsort",
    ),
    path(f"{MEETING}bobot/", points.criteria, name="criteria"),
    path(f"{MEETING}suara/", votes.votes, name="votes"),
    path(f"{MEETING}suara/simpan/", votes.votes_save, name="votes_save"),
    path(f"{MEETING}uji-anggaran/", affording.affording, name="affording"),
    path(f"{MEETING}notulen/", minutes.minutes, name="minutes"),
]
