"""Addresses of places and people."""

from django.urls import path

from .urls_letters import urlpatterns as letters
from .urls_office import urlpatterns as office
from .views import (
    account,
    accounts,
    api_tokens,
    budget,
    facilities,
    guides,
    icon,
    journal,
    signal,
    village,
)

app_name = "villages"
DESA = "desa/<str:village_code>/"
urlpatterns = [
    *office,
    *letters,
    path("favicon.ico", icon.favicon, name="favicon"),
    path("sinyal.js", signal.worker, name="signal_worker"),
    path("tanpa-sinyal/", signal.opened, name="no_signal_opened"),
    path("tanpa-sinyal/isian/", signal.typed, name="no_signal_typed"),
    path("tanpa-sinyal/berkas/", signal.lost, name="no_signal_lost"),
    path("", account.home, name="home"),
    path("masuk/", account.login, name="login"),
    path("keluar/", account.logout, name="logout"),
    path("kata-sandi/", account.password_change, name="password_change"),
    path("panduan/", guides.guide_list, name="guide_list"),
    path("panduan/<slug:guide_name>/", guides.guide_show, name="guide"),
    path("akses-data/", api_tokens.api_token_list, name="api_token_list"),
    path("akses-data/baru/", api_tokens.api_token_add, name="api_token_add"),
    path(
        "akses-data/<int:token_id>/cabut/",
        api_tokens.api_token_revoke,
        name="api_token_revoke",
    ),
    path(DESA, village.start, name="village"),
    path(f"{DESA}lainnya/", village.more, name="more"),
    path(f"{DESA}akun/", accounts.account_list, name="account_list"),
    path(f"{DESA}akun/baru/", accounts.account_add, name="account_add"),
    path(
        f"{DESA}akun/<int:posting_id>/kata-sandi/",
        accounts.account_password,
        name="account_password",
    ),
    path(
        f"{DESA}akun/<int:posting_id>/akhiri/",
        accounts.posting_end,
        name="posting_end",
    ),
    path(f"{DESA}jejak/", journal.journal, name="journal"),
    path(f"{DESA}anggaran/", budget.budget, name="budget"),
    path(f"{DESA}anggaran/<int:year>/", budget.budget, name="budget_of_year"),
    path(
        f"{DESA}anggaran/baris/baru/",
        budget.budget_line_edit,
        name="budget_line_add",
    ),
    path(
        f"{DESA}anggaran/baris/<int:line_id>/",
        budget.budget_line_edit,
        name="budget_line_edit",
    ),
    path(
        f"{DESA}anggaran/baris/<int:line_id>/hapus/",
        budget.budget_line_remove,
        name="budget_line_remove",
    ),
    path(
        f"{DESA}anggaran/baris/<int:line_id>/realisasi/<int:number>/",
        budget.realisation_edit,
        name="realisation_edit",
    ),
    path(f"{DESA}fasilitas/", facilities.facility_now, name="facility_now"),
    path(
        f"{DESA}fasilitas/<int:year>/",
        facilities.facility_matrix,
        name="facility_matrix",
    ),
    path(
        f"{DESA}fasilitas/<int:year>/salin/",
        facilities.facility_copy,
        name="facility_copy",
    ),
    path(f"{DESA}daftar/<str:list_name>/", village.row_list, name="row_list"),
    path(f"{DESA}daftar/<str:list_name>/baru/", village.row_edit, name="row_add"),
    path(
        f"{DESA}daftar/<str:list_name>/<int:row_id>/",
        village.row_edit,
        name="row_edit",
    ),
    path(
        f"{DESA}daftar/<str:list_name>/<int:row_id>/hapus/",
        village.row_remove,
        name="row_remove",
    ),
]
