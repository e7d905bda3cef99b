"""Addresses of what a meeting decides with: options, points, votes, money, minutes."""

from django.urls import path

from .views import minutes, options

MEETING = "desa/<str:village_code>/rembuk/<int:year>/<int:meeting_id>/"
OPTIONS = f"{MEETING}masalah/<int:problem_id>/pilihan/"

urlpatterns = [
    path(OPTIONS, options.option_list, name="option_list"),
    path(
        f"{OPTIONS}<str:option_key>/usulkan/", options.option_take, name="option_take"
    ),
    path(f"{OPTIONS}biaya/<str:code>/", options.option_price, name="option_price"),
    path(f"{MEETING}notulen/", minutes.minutes, name="minutes"),
]
