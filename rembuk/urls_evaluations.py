"""Addresses of the quarterly evaluation of the RDS."""

from django.urls import path

from .views import evaluation_rows, evaluations

EVALUATIONS = "desa/<str:village_code>/evaluasi/"
EVALUATION = f"{EVALUATIONS}<int:year>/<int:meeting_id>/"
PROMISE = f"{EVALUATION}janji/<int:promise_id>/"
FINDING = f"{EVALUATION}temuan/<int:finding_id>/"

urlpatterns = [
    path(EVALUATIONS, evaluations.evaluation_list, name="evaluation_list"),
    path(
        f"{EVALUATIONS}baru/<int:year>/<int:number>/",
        evaluations.evaluation_open,
        name="evaluation_open",
    ),
    path(EVALUATION, evaluations.evaluation, name="evaluation"),
    path(
        f"{EVALUATION}ubah/<str:section>/",
        evaluations.evaluation_edit,
        name="evaluation_edit",
    ),
    path(
        f"{EVALUATION}selesai/",
        evaluations.evaluation_finish,
        name="evaluation_finish",
    ),
    path(
        f"{EVALUATION}cetak/notulen.docx",
        evaluations.evaluation_docx,
        name="evaluation_docx",
    ),
    path(
        f"{EVALUATION}cetak/<str:paper_name>.pdf",
        evaluations.evaluation_paper,
        name="evaluation_paper",
    ),
    path(
        f"{EVALUATION}janji/baru/",
        evaluation_rows.evaluation_promise,
        name="evaluation_promise_add",
    ),
    path(PROMISE, evaluation_rows.evaluation_promise, name="evaluation_promise"),
    path(
        f"{PROMISE}hapus/",
        evaluation_rows.evaluation_promise_remove,
        name="evaluation_promise_remove",
    ),
    path(
        f"{PROMISE}pulihkan/",
        evaluation_rows.evaluation_promise_restore,
        name="evaluation_promise_restore",
    ),
    path(
        f"{PROMISE}hasil/",
        evaluation_rows.evaluation_promise_close,
        name="evaluation_promise_close",
    ),
    path(
        f"{PROMISE}buka/",
        evaluation_rows.evaluation_promise_reopen,
        name="evaluation_promise_reopen",
    ),
    path(
        f"{FINDING}tutup/",
        evaluation_rows.evaluation_finding_close,
        name="evaluation_finding_close",
    ),
    path(
        f"{FINDING}buka/",
        evaluation_rows.evaluation_finding_reopen,
        name="evaluation_finding_reopen",
    ),
]
