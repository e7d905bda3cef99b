"""Addresses of this app's pages."""

app_name = "households"
urlpatterns: list = []
