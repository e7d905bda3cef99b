"""Addresses of the APB Desa from a file."""

from django.urls import path

from .views import budget_file

BERKAS = "desa/<str:village_code>/anggaran/berkas/"
JOB = f"{BERKAS}<uuid:job_uuid>/"
urlpatterns = [
    path(BERKAS, budget_file.budget_file, name="budget_file"),
    path(JOB, budget_file.budget_preview, name="budget_preview"),
    path(f"{JOB}simpan/", budget_file.budget_file_save, name="budget_file_save"),
    path(f"{JOB}batal/", budget_file.budget_file_cancel, name="budget_file_cancel"),
]
