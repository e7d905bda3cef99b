"""Problems, activities, opportunities and the daftar hadir of a MAD."""

from django.contrib import messages
from django.db import transaction
from django.forms import formset_factory
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rembuk.actions import mad as acts
from rembuk.forms.mad import (
    MadActivityForm,
    MadAttendanceForm,
    MadAttendanceLineForm,
    MadOpportunityForm,
    MadProblemForm,
)
from rembuk.mad import released_to
from rembuk.models import (
    MadActivity,
    MadAttendance,
    MadFinished,
    MadOpportunity,
    MadProblem,
)
from rembuk.pages import NOBODY_TYPED
from rembuk.views.mad import act_on, crumbs_of, form_page, mad_in, page_of
from villages.access import Permission, requires

BLANK_LINES = 5


def _save(rows, row, form, *, by, **more):
    values, data = form.values | more, form.cleaned_data
    if row is None:
        return acts.add_row(rows, values, uuid=data["uuid"], by=by)
    return acts.change_row(row, values, version=data["version"], by=by)


def _moved(request, mad, rows, row, part):
    up = request.POST.get("arah") == "naik"

    def move():
        acts.move_row(rows, row, up=up, by=request.user)

    return act_on(request, mad, move, "", part=part)


def _removed(request, mad, row, done, part, back=""):
    keys = [mad.area.code, mad.year, part, row.pk]
    undo = reverse("rembuk:mad_row_restore", args=keys)

    def remove():
        acts.remove_row(row, by=request.user)

    return act_on(request, mad, remove, done, part=part, undo=undo, back=back)


def _choices(mad):
    """The villages that take part, by code and name."""
    return [(one["code"], one["village"]) for one in released_to(mad)]


# --- problems ------------------------------------------------------------------------


@requires(Permission.RUN_MAD)
@require_POST
def problem_take_up(request, area, year):
    mad = mad_in(area, year)
    key = request.POST.get("masalah", "")
    done = "Masalah masuk ke daftar bersama. Atur urutannya, lalu tambah kegiatannya."
    return act_on(
        request,
        mad,
        lambda: acts.take_up_problem(mad, key, by=request.user),
        done,
        part="masalah",
    )


@requires(Permission.RUN_MAD)
def problem_edit(request, area, year, mad_problem_id=None):
    mad = mad_in(area, year)
    rows = mad.problems
    row = get_object_or_404(rows, pk=mad_problem_id) if mad_problem_id else None
    form = MadProblemForm(request.POST or None, instance=row, villages=_choices(mad))
    return form_page(
        request,
        mad,
        form,
        lambda: _save(rows, row, form, by=request.user),
        done="Masalah bersama tersimpan.",
        part="masalah",
        title="Ubah masalah bersama" if row else "Tambah masalah bersama",
        remove_url=_remove_url("problem", mad, row),
    )


def _remove_url(kind, mad, row):
    if row is None:
        return ""
    return reverse(f"rembuk:mad_{kind}_remove", args=[mad.area.code, mad.year, row.pk])


@requires(Permission.RUN_MAD)
@require_POST
def problem_move(request, area, year, mad_problem_id):
    mad = mad_in(area, year)
    row = get_object_or_404(mad.problems, pk=mad_problem_id)
    return _moved(request, mad, mad.problems, row, "masalah")


@requires(Permission.RUN_MAD)
@require_POST
def problem_remove(request, area, year, mad_problem_id):
    mad = mad_in(area, year)
    row = get_object_or_404(mad.problems, pk=mad_problem_id)
    return _removed(request, mad, row, "Masalah bersama dihapus.", "masalah")


# --- activities ----------------------------------------------------------------------


@requires(Permission.RUN_MAD)
def activity_add(request, area, year, mad_problem_id):
    mad = mad_in(area, year)
    problem = get_object_or_404(mad.problems, pk=mad_problem_id)
    return _activity_page(request, mad, problem, None)


@requires(Permission.RUN_MAD)
def activity_edit(request, area, year, mad_activity_id):
    mad = mad_in(area, year)
    rows = mad.activities.select_related("problem")
    row = get_object_or_404(rows, pk=mad_activity_id)
    return _activity_page(request, mad, row.problem, row)


def _activity_page(request, mad, problem, row):
    form = MadActivityForm(
        request.POST or None,
        instance=row or MadActivity(source="dd"),
        villages=_choices(mad),
    )
    return form_page(
        request,
        mad,
        form,
        lambda: _save(mad.activities, row, form, by=request.user, problem=problem),
        done="Kegiatan bersama tersimpan.",
        part="kegiatan",
        title="Ubah kegiatan bersama" if row else "Tambah kegiatan bersama",
        lead=f"Masalah: {problem.text}",
        remove_url=_remove_url("activity", mad, row),
    )


