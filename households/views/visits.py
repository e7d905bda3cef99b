"""Daftar kunjungan: who has not been seen this month, house by house, also on paper."""

from itertools import groupby

from django.http import Http404
from django.shortcuts import render

from households.tasklist import tasks_of
from households.views.tasks import chosen, page_url, record_url
from villages.access import Permission, requires


@requires(Permission.VIEW_REGISTER)
def visit_list(request, village, month):
    today = village.today()
    if month > today:
        raise Http404
    dusun = village.dusuns.filter(pk=chosen(request, "dusun")).first()
    posyandu = village.posyandus.filter(pk=chosen(request, "posyandu")).first()
    found = tasks_of(
        village,
        month,
        today=today,
        dusun=dusun and dusun.pk,
        posyandu=posyandu and posyandu.pk,
    )
    may_edit = request.access.may(Permission.EDIT_REGISTER)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    rows = sorted(found.open, key=_by_house)
    for task in rows:
        url = record_url(village, task, month) + query
        task.url = url if may_edit else page_url(village, task)
    groups = groupby(rows, key=lambda task: task.household.dusun)
    return render(
        request,
        "households/visit_list.html",
        {
            "month": month,
            "today": today,
            "place": posyandu or dusun,
            "groups": [(place, list(tasks)) for place, tasks in groups],
            "count": len(rows),
            "done": len(found.recorded),
            "query": query,
        },
    )


def _by_house(task):
    """As one walks: dusun, RW, RT, and the family's people together."""
    home = task.household
    walk = (home.dusun.name, home.dusun_id, home.rw.zfill(5), home.rt.zfill(5))
    return *walk, home.head_name.lower(), home.pk, task.urgency
