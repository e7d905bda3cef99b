"""The search: posted, so that no address and no log keeps a name or number."""

from django.shortcuts import render
from django.urls import reverse

from households.forms.households import SearchForm
from households.search import describe, find
from households.views.doubles import list_crumb
from villages.access import Permission, requires


@requires(Permission.VIEW_REGISTER)
def search(request, village):
    """People and families of the village by name, NIK, nomor KK or nomor KIA."""
    form = SearchForm(request.POST or None)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    found, lines = None, []
    if words:
        found = find(
            village,
            words,
            sees_identity=request.access.may(Permission.SEE_IDENTITY),
            after=request.POST.get("after", ""),
        )
        lines = describe(found.hits, village.today())
        for line in lines:
            name, pk = line["page"]
            line["url"] = reverse(f"households:{name}", args=[village.code, pk])
    return render(
        request,
        "households/search.html",
        {
            "words": words,
            "found": found,
            "lines": lines,
            "is_first": not request.POST.get("after"),
            "after": found.hits[-1].mark if found and found.hits else "",
            "crumbs": [list_crumb(village)],
        },
    )
