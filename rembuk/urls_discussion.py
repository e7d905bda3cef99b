"""Addresses of the diskusi RDS, its announcement, and what comes back of the MAD."""

from django.urls import path

from .views import discussion, showing

DESA = "desa/<str:village_code>/"
LIST = f"{DESA}diskusi/"
PAGE = f"{LIST}<int:year>/<int:meeting_id>/"
CHANCE = f"{PAGE}peluang/<int:opportunity_id>/"
REMBUK = f"{DESA}rembuk/<int:year>/<int:meeting_id>/"

urlpatterns = [
    path(
        "publik/diskusi/<str:place_code>/<int:year>/",
        showing.public_discussion,
        name="public_discussion",
    ),
    path(LIST, discussion.discussion_list, name="discussion_list"),
    path(
        f"{LIST}baru/<int:year>/<int:number>/",
        discussion.discussion_open,
        name="discussion_open",
    ),
    path(PAGE, discussion.discussion, name="discussion"),
    path(
        f"{PAGE}ubah/<str:section>/",
        discussion.discussion_edit,
        name="discussion_edit",
    ),
    path(f"{PAGE}peluang/baru/", discussion.opportunity_edit, name="opportunity_add"),
    path(CHANCE, discussion.opportunity_edit, name="opportunity_edit"),
    path(f"{CHANCE}hapus/", discussion.opportunity_remove, name="opportunity_remove"),
    path(f"{PAGE}selesai/", discussion.discussion_finish, name="discussion_finish"),
    path(f"{PAGE}buka/", discussion.discussion_reopen, name="discussion_reopen"),
    path(
        f"{PAGE}berita-acara.pdf", discussion.discussion_paper, name="discussion_paper"
    ),
    path(f"{PAGE}umumkan/", showing.publish, name="publish"),
    path(
        f"{PAGE}umumkan/tarik/",
        showing.publication_withdraw,
        name="publication_withdraw",
    ),
    path(f"{PAGE}poster/<str:paper>.pdf", showing.poster, name="poster"),
    path(f"{PAGE}lepas/", showing.release, name="release"),
    path(f"{PAGE}lepas/tarik/", showing.release_withdraw, name="release_withdraw"),
    path(f"{REMBUK}ambil/<str:origin>/", discussion.take_over, name="take_over"),
    path(f"{DESA}mad/<int:year>/", showing.village_mad, name="village_mad"),
    path(
        f"{DESA}mad/<int:year>/berita-acara.pdf",
        showing.village_mad_paper,
        name="village_mad_paper",
    ),
]
