"""Addresses of the village office: kegiatan KPM, Rumah Desa Sehat, SK."""

from django.urls import path

from .views import activities, appointments, rds

DESA = "desa/<str:village_code>/"
LOG = f"{DESA}kegiatan/"
ACTIVITY = f"{LOG}<int:activity_id>/"
RDS = f"{DESA}rds/"
MEMBER = f"{RDS}anggota/<int:member_id>/"
DECREES = f"{DESA}sk/"
DECREE = f"{DECREES}<int:appointment_id>/"
PERSON = f"{DECREE}orang/<int:appointee_id>/"

urlpatterns = [
    path(LOG, activities.activity_list, name="activity_list"),
    path(f"{LOG}baru/", activities.activity_choose, name="activity_choose"),
    path(
        f"{LOG}baru/<str:activity_kind>/",
        activities.activity_add,
        name="activity_add",
    ),
    path(f"{LOG}rekap/<int:year>/", activities.activity_recap, name="activity_recap"),
    path(
        f"{LOG}rekap/<int:year>/<str:file_format>/",
        activities.activity_recap_file,
        name="activity_recap_file",
    ),
    path(ACTIVITY, activities.activity, name="activity"),
    path(f"{ACTIVITY}ubah/", activities.activity_edit, name="activity_edit"),
    path(f"{ACTIVITY}hapus/", activities.activity_remove, name="activity_remove"),
    path(f"{ACTIVITY}pulihkan/", activities.activity_restore, name="activity_restore"),
    path(f"{ACTIVITY}berkas/", activities.activity_file, name="activity_file"),
    path(f"{ACTIVITY}inovasi.pdf", activities.innovation, name="innovation"),
    path(RDS, rds.rds, name="rds"),
    path(f"{RDS}ubah/", rds.rds_edit, name="rds_edit"),
    path(f"{RDS}anggota/baru/", rds.member_edit, name="member_add"),
    path(MEMBER, rds.member_edit, name="member_edit"),
    path(f"{MEMBER}hapus/", rds.member_remove, name="member_remove"),
    path(f"{MEMBER}pulihkan/", rds.member_restore, name="member_restore"),
    path(DECREES, appointments.appointment_list, name="appointment_list"),
    path(
        f"{DECREES}baru/<str:sk_kind>/",
        appointments.appointment_add,
        name="appointment_add",
    ),
    path(DECREE, appointments.appointment, name="appointment"),
    path(
        f"{DECREE}ubah/<str:section>/",
        appointments.appointment_edit,
        name="appointment_edit",
    ),
    path(
        f"{DECREE}orang/baru/",
        appointments.appointee_edit,
        name="appointee_add",
    ),
    path(PERSON, appointments.appointee_edit, name="appointee_edit"),
    path(f"{PERSON}hapus/", appointments.appointee_remove, name="appointee_remove"),
    path(
        f"{PERSON}pulihkan/",
        appointments.appointee_restore,
        name="appointee_restore",
    ),
    path(f"{DECREE}draf.pdf", appointments.appointment_draft, name="appointment_draft"),
    path(f"{DECREE}draf.docx", appointments.appointment_docx, name="appointment_docx"),
    path(
        f"{DECREE}tetapkan/",
        appointments.appointment_settle,
        name="appointment_settle",
    ),
    path(f"{DECREE}pindaian/", appointments.appointment_scan, name="appointment_scan"),
    path(
        f"{DECREE}ganti/",
        appointments.appointment_replace,
        name="appointment_replace",
    ),
    path(
        f"{DECREE}hapus/",
        appointments.appointment_remove,
        name="appointment_remove",
    ),
    path(
        f"{DECREE}pulihkan/",
        appointments.appointment_restore,
        name="appointment_restore",
    ),
    path(
        f"{DECREE}unduh/<str:file_name>/",
        appointments.appointment_file,
        name="appointment_file",
    ),
]
