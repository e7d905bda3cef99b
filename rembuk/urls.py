"""Addresses of this app's pages."""

app_name = "rembuk"
urlpatterns: list = []
