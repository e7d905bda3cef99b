"""Addresses of this app's pages."""

app_name = "scorecard"
urlpatterns: list = []
