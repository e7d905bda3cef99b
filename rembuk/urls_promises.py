"""Addresses of the promises: the village's list and the page for residents."""

from django.urls import path

from .views import promises

PROMISES = "desa/<str:village_code>/janji/"
PROMISE = f"{PROMISES}<int:promise_id>/"

urlpatterns = [
    path(
        "publik/janji/<str:place_code>/",
        promises.public_promises,
        name="public_promises",
    ),
    path(PROMISES, promises.promise_list, name="promise_list"),
    path(f"{PROMISES}baru/", promises.promise_edit, name="promise_add"),
    path(PROMISE, promises.promise_edit, name="promise_edit"),
    path(f"{PROMISE}hasil/", promises.promise_close, name="promise_close"),
    path(f"{PROMISE}buka/", promises.promise_reopen, name="promise_reopen"),
    path(f"{PROMISE}hapus/", promises.promise_remove, name="promise_remove"),
    path(f"{PROMISE}pulihkan/", promises.promise_restore, name="promise_restore"),
]
