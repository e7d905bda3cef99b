"""Datang tetapi tidak bertemu: one press notes it, and it can be mended or undone."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from households import actions
from households.due import next_due
from households.forms.missed import MissedForm
from households.models import NotReached, Person, Pregnancy, QuarterFinal
from households.views.households import crumbs_to
from households.views.saving import attempt
from households.views.tasks import chosen, record_url
from villages.access import Permission, requires
from villages.views.saving import differences
from villages.wording import long_date

SAID = {"tidak ada": "tidak ada di rumah", "menolak": "menolak", "pindah": "pindah"}


@requires(Permission.EDIT_REGISTER)
@require_POST
def pregnancy_missed(request, village, pregnancy_id, month):
    mine = Pregnancy.objects.in_village(village).select_related(
        "woman__household__village"
    )
    target = get_object_or_404(mine, pk=pregnancy_id)
    return _miss(request, village, target, month)


@requires(Permission.EDIT_REGISTER)
@require_POST
def child_missed(request, village, child_id, month):
    mine = Person.objects.in_village(village).select_related("household__village")
    target = get_object_or_404(mine, pk=child_id, is_child=True)
    return _miss(request, village, target, month)


def _miss(request, village, target, month):
    if month > village.today():
        raise Http404
    form = MissedForm.posted(request.POST, month, village)
    saved = form.is_valid() and attempt(form, lambda: _note(form, target, request))
    if not saved:
        for sentence in form.sentences():
            messages.error(request, sentence)
        return redirect(_record_url(village, target, month) + _query(request))
    messages.success(
        request,
        f"{_name(target)}: {SAID[saved.reason]}, {long_date(saved.visited_on)}.",
        extra_tags=reverse("households:missed_undo", args=[village.code, saved.pk]),
    )
    if saved.reason == NotReached.Reason.MOVED:
        return redirect("households:missed", village.code, saved.pk)
    return redirect(_following(request, village, target, month) + _query(request))


def _note(form, target, request):
    data = form.cleaned_data
    return actions.miss(
        target, by=request.user, visited_on=data["visited_on"], reason=data["reason"]
    )


def _following(request, village, target, month):
    """Where the next person stands who was not missed herself; else the tasks."""
    following = next_due(
        village,
        month,
        today=village.today(),
        dusun=chosen(request, "dusun"),
        posyandu=chosen(request, "posyandu"),
        but=target,
    )
    if following and not following.missed_on:
        return record_url(village, following, month)
    return reverse("households:task_list_of", args=[village.code, month])


@requires(Permission.EDIT_REGISTER)
def missed(request, village, missed_id):
    """One visit in vain: mend it, take it back, or say that the family has left."""
    row = _fetch(village, missed_id)
    form = MissedForm.of(row, request.POST or None, village)
    if form.is_valid() and attempt(form, lambda: _correct(form, row, request)):
        messages.success(request, "Kunjungan diperbaiki.")
        return redirect(_record_url(village, row.target, row.visited_on))
    saved = getattr(form, "conflict", None)
    context = {"saved": saved}
    if saved:
        context["differences"] = differences(form, saved)
        form.data = form.data.copy()
        form.data["version"] = saved.version
    person = row.pregnancy.woman if row.pregnancy else row.child
    return render(
        request,
        "households/missed.html",
        context
        | {
            "form": form,
            "row": row,
            "name": person.name,
            "person": person,
            "record_url": _record_url(village, row.target, row.visited_on),
            "exit_url": _exit_url(village, row),
            "has_moved": row.reason == NotReached.Reason.MOVED,
            "crumbs": crumbs_to(village, person.household),
        },
        status=409 if saved else 200,
    )


def _correct(form, row, request):
    data = form.cleaned_data
    try:
        return actions.correct_missed(
            row,
            by=request.user,
            visited_on=data["visited_on"],
            reason=data["reason"],
            version=data["version"],
        )
    except IntegrityError:
        form.add_error("visited_on", "Kunjungan pada tanggal itu sudah dicatat.")
        return None


@requires(Permission.EDIT_REGISTER)
@require_POST
def missed_undo(request, village, missed_id):
    row = _fetch(village, missed_id)
    url = _record_url(village, row.target, row.visited_on)
    try:
        actions.undo_missed(row, by=request.user)
    except QuarterFinal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{_name(row.target)}: kunjungan itu dibatalkan.")
    return redirect(url)


def _fetch(village, missed_id):
    rows = NotReached.objects.in_village(village).select_related(
        "child__household__village", "pregnancy__woman__household__village"
    )
    return get_object_or_404(rows, pk=missed_id)


def _name(target):
    return target.woman.name if isinstance(target, Pregnancy) else target.name


def _record_url(village, target, day):
    name = "pregnancy_month" if isinstance(target, Pregnancy) else "child_month"
    month = day.replace(day=1)
    return reverse(f"households:{name}", args=[village.code, target.pk, month])


def _exit_url(village, row):
    name = "pregnancy_exit" if row.pregnancy else "child_exit"
    return reverse(f"households:{name}", args=[village.code, row.target.pk])


def _query(request):
    return f"?{request.GET.urlencode()}" if request.GET else ""
