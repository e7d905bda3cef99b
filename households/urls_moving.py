"""Addresses of moving, waiting for a NIK, growing up, and of a family's copy."""

from django.urls import path

from .views import copying, identity, moving

DESA = "desa/<str:village_code>/"
SASARAN = f"{DESA}sasaran/"
RT = f"{SASARAN}rumah-tangga/<int:household_id>/"
ORANG = f"{SASARAN}orang/<int:person_id>/"
PINDAH = f"{DESA}perpindahan/"
TAWARAN = f"{PINDAH}<uuid:transfer_uuid>/"
urlpatterns = [
    path(PINDAH, moving.transfer_list, name="transfer_list"),
    path(f"{RT}pindah-desa/", moving.household_transfer, name="household_transfer"),
    path(f"{RT}salinan/", copying.family_copy, name="family_copy"),
    path(f"{RT}keluar/", moving.household_exit, name="household_exit"),
    path(f"{ORANG}pindah-desa/", moving.person_transfer, name="person_transfer"),
    path(f"{ORANG}pindah-keluarga/", moving.person_move, name="person_move"),
    path(f"{TAWARAN}terima/", moving.transfer_accept, name="transfer_accept"),
    path(f"{TAWARAN}tolak/", moving.transfer_refuse, name="transfer_refuse"),
    path(f"{TAWARAN}tarik/", moving.transfer_withdraw, name="transfer_withdraw"),
    path(f"{SASARAN}menunggu-nik/", identity.nik_list, name="nik_list"),
    path(f"{ORANG}nik/", identity.person_nik, name="person_nik"),
    path(f"{SASARAN}dua-tahun/", identity.grown_list, name="grown_list"),
]
