"""Addresses of pelaksanaan: what was carried out, its photos, its recap."""

from django.urls import path

from .views import deliveries

DELIVERIES = "desa/<str:village_code>/pelaksanaan/"
DELIVERY = f"{DELIVERIES}kegiatan/<int:delivery_id>/"
PHOTO = f"{DELIVERIES}foto/<int:shot_id>/"

urlpatterns = [
    path(DELIVERIES, deliveries.delivery_list, name="delivery_list"),
    path(
        f"{DELIVERIES}<int:year>/",
        deliveries.delivery_list,
        name="delivery_list_of_year",
    ),
    path(
        f"{DELIVERIES}<int:year>/rekap/<str:file_format>/",
        deliveries.delivery_recap,
        name="delivery_recap",
    ),
    path(
        f"{DELIVERIES}<int:year>/<int:number>/realisasi/<int:line_id>/",
        deliveries.delivery_realise,
        name="delivery_realise",
    ),
    path(f"{DELIVERIES}baru/", deliveries.delivery_add, name="delivery_add"),
    path(
        f"{DELIVERIES}usulan/<int:proposal_id>/",
        deliveries.delivery_of_proposal,
        name="delivery_of_proposal",
    ),
    path(DELIVERY, deliveries.delivery, name="delivery"),
    path(f"{DELIVERY}ubah/", deliveries.delivery_edit, name="delivery_edit"),
    path(f"{DELIVERY}hapus/", deliveries.delivery_remove, name="delivery_remove"),
    path(f"{DELIVERY}pulihkan/", deliveries.delivery_restore, name="delivery_restore"),
    path(f"{DELIVERY}foto/", deliveries.delivery_photo_add, name="delivery_photo_add"),
    path(PHOTO, deliveries.delivery_photo, name="delivery_photo"),
    path(
        f"{PHOTO}hapus/",
        deliveries.delivery_photo_remove,
        name="delivery_photo_remove",
    ),
    path(
        f"{PHOTO}pulihkan/",
        deliveries.delivery_photo_restore,
        name="delivery_photo_restore",
    ),
]
