"""Addresses of the workbook in and out."""

from django.urls import path

from .views import lists_out, workbook, workbook_columns

DESA = "desa/<str:village_code>/"
JOB = f"{DESA}buku-kerja/<uuid:job_uuid>/"
urlpatterns = [
    path(f"{DESA}unduh-daftar/", lists_out.list_out_index, name="list_out_index"),
    path(
        f"{DESA}unduh-daftar/<str:list_code>/<str:file_format>/",
        lists_out.list_out,
        name="list_out",
    ),
    path(f"{DESA}buku-kerja/", workbook.workbook, name="workbook"),
    path(f"{DESA}buku-kerja/unduh/", workbook.workbook_export, name="workbook_export"),
    path(JOB, workbook.workbook_preview, name="workbook_preview"),
    path(f"{JOB}kemajuan/", workbook.workbook_progress, name="workbook_progress"),
    path(f"{JOB}kerjakan/", workbook.workbook_work, name="workbook_work"),
    path(
        f"{JOB}perbaiki/",
        workbook.workbook_problem_file,
        name="workbook_problem_file",
    ),
    path(f"{JOB}kolom/", workbook_columns.workbook_columns, name="workbook_columns"),
    path(f"{JOB}simpan/", workbook.workbook_save, name="workbook_save"),
    path(f"{JOB}batal/", workbook.workbook_cancel, name="workbook_cancel"),
]