@requires(Permission.RUN_MAD)
@require_POST
def activity_move(request, area, year, mad_activity_id):
    mad = mad_in(area, year)
    row = get_object_or_404(mad.activities, pk=mad_activity_id)
    return _moved(request, mad, mad.activities, row, "kegiatan")


@requires(Permission.RUN_MAD)
@require_POST
def activity_remove(request, area, year, mad_activity_id):
    mad = mad_in(area, year)
    row = get_object_or_404(mad.activities, pk=mad_activity_id)
    return _removed(request, mad, row, "Kegiatan bersama dihapus.", "kegiatan")


# --- opportunities -------------------------------------------------------------------


@requires(Permission.RUN_MAD)
def opportunity_edit(request, area, year, mad_opportunity_id=None):
    mad = mad_in(area, year)
    rows, key = mad.opportunities, mad_opportunity_id
    row = get_object_or_404(rows, pk=key) if key else None
    form = MadOpportunityForm(request.POST or None, instance=row)
    return form_page(
        request,
        mad,
        form,
        lambda: _save(rows, row, form, by=request.user),
        done="Peluang bersama tersimpan.",
        part="peluang",
        title="Ubah peluang bersama" if row else "Tambah peluang bersama",
        remove_url=_remove_url("opportunity", mad, row),
    )


@requires(Permission.RUN_MAD)
@require_POST
def opportunity_remove(request, area, year, mad_opportunity_id):
    mad = mad_in(area, year)
    row = get_object_or_404(mad.opportunities, pk=mad_opportunity_id)
    return _removed(request, mad, row, "Peluang bersama dihapus.", "peluang")


# --- daftar hadir --------------------------------------------------------------------

Lines = formset_factory(MadAttendanceLineForm, extra=BLANK_LINES, max_num=100)


@requires(Permission.RUN_MAD)
def attendance_list(request, area, year):
    mad = mad_in(area, year)
    lines = Lines(request.POST or None) if mad.is_open else None
    if lines is not None and lines.is_valid():
        return _attended(request, mad, [one for one in lines if one.is_filled])
    if request.method == "POST" and lines is None:
        messages.warning(request, str(MadFinished(mad)))
        return redirect(page_of(mad))
    context = {
        "mad": mad,
        "attendances": mad.attendances.all(),
        "lines": lines,
        "crumbs": crumbs_of(mad),
    }
    return render(request, "rembuk/mad_attendance.html", context)


def _people_of(mad):
    return reverse("rembuk:mad_attendance_list", args=[mad.area.code, mad.year])


def _attended(request, mad, filled):
    if not filled:
        messages.warning(request, NOBODY_TYPED)
        return redirect(_people_of(mad))
    done = f"{len(filled)} peserta tersimpan."
    return act_on(
        request,
        mad,
        lambda: _add_all(mad, filled, by=request.user),
        done,
        back=_people_of(mad),
    )


@transaction.atomic
def _add_all(mad, filled, *, by):
    for line in filled:
        _save(mad.attendances, None, line, by=by)


@requires(Permission.RUN_MAD)
def attendance_edit(request, area, year, mad_attendance_id):
    mad = mad_in(area, year)
    row = get_object_or_404(mad.attendances, pk=mad_attendance_id)
    form = MadAttendanceForm(request.POST or None, instance=row)
    return form_page(
        request,
        mad,
        form,
        lambda: _save(mad.attendances, row, form, by=request.user),
        done="Peserta tersimpan.",
        part="hadir",
        title="Ubah peserta",
        back=_people_of(mad),
        remove_url=_remove_url("attendance", mad, row),
    )


@requires(Permission.RUN_MAD)
@require_POST
def attendance_remove(request, area, year, mad_attendance_id):
    mad = mad_in(area, year)
    row = get_object_or_404(mad.attendances, pk=mad_attendance_id)
    back = _people_of(mad)
    return _removed(request, mad, row, "Peserta dihapus.", "hadir", back=back)


# --- take back -----------------------------------------------------------------------

# part of its page → what stands in it
PARTS = {
    "masalah": MadProblem,
    "kegiatan": MadActivity,
    "peluang": MadOpportunity,
    "hadir": MadAttendance,
}


@requires(Permission.RUN_MAD)
@require_POST
def row_restore(request, area, year, part, row_id):
    mad = mad_in(area, year)
    if part not in PARTS:
        raise Http404
    row = get_object_or_404(PARTS[part].everything, mad=mad, pk=row_id)
    back = _people_of(mad) if part == "hadir" else ""

    def restore():
        acts.restore_row(row, by=request.user)

    return act_on(request, mad, restore, "Dikembalikan.", part=part, back=back)
