"""Addresses of the letters of a village: letterhead, numbers."""

from django.urls import path

from .views import letterhead, number_formats

DESA = "desa/<str:village_code>/"

urlpatterns = [
    path(f"{DESA}kop-surat/", letterhead.letterhead_edit, name="letterhead"),
    path(f"{DESA}kop-surat/logo/", letterhead.logo, name="logo"),
    path(f"{DESA}kop-surat/logo/hapus/", letterhead.logo_remove, name="logo_remove"),
    path(
        f"{DESA}kop-surat/contoh.pdf",
        letterhead.letterhead_sample,
        name="letterhead_sample",
    ),
    path(f"{DESA}penomoran/", number_formats.number_formats, name="number_formats"),
]
