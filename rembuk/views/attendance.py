"""The daftar hadir: typed by the secretary, or signed by each on an own phone."""

from django.contrib import messages
from django.db import transaction
from django.forms import formset_factory
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rembuk import actions
from rembuk.content import counted
from rembuk.forms.lists import AttendanceForm, AttendanceLineForm
from rembuk.models import MeetingSettled
from rembuk.pages import NOBODY_TYPED, acted, crumbs_of, form_page, meeting_in
from rembuk.unsur import by_reason, not_come, standings_of
from rembuk.views.rows import removed_row, save_row
from villages.access import Permission, requires

BLANK_LINES = 5
Lines = formset_factory(AttendanceLineForm, extra=BLANK_LINES, max_num=100)


@requires(Permission.VIEW_MEETING)
def attendance_list(request, village, year, meeting_id):
    meeting = meeting_in(village, year, meeting_id)
    return _list_page(request, meeting, Lines(form_kwargs={"village": village}))


def _list_page(request, meeting, lines):
    editable = meeting.is_open and request.access.may(Permission.EDIT_MEETING)
    context = _arrived(meeting) | {
        "lines": lines if editable else None,
        "editable": editable,
        "crumbs": crumbs_of(meeting),
    }
    return render(request, "rembuk/attendance_list.html", context)


def _arrived(meeting):
    """Who is on the list now, who of whom is missed, and whether people sign in."""
    attendances = list(meeting.attendances.all())
    present, guests = counted(attendances)
    desk = meeting.desks.filter(closed_at=None).first() if meeting.is_open else None
    return {
        "meeting": meeting,
        "attendances": attendances,
        "present": present,
        "guests": guests,
        "present_total": len(attendances) - guests,
        "missed": by_reason(not_come(standings_of(meeting, attendances))),
        "desk": desk if desk and desk.is_open else None,
        "mark": _mark_of(attendances, desk),
    }


def _mark_of(attendances, desk):
    """What differs whenever the list does."""
    versions = sum(attendance.version for attendance in attendances)
    newest = attendances[-1].pk if attendances else 0
    return f"{len(attendances)}.{versions}.{newest}.{int(bool(desk and desk.is_open))}"


@requires(Permission.VIEW_MEETING)
def attendance_arrivals(request, village, year, meeting_id):
    """The list as it is now, for an open page that asks again and again."""
    meeting = meeting_in(village, year, meeting_id)
    context = _arrived(meeting)
    if request.GET.get("tanda") == context["mark"]:
        return HttpResponse(status=204)
    editable = meeting.is_open and request.access.may(Permission.EDIT_MEETING)
    context |= {"editable": editable, "village": village}
    return render(request, "rembuk/attendance_arrivals.html", context)


@requires(Permission.EDIT_MEETING)
@require_POST
def attendance_add(request, village, year, meeting_id):
    meeting = meeting_in(village, year, meeting_id)
    lines = Lines(request.POST, form_kwargs={"village": village})
    if not lines.is_valid():
        return _list_page(request, meeting, lines)
    filled = [line for line in lines if line.is_filled]
    if not filled:
        messages.warning(request, NOBODY_TYPED)
        return redirect(list_of(meeting))
    try:
        _add_all(meeting, filled, by=request.user)
    except MeetingSettled as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"{len(filled)} peserta tersimpan.")
    return redirect(list_of(meeting))


@transaction.atomic
def _add_all(meeting, filled, *, by):
    for line in filled:
        save_row(meeting.attendances, None, line, by=by)


def list_of(meeting):
    """The page of the daftar hadir."""
    keys = [meeting.village.code, meeting.year, meeting.pk]
    return reverse("rembuk:attendance_list", args=keys)


@requires(Permission.EDIT_MEETING)
def attendance_edit(request, village, year, meeting_id, attendance_id):
    meeting = meeting_in(village, year, meeting_id)
    row = get_object_or_404(meeting.attendances, pk=attendance_id)
    form = AttendanceForm(request.POST or None, instance=row, village=village)
    return form_page(
        request,
        meeting,
        form,
        lambda: save_row(meeting.attendances, row, form, by=request.user),
        done="Peserta tersimpan.",
        back=list_of(meeting),
        template="rembuk/attendance_form.html",
        row=row,
    )


@requires(Permission.EDIT_MEETING)
@require_POST
def attendance_remove(request, village, year, meeting_id, attendance_id):
    meeting = meeting_in(village, year, meeting_id)
    row = get_object_or_404(meeting.attendances, pk=attendance_id)
    back = list_of(meeting)
    return removed_row(request, meeting, row, "Peserta dihapus.", "hadir", back)


# --- signing in on a phone -----------------------------------------------------------


@requires(Permission.EDIT_MEETING)
@require_POST
def desk_open(request, village, year, meeting_id):
    meeting = meeting_in(village, year, meeting_id)
    return acted(
        request,
        meeting,
        lambda: actions.open_desk(meeting, by=request.user),
        done="Daftar hadir lewat ponsel dibuka sampai tengah malam nanti. Tampilkan "
        "kode QR-nya di layar.",
        back=list_of(meeting),
    )


@requires(Permission.EDIT_MEETING)
@require_POST
def desk_close(request, village, year, meeting_id):
    meeting = meeting_in(village, year, meeting_id)
    return acted(
        request,
        meeting,
        lambda: actions.close_desk(meeting, by=request.user),
        done="Daftar hadir lewat ponsel ditutup. Yang datang kemudian Anda tulis.",
        back=list_of(meeting),
    )
