"""Addresses of this app's pages."""

from django.urls import path

from .views import verification

app_name = "rembuk"
DESA = "desa/<str:village_code>/"
urlpatterns = [
    path("publik/dokumen/", verification.document_check, name="document_check"),
]
