"""Addresses of the stage board and of the kabupaten's deadline."""

from django.urls import path

from .views import board

BOARD = "desa/<str:village_code>/tahapan/"

urlpatterns = [
    path(BOARD, board.stage_board, name="stage_board"),
    path(f"{BOARD}<int:year>/", board.stage_board, name="stage_board_of_year"),
    path(
        f"{BOARD}<int:year>/kalender.ics",
        board.stage_calendar,
        name="stage_calendar",
    ),
    path(
        "wilayah/<str:area_code>/batas-rembuk/",
        board.deadline_edit,
        name="deadline_edit",
    ),
]
