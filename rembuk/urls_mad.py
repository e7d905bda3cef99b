"""Addresses of the MAD of a kecamatan."""

from django.urls import path

from .views import mad, mad_rows

LIST = "wilayah/<str:area_code>/mad/"
PAGE = f"{LIST}<int:year>/"
PROBLEM = f"{PAGE}masalah/<int:mad_problem_id>/"
CHANCE = f"{PAGE}peluang/<int:mad_opportunity_id>/"
ACTIVITY = f"{PAGE}kegiatan/<int:mad_activity_id>/"
PERSON = f"{PAGE}hadir/<int:mad_attendance_id>/"

urlpatterns = [
    path(LIST, mad.mad_list, name="mad_list"),
    path(PAGE, mad.mad, name="mad"),
    path(f"{PAGE}buka/", mad.mad_open, name="mad_open"),
    path(f"{PAGE}ubah/<str:section>/", mad.mad_edit, name="mad_edit"),
    path(f"{PAGE}selesai/", mad.mad_finish, name="mad_finish"),
    path(f"{PAGE}buka-lagi/", mad.mad_reopen, name="mad_reopen"),
    path(f"{PAGE}berita-acara.pdf", mad.mad_paper, name="mad_paper"),
    path(f"{PAGE}masalah/ambil/", mad_rows.problem_take_up, name="mad_problem_take_up"),
    path(f"{PAGE}masalah/baru/", mad_rows.problem_edit, name="mad_problem_add"),
    path(PROBLEM, mad_rows.problem_edit, name="mad_problem_edit"),
    path(f"{PROBLEM}pindah/", mad_rows.problem_move, name="mad_problem_move"),
    path(f"{PROBLEM}hapus/", mad_rows.problem_remove, name="mad_problem_remove"),
    path(f"{PROBLEM}kegiatan/", mad_rows.activity_add, name="mad_activity_add"),
    path(ACTIVITY, mad_rows.activity_edit, name="mad_activity_edit"),
    path(f"{ACTIVITY}pindah/", mad_rows.activity_move, name="mad_activity_move"),
    path(f"{ACTIVITY}hapus/", mad_rows.activity_remove, name="mad_activity_remove"),
    path(f"{PAGE}peluang/baru/", mad_rows.opportunity_edit, name="mad_opportunity_add"),
    path(CHANCE, mad_rows.opportunity_edit, name="mad_opportunity_edit"),
    path(f"{CHANCE}hapus/", mad_rows.opportunity_remove, name="mad_opportunity_remove"),
    path(f"{PAGE}hadir/", mad_rows.attendance_list, name="mad_attendance_list"),
    path(PERSON, mad_rows.attendance_edit, name="mad_attendance_edit"),
    path(f"{PERSON}hapus/", mad_rows.attendance_remove, name="mad_attendance_remove"),
    path(
        f"{PAGE}pulihkan/<str:part>/<int:row_id>/",
        mad_rows.row_restore,
        name="mad_row_restore",
    ),
]
