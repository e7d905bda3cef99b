"""Addresses of Ringkasan, the stage board and the kabupaten's deadline."""

from django.urls import path

from .views import board, dashboard

BOARD = "desa/<str:village_code>/tahapan/"
DASHBOARD = "desa/<str:village_code>/ringkasan/"
QUARTER = f"{DASHBOARD}<int:year>/<int:number>/"

urlpatterns = [
    path(DASHBOARD, dashboard.dashboard_now, name="dashboard_now"),
    path(QUARTER, dashboard.dashboard, name="dashboard"),
    path(f"{QUARTER}layar/<slug:slide>/", dashboard.screen, name="screen"),
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
