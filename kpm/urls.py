"""Every address of KPM, app by app."""

from django.contrib import admin
from django.urls import include, path

handler400 = "villages.views.errors.bad_request"
handler403 = "villages.views.errors.permission_denied"
handler404 = "villages.views.errors.page_not_found"
handler500 = "villages.views.errors.server_error"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("villages.urls")),
    path("", include("households.urls")),
    path("", include("scorecard.urls")),
    path("", include("rembuk.urls")),
]
