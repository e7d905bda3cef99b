"""Addresses of this app's pages."""

from django.urls import include, path

from .views import (
    attendance,
    berita_acara,
    documents,
    meetings,
    rows,
    verification,
)

app_name = "rembuk"
DESA = "desa/<str:village_code>/"
REMBUK = f"{DESA}rembuk/"
MEETING = f"{REMBUK}<int:year>/<int:meeting_id>/"
PROBLEM = f"{MEETING}masalah/<int:problem_id>/"
PROPOSAL = f"{MEETING}usulan/<int:proposal_id>/"
PERSON = f"{MEETING}hadir/<int:attendance_id>/"
PHOTO = f"{MEETING}foto/<int:photo_id>/"
RECORD = f"{DESA}dokumen/berita-acara/<int:berita_acara_id>/"

urlpatterns = [
    path("publik/dokumen/", verification.document_check, name="document_check"),
    path(f"{DESA}dokumen/", documents.document_list, name="document_list"),
    path(REMBUK, meetings.meeting_list, name="meeting_list"),
    path(f"{REMBUK}<int:year>/", meetings.meeting_list, name="meetings_of_year"),
    path(
        f"{REMBUK}baru/<int:year>/<int:number>/",
        meetings.meeting_open,
        name="meeting_open",
    ),
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}ubah/<str:section>/", meetings.meeting_edit, name="meeting_edit"),
    path(f"{MEETING}masalah/baru/", rows.problem_edit, name="problem_add"),
    path(PROBLEM, rows.problem_edit, name="problem_edit"),
    path(f"{PROBLEM}pindah/", rows.problem_move, name="problem_move"),
    path(f"{PROBLEM}hapus/", rows.problem_remove, name="problem_remove"),
    path(f"{PROBLEM}usulan/baru/", rows.proposal_add, name="proposal_add"),
    path(PROPOSAL, rows.proposal_edit, name="proposal_edit"),
    path(f"{PROPOSAL}pindah/", rows.proposal_move, name="proposal_move"),
    path(f"{PROPOSAL}hapus/", rows.proposal_remove, name="proposal_remove"),
    path(f"{MEETING}hadir/", attendance.attendance_list, name="attendance_list"),
    path(f"{MEETING}hadir/tambah/", attendance.attendance_add, name="attendance_add"),
    path(PERSON, attendance.attendance_edit, name="attendance_edit"),
    path(f"{PERSON}hapus/", attendance.attendance_remove, name="attendance_remove"),
    path(f"{MEETING}foto/", rows.photo_add, name="photo_add"),
    path(PHOTO, rows.photo, name="photo"),
    path(f"{PHOTO}hapus/", rows.photo_remove, name="photo_remove"),
    path(
        f"{MEETING}pulihkan/<str:part>/<int:row_id>/",
        rows.row_restore,
        name="row_restore",
    ),
    path(f"{MEETING}draf.pdf", berita_acara.draft, name="draft"),
    path(f"{MEETING}cetak/<str:paper_name>.pdf", berita_acara.paper, name="paper"),
    path(
        f"{MEETING}cetak/<str:paper_name>.docx",
        berita_acara.paper,
        {"file_format": "docx"},
        name="paper_docx",
    ),
    path(f"{MEETING}tetapkan/", berita_acara.settle, name="settle"),
    path(RECORD, berita_acara.berita_acara, name="berita_acara"),
    path(f"{RECORD}tanda-tangan/", berita_acara.sign, name="sign"),
    path(f"{RECORD}sahkan/", berita_acara.ratify, name="ratify"),
    path(f"{RECORD}batalkan/", berita_acara.cancel, name="cancel"),
    path(f"{RECORD}perbaiki/", berita_acara.correct, name="correct"),
    path(f"{RECORD}unduh/<str:file_name>/", berita_acara.download, name="download"),
    path(f"{RECORD}pindaian/<int:signature_id>/", berita_acara.scan, name="scan"),
    path("", include("rembuk.urls_advocacy")),
    path("", include("rembuk.urls_promises")),
    path("", include("rembuk.urls_board")),
    path("", include("rembuk.urls_discussion")),
    path("", include("rembuk.urls_mad")),
    path("", include("rembuk.urls_day")),
    path("", include("rembuk.urls_deciding")),
    path("", include("rembuk.urls_deliveries")),
    path("", include("rembuk.urls_evaluations")),
]
