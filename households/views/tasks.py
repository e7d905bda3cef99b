"""Tugas bulan ini."""

from collections import Counter

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from households.ages import add_months, last_of_month
from households.due import late_of, timely_until
from households.tasklist import tasks_of, unmarked_on
from villages.access import Permission, requires


@requires(Permission.VIEW_REGISTER)
def task_list(request, village, month=None):
    today = village.today()
    month = month or today.replace(day=1)
    if month > today:
        raise Http404
    dusun, posyandu = chosen(request, "dusun"), chosen(request, "posyandu")
    whole = tasks_of(village, month, today=today)
    found = whole.within(dusun, posyandu)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    link = _links(request, village, query)
    for task in found.tasks:
        task.url = link(task, month)
    late = _late(village, month, today, dusun, posyandu, link)
    previous, following = add_months(month, -1), add_months(month, 1)
    return render(
        request,
        "households/task_list.html",
        {
            "month": month,
            # Addresses of months begin with the year 2000.
            "previous": previous if previous.year >= 2000 else None,
            "following": following if following <= today else None,
            "list": found,
            "next_task": found.next_after(),
            "done": len(found.recorded),
            "late": late,
            "late_count": sum(len(rows) for _, rows, _, _ in late),
            "late_label": _late_label(late),
            "has_ended": last_of_month(month) < today,
            "in_time_until": timely_until(month),
            "is_in_time": today <= timely_until(month),
            "dusuns": _choices(village.dusuns.all(), dusun, whole, _dusun_of),
            "posyandus": _choices(
                village.posyandus.all(), posyandu, whole, _posyandu_of
            ),
            "query": query,
            "is_filtered": bool(dusun or posyandu),
            "paud_open": unmarked_on(village, month, today).count(),
        },
    )


def _links(request, village, query):
    """Where one tap on a task leads: to its form, or only to its page."""
    if not request.access.may(Permission.EDIT_REGISTER):
        return lambda task, month: page_url(village, task)
    return lambda task, month: record_url(village, task, month) + query


def _late(village, month, today, dusun, posyandu, link):
    """[(month, rows, its last day in time, is it in time)] beside the running one."""
    if last_of_month(month) < today:
        return []
    found = late_of(village, today=today, dusun=dusun, posyandu=posyandu)
    return [
        (
            ended,
            [(due, link(due, ended)) for due in rows],
            timely_until(ended),
            today <= timely_until(ended),
        )
        for ended, rows in found
    ]


def _late_label(late):
    is_late = any(not is_in_time for *_, is_in_time in late)
    return "terlambat" if is_late else "bulan lalu"


def _choices(places, selected, tasks, place_of):
    """(place, whether it is chosen, how many are open there) for a filter."""
    still = Counter(place_of(task) for task in tasks.open)
    return [(place, place.pk == selected, still[place.pk]) for place in places]


def _dusun_of(task):
    return task.household.dusun_id


def _posyandu_of(task):
    return task.posyandu_id


def chosen(request, name):
    """The id that a filter of the address names; None for all, or for no number."""
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() else None


def record_url(village, task, month):
    """Where a task's month is recorded."""
    name = "pregnancy_month" if task.is_mother else "child_month"
    return reverse(f"households:{name}", args=[village.code, task.target_id, month])


def page_url(village, task):
    """The page of a task's mother or child."""
    name = "pregnancy" if task.is_mother else "child"
    return reverse(f"households:{name}", args=[village.code, task.target_id])
