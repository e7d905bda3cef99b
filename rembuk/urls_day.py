"""Addresses of the day: invitations, agenda, signing in on a phone, the projector."""

from django.urls import path

from .views import attendance, invitations, sign_in, slides

MEETING = "desa/<str:village_code>/rembuk/<int:year>/<int:meeting_id>/"
INVITED = f"{MEETING}undangan/"
INVITATION = f"{INVITED}<int:invitation_id>/"
AGENDA = f"{MEETING}acara/"
ITEM = f"{AGENDA}<int:item_id>/"
LIST = f"{MEETING}hadir/"
SLIDES = f"{MEETING}presentasi/"

urlpatterns = [
    path("publik/hadir/<str:desk_token>/", sign_in.sign_in, name="sign_in"),
    path(INVITED, invitations.invitation_list, name="invitation_list"),
    path(f"{INVITED}usulan/", invitations.invitation_adopt, name="invitation_adopt"),
    path(f"{INVITED}baru/", invitations.invitation_edit, name="invitation_add"),
    path(INVITATION, invitations.invitation_edit, name="invitation_edit"),
    path(
        f"{INVITATION}hapus/", invitations.invitation_remove, name="invitation_remove"
    ),
    path(f"{AGENDA}lazim/", invitations.agenda_adopt, name="agenda_adopt"),
    path(f"{AGENDA}baru/", invitations.agenda_edit, name="agenda_add"),
    path(ITEM, invitations.agenda_edit, name="agenda_edit"),
    path(f"{ITEM}pindah/", invitations.agenda_move, name="agenda_move"),
    path(f"{ITEM}hapus/", invitations.agenda_remove, name="agenda_remove"),
    path(f"{LIST}buka/", attendance.desk_open, name="desk_open"),
    path(f"{LIST}tutup/", attendance.desk_close, name="desk_close"),
    path(f"{LIST}datang/", attendance.attendance_arrivals, name="attendance_arrivals"),
    path(SLIDES, slides.slide_show, name="slide_show"),
    path(f"{SLIDES}<slug:slide>/", slides.slide_show, name="slide"),
]
