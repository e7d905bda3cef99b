"""Admin desa verifies what was registered, many at once."""

from django.contrib import messages
from django.shortcuts import redirect, render

from households import actions
from households.forms.verification import FilterForm
from households.unverified import (
    AT_ONCE,
    TITLES,
    Chosen,
    waiting_lines,
    waiting_rows,
)
from villages.access import Permission, requires


@requires(Permission.VERIFY_REGISTER)
def verification(request, village):
    """Those without a warning are ticked already; what is doubted is looked at."""
    if request.method == "POST":
        return _verify(request, village)
    form = FilterForm(request.GET or None, village=village)
    chosen = form.chosen() if form.is_valid() else Chosen()
    rows = waiting_rows(village, chosen)
    counts = {kind: found.count() for kind, found in rows.items()}
    groups = [
        (TITLES[kind], kind, lines, counts[kind])
        for kind, lines in waiting_lines(village, rows)
    ]
    context = {
        "form": form,
        "groups": groups,
        "total": sum(counts.values()),
        "at_once": AT_ONCE,
        "is_filtered": chosen != Chosen(),
    }
    return render(request, "households/verification.html", context)


def _verify(request, village):
    rows = []
    for kind, candidates in waiting_rows(village).items():
        ids = [pk for pk in request.POST.getlist(kind) if pk.isdecimal()]
        rows += candidates.filter(pk__in=ids)
    if not rows:
        messages.warning(request, "Pilih dahulu yang akan diverifikasi.")
    else:
        done = actions.verify(village, rows, by=request.user)
        messages.success(request, f"{done} data diverifikasi.")
    return redirect(request.get_full_path())
