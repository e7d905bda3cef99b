"""Addresses of scorecards, matrices, explanations, forms and areas."""

from django.urls import include, path

from .views import (
    api,
    areas,
    comparison,
    diagnosis,
    documents,
    erasing,
    findings,
    gaps,
    mapping,
    matrix,
    need,
    person,
    public,
    quarters,
    recaps,
    sketch,
    village,
    why,
    why_area,
)

app_name = "scorecard"
DESA = "desa/<str:village_code>/scorecard/"
QUARTER = f"{DESA}<int:year>/<int:number>/"
TEMUAN = "desa/<str:village_code>/temuan/"
YEAR = "desa/<str:village_code>/pemetaan/<int:year>/"
ORANG = "desa/<str:village_code>/orang/<int:person_id>/"
SKETCH = "desa/<str:village_code>/peta/<int:dusun_id>/"
AREA = "wilayah/<str:area_code>/"
API = "api/v1/"
PLACE = f"{API}wilayah/<str:place_code>/"
AREA_QUARTER = f"{AREA}<int:year>/<int:number>/"
urlpatterns = [
    path(
        "desa/<str:village_code>/sasaran/rumah-tangga/<int:household_id>/hapus-data/",
        erasing.family_erase,
        name="family_erase",
    ),
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
    path(f"{QUARTER}telaah/", diagnosis.diagnosis, name="diagnosis"),
    path(f"{QUARTER}telaah/temuan/", findings.finding_add, name="finding_add"),
    path(TEMUAN, findings.finding_list, name="finding_list"),
    path(f"{TEMUAN}<int:finding_id>/", findings.finding_edit, name="finding_edit"),
    path(
        f"{TEMUAN}<int:finding_id>/tutup/",
        findings.finding_close,
        name="finding_close",
    ),
    path(
        f"{TEMUAN}<int:finding_id>/buka/",
        findings.finding_reopen,
        name="finding_reopen",
    ),
    path(f"{DESA}kebutuhan/", need.need_now, name="need_now"),
    path(f"{QUARTER}kebutuhan/", need.need, name="need"),
    path(f"{QUARTER}kebutuhan/<str:code>/", need.unit_cost_edit, name="unit_cost_edit"),
    path(f"{QUARTER}kesenjangan/", gaps.gap_list, name="gap_list"),
    path(
        f"{QUARTER}kesenjangan/instansi/<str:office>/<str:file_format>/",
        gaps.gap_office,
        name="gap_office",
    ),
    path(
        f"{QUARTER}kesenjangan/keluarga/<str:file_format>/",
        gaps.gap_families,
        name="gap_families",
    ),
    path(
        f"{QUARTER}kesenjangan/keluarga/<int:household_id>/lembar/",
        gaps.gap_family,
        name="gap_family",
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
    path(
        f"{DESA}<int:year>/laporan/<str:edition>/<str:file_format>/",
        documents.year_report,
        name="year_report",
    ),
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
    path("desa/<str:village_code>/pemetaan/", mapping.mapping_now, name="mapping_now"),
    path(YEAR, mapping.mapping, name="mapping"),
    path(f"{YEAR}dusun/<int:dusun_id>/", mapping.mapping_dusun, name="mapping_dusun"),
    path(
        f"{YEAR}dusun/<int:dusun_id>/selesai/",
        mapping.mapping_dusun_done,
        name="mapping_dusun_done",
    ),
    path(
        f"{YEAR}dusun/<int:dusun_id>/buka/",
        mapping.mapping_dusun_open,
        name="mapping_dusun_open",
    ),
    path(f"{YEAR}bekukan/", mapping.mapping_freeze, name="mapping_freeze"),
    path(
        f"{YEAR}formulir-1/<str:file_format>/",
        mapping.mapping_file,
        name="mapping_file",
    ),
    path(
        f"{YEAR}salinan/<int:mapping_id>/<str:file_format>/",
        mapping.mapping_version,
        name="mapping_version",
    ),
    path(ORANG, person.life, name="life"),
    path(f"{ORANG}layanan/", person.life_services, name="life_services"),
    path("desa/<str:village_code>/peta/", sketch.sketch_list, name="sketch_list"),
    path(SKETCH, sketch.sketch, name="sketch"),
    path(
        f"{SKETCH}titik/<str:thing>/<int:thing_id>/",
        sketch.sketch_point,
        name="sketch_point",
    ),
    path(f"{SKETCH}lembar/", sketch.sketch_sheet, name="sketch_sheet"),
    path(f"{SKETCH}gambar/", sketch.sketch_photo, name="sketch_photo"),
    path(f"{SKETCH}cetak/<str:paper>/", sketch.sketch_print, name="sketch_print"),
    path(f"{QUARTER}serupa/", comparison.alike_villages, name="alike_villages"),
    path("publik/angka/<str:place_code>/", public.public_place, name="public_place"),
    path(AREA, areas.area_now, name="area_now"),
    path(f"{AREA}perbandingan/", comparison.comparison_now, name="comparison_now"),
    path(f"{AREA_QUARTER}perbandingan/", comparison.comparison, name="comparison"),
    path("", include("scorecard.urls_supervision")),
    path(f"{AREA}unduhan/", areas.area_downloads, name="area_downloads"),
    path(AREA_QUARTER, areas.area, name="area"),
    path(
        f"{AREA_QUARTER}unduhan/<str:file_format>/", areas.area_file, name="area_file"
    ),
    path(
        f"{AREA_QUARTER}mengapa/<str:code>/",
        why_area.area_explain,
        name="area_explain",
    ),
    path(
        f"{AREA_QUARTER}rekap/<str:file_format>/",
        recaps.area_recap_file,
        name="area_recap",
    ),
    path(API, api.start, name="api"),
    path(f"{API}openapi.json", api.openapi, name="api_description"),
    path(f"{API}aturan/", api.rule_sets, name="api_rule_sets"),
    path(PLACE, api.place, name="api_place"),
    path(f"{PLACE}bawahan/", api.places_below, name="api_places_below"),
    path(f"{PLACE}triwulan/", api.quarters, name="api_quarters"),
    path(f"{PLACE}triwulan/<int:year>/<int:number>/", api.figures, name="api_figures"),
    path(
        f"{PLACE}triwulan/<int:year>/<int:number>/bawahan/",
        api.figures_below,
        name="api_figures_below",
    ),
    path("api/<path:rest>", api.nothing_here, name="api_nothing"),
]
