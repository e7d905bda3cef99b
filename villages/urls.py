"""Addresses of places and people."""

from django.urls import path

from .views import account

app_name = "villages"
urlpatterns = [
    path("", account.home, name="home"),
    path("masuk/", account.login, name="login"),
    path("keluar/", account.logout, name="logout"),
]
