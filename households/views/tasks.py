"""Tugas bulan ini."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from households.ages import add_months
from households.models import PaudMonth
from households.tasklist import day_of, preschoolers_on, tasks_of
from villages.access import Permission, requires


@requires(Permission.VIEW_REGISTER)
def task_list(request, village, month=None):
    today = village.today()
    month = month or today.replace(day=1)
    if month > today:
        raise Http404
    dusun, posyandu = chosen(request, "dusun"), chosen(request, "posyandu")
    found = tasks_of(village, month, today=today, dusun=dusun, posyandu=posyandu)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    may_edit = request.access.may(Permission.EDIT_REGISTER)
    for task in found.tasks:
        url = record_url(village, task, month) + query
        task.url = url if may_edit else page_url(village, task)
    previous, following = add_months(month, -1), add_months(month, 1)
    return render(
        request,
        "households/task_list.html",
        {
            "month": month,
            "previous": previous,
            "following": following if following <= today else None,
            "list": found,
            "next_task": found.next_after(),
            "done": len(found.recorded),
            "dusuns": _marked(village.dusuns.all(), dusun),
            "posyandus": _marked(village.posyandus.all(), posyandu),
            "query": query,
            "is_filtered": bool(dusun or posyandu),
            "paud_open": _paud_open(village, month, today),
        },
    )


def chosen(request, name):
    """The id that a filter of the address names; None for all, or for no number."""
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() else None


def _marked(rows, selected):
    return [(row, row.pk == selected) for row in rows]


def record_url(village, task, month):
    """Where a task's month is recorded."""
    name = "pregnancy_month" if task.is_mother else "child_month"
    return reverse(f"households:{name}", args=[village.code, task.target_id, month])


def page_url(village, task):
    """The page of a task's mother or child."""
    name = "pregnancy" if task.is_mother else "child"
    return reverse(f"households:{name}", args=[village.code, task.target_id])


def _paud_open(village, month, today):
    """How many children over two have no mark in the month."""
    children = preschoolers_on(village, day_of(month, today))
    marked = PaudMonth.objects.filter(month=month).values("child")
    return children.exclude(pk__in=marked).count()
