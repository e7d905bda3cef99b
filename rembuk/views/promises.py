"""Janji: what was promised over the years, for the village and for its residents."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from rembuk.forms.promises import FateForm, PromiseForm
from rembuk.models import Promise
from rembuk.promises import years_of
from villages.access import Permission, public, requires
from villages.actions import typed
from villages.actions.closing import close, reopen
from villages.models import Village
from villages.views.saving import form_page


@requires(Permission.VIEW_MEETING)
def promise_list(request, village):
    years = years_of(village, village.today())
    return render(request, "rembuk/promise_list.html", {"years": years})


@public("Residents read what their village promised and did: no person is named")
def public_promises(request, place_code):
    village = Village.objects.filter(code=place_code, ended_on=None).first()
    if village is None:
        raise Http404
    with timezone.override(village.zone):
        context = {"place": village, "years": years_of(village, village.today())}
        return render(request, "rembuk/public_promises.html", context)


def _list_of(village):
    return reverse("rembuk:promise_list", args=[village.code])


def _crumbs(village):
    return [{"label": "Janji", "url": _list_of(village)}]


@requires(Permission.EDIT_MEETING)
def promise_edit(request, village, promise_id=None):
    rows = village.promises.open()
    row = get_object_or_404(rows, pk=promise_id) if promise_id else None
    blank = Promise(village=village, made_on=village.today())
    form = PromiseForm(
        request.POST or None, instance=row or blank, today=village.today()
    )
    return form_page(
        request,
        form,
        lambda: _saved(village, row, form, by=request.user),
        template="rembuk/promise_form.html",
        done=lambda saved: "Janji tersimpan.",
        url=lambda saved: _list_of(village),
        row=row,
        heading="Ubah janji" if row else "Janji baru",
        crumbs=_crumbs(village),
        back_url=_list_of(village),
    )


def _saved(village, row, form, *, by):
    data, values = form.cleaned_data, form.values
    if row is None:
        rows, uuid = village.promises, data["uuid"]
        return typed.add(rows, values, village=village, uuid=uuid, by=by)
    return typed.change(row, values, version=data["version"], village=village, by=by)


@requires(Permission.EDIT_MEETING)
def promise_close(request, village, promise_id):
    row = get_object_or_404(village.promises.open(), pk=promise_id)
    form = FateForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        close(row, data["outcome"], data["outcome_note"], by=request.user)
        undo = reverse("rembuk:promise_reopen", args=[village.code, row.pk])
        messages.success(request, "Hasilnya tercatat.", extra_tags=undo)
        return redirect(_list_of(village))
    context = {"form": form, "promise": row, "crumbs": _crumbs(village)}
    context |= {"back_url": _list_of(village)}
    return render(request, "rembuk/promise_close.html", context)


@requires(Permission.EDIT_MEETING)
@require_POST
def promise_reopen(request, village, promise_id):
    rows = village.promises.exclude(closed_on=None)
    reopen(get_object_or_404(rows, pk=promise_id), by=request.user)
    messages.success(request, "Janji berjalan kembali.")
    return redirect(_list_of(village))


@requires(Permission.EDIT_MEETING)
@require_POST
def promise_remove(request, village, promise_id):
    row = get_object_or_404(village.promises.open(), pk=promise_id)
    typed.remove(row, village=village, by=request.user)
    undo = reverse("rembuk:promise_restore", args=[village.code, row.pk])
    messages.success(request, "Janji dihapus.", extra_tags=undo)
    return redirect(_list_of(village))


@requires(Permission.EDIT_MEETING)
@require_POST
def promise_restore(request, village, promise_id):
    rows = Promise.everything.filter(village=village).exclude(removed_at=None)
    row = get_object_or_404(rows, pk=promise_id)
    typed.restore(row, village=village, by=request.user)
    messages.success(request, "Janji dikembalikan.")
    return redirect(_list_of(village))
