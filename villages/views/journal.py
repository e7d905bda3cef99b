"""Who changed what in the village, newest first; paged by an opaque key."""

from django.shortcuts import render

from villages.access import Permission, requires

PAGE = 50


@requires(Permission.VIEW_JOURNAL)
def journal(request, village):
    entries = village.audit_entries.select_related("by")
    before = request.GET.get("sebelum", "")
    if before.isdigit():
        entries = entries.filter(pk__lt=int(before))
    shown = list(entries[: PAGE + 1])
    context = {
        "entries": shown[:PAGE],
        "older": shown[PAGE - 1].pk if len(shown) > PAGE else None,
    }
    return render(request, "villages/journal.html", context)
