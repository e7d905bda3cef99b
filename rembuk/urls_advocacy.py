"""Addresses of advokasi: handing over, and the road of each proposal."""

from django.urls import path

from .views import advocacy

ADVOCACY = "desa/<str:village_code>/advokasi/"
RECORD = f"{ADVOCACY}serah/<int:berita_acara_id>/<str:receiver>/"
PROPOSAL = f"{ADVOCACY}usulan/<int:proposal_id>/"
STEP = f"{ADVOCACY}langkah/<int:step_id>/"

urlpatterns = [
    path(ADVOCACY, advocacy.advocacy, name="advocacy"),
    path(f"{ADVOCACY}<int:year>/", advocacy.advocacy, name="advocacy_of_year"),
    path(RECORD, advocacy.handover_edit, name="handover_edit"),
    path(f"{RECORD}hapus/", advocacy.handover_remove, name="handover_remove"),
    path(
        f"{ADVOCACY}pulihkan/<int:handover_id>/",
        advocacy.handover_restore,
        name="handover_restore",
    ),
    path(
        f"{RECORD}<str:letter_name>.pdf",
        advocacy.handover_paper,
        name="handover_paper",
    ),
    path(
        f"{RECORD}surat-penyampaian.docx",
        advocacy.handover_docx,
        name="handover_docx",
    ),
    path(PROPOSAL, advocacy.proposal_road, name="proposal_road"),
    path(f"{PROPOSAL}<str:step_state>/", advocacy.step_add, name="step_add"),
    path(f"{STEP}batal/", advocacy.step_undo, name="step_undo"),
    path(f"{STEP}pulihkan/", advocacy.step_redo, name="step_redo"),
]
