"""Rumah Desa Sehat: its seat, its members and the unsur they stand for."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from villages.access import Permission, requires
from villages.actions import typed
from villages.appointments import rds_of, unrepresented
from villages.forms.rds import MemberForm, RdsForm
from villages.models import Appointment, Rds, RdsMember
from villages.views.saving import form_page


def _page_of(village):
    return reverse("villages:rds", args=[village.code])


def _crumbs(village):
    return [{"label": "Rumah Desa Sehat", "url": _page_of(village)}]


@requires(Permission.VIEW_DOCUMENTS)
def rds(request, village):
    row, today = rds_of(village), village.today()
    members = list(row.members.current(today)) if row else []
    others = row.members.kept().exclude(pk__in=[m.pk for m in members]) if row else []
    decrees = village.appointments.in_force().filter(kind=Appointment.Kind.RDS)
    context = {
        "rds": row,
        "executives": [m for m in members if m.is_executive],
        "members": [m for m in members if not m.is_executive],
        "others": others,
        "unrepresented": unrepresented(members),
        "decree": decrees.first(),
    }
    return render(request, "villages/rds.html", context)


@requires(Permission.EDIT_APPOINTMENT)
def rds_edit(request, village):
    row = rds_of(village)
    form = RdsForm(
        request.POST or None, instance=row or Rds(village=village), village=village
    )

    def save():
        if row:
            version = form.cleaned_data["version"]
            return typed.change(
                row, form.values, version=version, village=village, by=request.user
            )
        return typed.add(
            Rds.objects,
            form.values | {"village": village},
            village=village,
            uuid=form.cleaned_data["uuid"],
            by=request.user,
        )

    return form_page(
        request,
        form,
        save,
        template="villages/rds_form.html",
        done=lambda _: "Rumah Desa Sehat tersimpan.",
        url=lambda _: _page_of(village),
        crumbs=_crumbs(village),
        back_url=_page_of(village),
    )


@requires(Permission.EDIT_APPOINTMENT)
def member_edit(request, village, member_id=None):
    home = rds_of(village)
    if home is None:
        messages.info(request, "Isi dahulu alamat dan tanggal terbentuknya RDS.")
        return redirect("villages:rds_edit", village.code)
    row = get_object_or_404(home.members.kept(), pk=member_id) if member_id else None
    blank = RdsMember(rds=home, starts_on=home.formed_on)
    form = MemberForm(request.POST or None, instance=row or blank)
    return form_page(
        request,
        form,
        lambda: _saved(village, home, row, form, by=request.user),
        template="villages/rds_member_form.html",
        done=lambda saved: f"{saved} tersimpan.",
        url=lambda _: _page_of(village),
        row=row,
        crumbs=_crumbs(village),
        back_url=_page_of(village),
    )


def _saved(village, home, row, form, *, by):
    data = form.cleaned_data
    if row is None:
        uuid = data["uuid"]
        return typed.add(home.members, form.values, village=village, uuid=uuid, by=by)
    version = data["version"]
    return typed.change(row, form.values, version=version, village=village, by=by)


def _member(village, member_id, **state):
    home = rds_of(village)
    rows = home.members if home else RdsMember.objects.none()
    return get_object_or_404(rows, pk=member_id, **state)


@requires(Permission.EDIT_APPOINTMENT)
@require_POST
def member_remove(request, village, member_id):
    row = _member(village, member_id, removed_at=None)
    typed.remove(row, village=village, by=request.user)
    undo = reverse("villages:member_restore", args=[village.code, row.pk])
    messages.success(request, f"{row} dihapus dari daftar RDS.", extra_tags=undo)
    return redirect("villages:rds", village.code)


@requires(Permission.EDIT_APPOINTMENT)
@require_POST
def member_restore(request, village, member_id):
    row = _member(village, member_id, removed_at__isnull=False)
    typed.restore(row, village=village, by=request.user)
    messages.success(request, f"{row} dikembalikan ke daftar RDS.")
    return redirect("villages:rds", village.code)
