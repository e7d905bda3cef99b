"""The village's own lists: dusun, posyandu, facilities, officials, letterhead."""

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from villages import actions
from villages.access import Permission, requires
from villages.appointments import vacant_offices
from villages.forms.lists import (
    DusunForm,
    FacilityForm,
    OfficialForm,
    PosyanduForm,
    VillageYearForm,
)
from villages.menu import groups_for
from villages.navigation import bar_of
from villages.wording import long_date


@requires(Permission.VIEW_SCORECARD)
def start(request, village):
    """The address of a village alone leads to the first page of the role held there."""
    return redirect(bar_of(request.access.postings[0], village)[0].url)


@requires(Permission.VIEW_SCORECARD)
def more(request, village):
    """What does not fit in the bar."""
    bar = {entry.url for entry in bar_of(request.access.postings[0], village)}
    groups = groups_for(request.access, bar)
    return render(request, "villages/more.html", {"groups": groups})


def _term(official):
    start = f"Menjabat sejak {long_date(official.starts_on)}"
    end = official.ends_on
    return f"{start} sampai {long_date(end)}" if end else start


# list (in the URL) → how the village reaches its rows, form, words, what is beside it
LISTS = {
    "dusun": ("dusuns", DusunForm, "Dusun", lambda row: ""),
    "posyandu": ("posyandus", PosyanduForm, "Posyandu", lambda row: ""),
    "fasilitas": (
        "facilities",
        FacilityForm,
        "Fasilitas",
        lambda row: f"{row.get_kind_display()}, tahun {row.year}",
    ),
    "pejabat": (
        "officials",
        OfficialForm,
        "Pejabat penanda tangan",
        _term,
    ),
    "kependudukan": (
        "years",
        VillageYearForm,
        "Kependudukan",
        lambda row: f"Perkiraan {row.expected_infants} bayi berumur 0–11 bulan",
    ),
}


def _list_named(name):
    if name not in LISTS:
        raise Http404
    return LISTS[name]


@requires(Permission.EDIT_VILLAGE)
def row_list(request, village, list_name):
    related, _, title, detail = _list_named(list_name)
    rows = [
        {"pk": row.pk, "title": str(row), "detail": detail(row)}
        for row in getattr(village, related).all()
    ]
    context = {"rows": rows, "title": title, "list_name": list_name}
    if list_name == "pejabat":
        context["vacant"] = vacant_offices(village, village.today())
    return render(request, "villages/row_list.html", context)


@requires(Permission.EDIT_VILLAGE)
def row_edit(request, village, list_name, row_id=None):
    related, form_class, title, _ = _list_named(list_name)
    rows = getattr(village, related)
    row = get_object_or_404(rows, pk=row_id) if row_id else None
    form = form_class(request.POST or None, instance=row, village=village)
    if form.is_valid():
        saved = actions.save_row(form, village, by=request.user)
        messages.success(request, f"{saved} tersimpan.")
        return redirect("villages:row_list", village.code, list_name)
    context = {"form": form, "title": title, "list_name": list_name, "row": row}
    return render(request, "villages/row_form.html", context)


@requires(Permission.EDIT_VILLAGE)
@require_POST
def row_remove(request, village, list_name, row_id):
    related, _, _, _ = _list_named(list_name)
    row = get_object_or_404(getattr(village, related), pk=row_id)
    try:
        actions.remove_row(row, village, by=request.user)
    except ProtectedError:
        messages.error(
            request,
            f"{row} masih dipakai dalam data desa, jadi tidak dapat dihapus. "
            "Ubah namanya bila salah tulis.",
        )
    else:
        messages.success(request, f"{row} dihapus dari daftar.")
    return redirect("villages:row_list", village.code, list_name)
