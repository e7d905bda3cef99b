"""Admin desa verifies what was registered, many at once."""

from django.contrib import messages
from django.shortcuts import redirect, render

from households import actions
from households.models import Person, Pregnancy
from households.people import age_of, stage_of
from villages.access import Permission, requires

PAGE = 100


@requires(Permission.VERIFY_REGISTER)
def verification(request, village):
    waiting = {
        "rt": village.households.filter(verified_at=None),
        "ibu": Pregnancy.objects.in_village(village).filter(verified_at=None),
        "anak": Person.objects.in_village(village).filter(
            verified_at=None, is_child=True
        ),
    }
    if request.method == "POST":
        return _verify(request, village, waiting)
    today = village.today()
    groups = [
        ("Rumah tangga", "rt", _households(waiting["rt"])),
        ("Ibu hamil", "ibu", _mothers(waiting["ibu"], today)),
        ("Anak", "anak", _children(waiting["anak"], today)),
    ]
    context = {
        "groups": [group for group in groups if group[2]],
        "total": sum(rows.count() for rows in waiting.values()),
        "page": PAGE,
    }
    return render(request, "households/verification.html", context)


def _verify(request, village, waiting):
    rows = []
    for kind, candidates in waiting.items():
        ids = [pk for pk in request.POST.getlist(kind) if pk.isdecimal()]
        rows += candidates.filter(pk__in=ids)
    if not rows:
        messages.warning(request, "Pilih dahulu yang akan diverifikasi.")
    else:
        done = actions.verify(village, rows, by=request.user)
        messages.success(request, f"{done} data diverifikasi.")
    return redirect("households:verification", village.code)


def _households(rows):
    rows = rows.select_related("dusun", "recorded_by").order_by("registered_on", "pk")
    return [
        _line(row, row.head_name, f"Dusun {row.dusun}", "households:household")
        for row in rows[:PAGE]
    ]


def _mothers(rows, today):
    rows = rows.select_related("woman", "recorded_by").order_by("registered_on", "pk")
    return [
        _line(row, row.woman.name, stage_of(row, today), "households:pregnancy")
        for row in rows[:PAGE]
    ]


def _children(rows, today):
    rows = rows.select_related("recorded_by").order_by("registered_on", "pk")
    return [
        _line(row, row.name, age_of(row, today), "households:child")
        for row in rows[:PAGE]
    ]


def _line(row, title, detail, page):
    return {"row": row, "title": title, "detail": detail, "page": page}
