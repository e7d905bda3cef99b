"""Addresses of scorecards, matrices, explanations, forms and areas."""

from django.urls import path

from .views import areas, documents, matrix, quarters, village, why

app_name = "scorecard"
DESA = "desa/<str:village_code>/scorecard/"
QUARTER = f"{DESA}<int:year>/<int:number>/"
AREA = "wilayah/<str:area_code>/"
AREA_QUARTER = f"{AREA}<int:year>/<int:number>/"
urlpatterns = [
    path(DESA, village.scorecard_now, name="scorecard_now"),
    path(f"{DESA}sekarang/", village.live_figure, name="live_figure"),
    path(QUARTER, village.scorecard, name="scorecard"),
    path(f"{QUARTER}matriks/<str:kind>/", matrix.matrix, name="matrix"),
    path(f"{QUARTER}huruf/<str:kind>/<uuid:target>/", matrix.person, name="person"),
    path(f"{QUARTER}mengapa/<str:code>/", why.explain, name="explain"),
    path(
        f"{QUARTER}mengapa/<str:code>/siapa/",
        why.explain_people,
        name="explain_people",
    ),
    path(f"{QUARTER}pemeriksaan/", quarters.check_list, name="check_list"),
    path(
        f"{QUARTER}pemeriksaan/<str:check_code>/",
        quarters.check_explain,
        name="check_explain",
    ),
    path(f"{QUARTER}verifikasi/", quarters.quarter_verify, name="quarter_verify"),
    path(f"{QUARTER}langkah/", quarters.quarter_act, name="quarter_act"),
    path(f"{QUARTER}laporan/<str:file_format>/", documents.report, name="report"),
    path(f"{QUARTER}formulir/", documents.form_list, name="form_list"),
    path(
        f"{QUARTER}formulir/<str:form>/<str:file_format>/",
        documents.form_download,
        name="form_download",
    ),
    path(
        f"{QUARTER}rekap/<str:form>/<str:file_format>/",
        documents.count_form,
        name="count_form",
    ),
    path(AREA, areas.area_now, name="area_now"),
    path(f"{AREA}unduhan/", areas.area_downloads, name="area_downloads"),
    path(AREA_QUARTER, areas.area, name="area"),
    path(
        f"{AREA_QUARTER}unduhan/<str:file_format>/", areas.area_file, name="area_file"
    ),
]
