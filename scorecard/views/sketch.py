"""Peta sosial: a dusun sketch on which houses and facilities are put by hand."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from scorecard.actions import sketch as acts
from scorecard.documents.sketch import PAPERS, peta_sosial
from scorecard.forms.sketch import DropForm, PointForm, SheetForm
from scorecard.sketch import houses_of, places_of, sketch_of
from scorecard.squares import (
    COLUMNS,
    HEIGHT,
    LETTERS,
    ROWS,
    SIDE,
    WIDTH,
    OffSheet,
    beside,
    middle_of,
    square_of,
)
from villages.access import Permission, requires
from villages.models.entry import StaleVersion
from villages.quarters import Triwulan

LEVELS = (
    ("lengkap", "0", "lima paket lengkap"),
    ("sedikit", "1", "1–2 paket belum"),
    ("banyak", "3", "3–5 paket belum"),
)


@requires(Permission.VIEW_REGISTER)
def sketch_list(request, village):
    """Every dusun with how many of its houses stand on its sketch."""
    quarter = Triwulan.of(village.today())
    houses = houses_of(village, quarter)
    rows = []
    for dusun in village.dusuns.all():
        here = houses.get(dusun.pk, [])
        rows.append(
            {
                "dusun": dusun,
                "total": len(here),
                "placed": sum(one.point is not None for one in here),
                "lacking": sum(bool(one.missing) for one in here),
            }
        )
    context = {"rows": rows, "quarter": quarter}
    return render(request, "scorecard/sketch_list.html", context)


@requires(Permission.VIEW_REGISTER)
def sketch(request, village, dusun_id):
    dusun = _dusun(village, dusun_id)
    quarter = Triwulan.of(village.today())
    houses = houses_of(village, quarter).get(dusun.pk, [])
    places = places_of(village, dusun)
    context = {
        "dusun": dusun,
        "sketch": sketch_of(dusun),
        "quarter": quarter,
        "houses": [_item(village, dusun, one) for one in houses],
        "places": [_item(village, dusun, one) for one in places],
        "placed": sum(one.point is not None for one in houses),
        "levels": LEVELS,
        "papers": [(one, one.upper()) for one in PAPERS],
        "crumbs": _crumbs(village),
        **_grid(),
    }
    return render(request, "scorecard/sketch.html", context)


def _grid():
    """Where the lines and the letters of the squares stand on the sheet."""
    half = SIDE // 2
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "columns": [(LETTERS[n], n * SIDE, n * SIDE + half) for n in range(COLUMNS)],
        "lines": [(n + 1, n * SIDE, n * SIDE + half) for n in range(ROWS)],
    }


def _item(village, dusun, one):
    """A house or facility with what the page and its script must know of it."""
    args = [village.code, dusun.pk, one.key_name, one.key]
    return {
        "one": one,
        "id": f"{one.key_name}-{one.key}",
        "point": one.point,
        "url": reverse("scorecard:sketch_point", args=args),
    }


def _dusun(village, dusun_id):
    dusun = get_object_or_404(village.dusuns, pk=dusun_id)
    dusun.village = village
    return dusun


def _crumbs(village, dusun=None):
    crumbs = [
        {
            "label": "Peta sosial",
            "url": reverse("scorecard:sketch_list", args=[village.code]),
        }
    ]
    if dusun:
        url = reverse("scorecard:sketch", args=[village.code, dusun.pk])
        crumbs.append({"label": f"Dusun {dusun}", "url": url})
    return crumbs


# --- one point -----------------------------------------------------------------------


@requires(Permission.EDIT_REGISTER)
def sketch_point(request, village, dusun_id, thing, thing_id):
    """Put one house or facility: dropped by the script, or by column and row."""
    dusun = _dusun(village, dusun_id)
    one = _thing(village, dusun, thing, thing_id)
    if request.method == "POST" and "x" in request.POST:
        return _dropped(request, dusun, one)
    if request.method == "POST" and "lepas" in request.POST:
        return _lifted(request, dusun, one)
    return _by_square(request, village, dusun, one)


def _thing(village, dusun, thing, thing_id):
    """The house or facility of the address, if it belongs on this sketch."""
    if thing == "rumah":
        every = houses_of(village, Triwulan.of(village.today())).get(dusun.pk, [])
    elif thing == "fasilitas":
        every = places_of(village, dusun)
    else:
        raise Http404
    for one in every:
        if one.key == thing_id:
            return one
    raise Http404


def _place(dusun, one, x, y, *, version, by):
    if one.key_name == "rumah":
        return acts.place_house(dusun, one.household, x, y, version=version, by=by)
    return acts.place_facility(dusun, one.facility, x, y, version=version, by=by)


def _dropped(request, dusun, one):
    """Answer the script: where the point lies now, and what to say."""
    form = DropForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"said": "Titik itu tidak terbaca."}, status=422)
    values = form.cleaned_data
    x, y, version = values["x"], values["y"], values["version"]
    try:
        row = _place(dusun, one, x, y, version=version, by=request.user)
    except OffSheet as refusal:
        return JsonResponse({"said": str(refusal)}, status=422)
    except StaleVersion as stale:
        said = f"Orang lain memindahkannya ke kotak {stale.saved.square}."
        return JsonResponse(_answer(stale.saved, said), status=409)
    now = timezone.localtime()
    return JsonResponse(_answer(row, f"tersimpan {now:%H.%M}"))


def _answer(row, said):
    return {
        "x": row.x,
        "y": row.y,
        "version": row.version,
        "square": square_of(row.x, row.y),
        "label": str(getattr(row, "number", "")),
        "said": said,
    }


def _lifted(request, dusun, one):
    if one.point:
        acts.lift_off(one.point, dusun=dusun, by=request.user)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"said": "dilepas dari peta"})
    messages.success(request, f"{one.name} dilepas dari peta.")
    return redirect("scorecard:sketch", dusun.village.code, dusun.pk)


def _by_square(request, village, dusun, one):
    """The way without a script: a form with column and row."""
    first = {"version": one.point.version if one.point else None}
    if one.point:
        square = one.point.square
        first |= {"column": square[0], "row": int(square[1:])}
    form = PointForm(request.POST or None, initial=first)
    if form.is_valid() and _squared(form, dusun, one, by=request.user):
        messages.success(request, f"{one.name} tersimpan di peta.")
        return redirect("scorecard:sketch", village.code, dusun.pk)
    context = {
        "form": form,
        "one": one,
        "dusun": dusun,
        "crumbs": _crumbs(village, dusun),
        "back_url": reverse("scorecard:sketch", args=[village.code, dusun.pk]),
    }
    status = 422 if form.is_bound else 200
    return render(request, "scorecard/sketch_point.html", context, status=status)


def _squared(form, dusun, one, *, by):
    """Whether it was put into the square; a refusal stands in the form."""
    values = form.cleaned_data
    square = f"{values['column']}{values['row']}"
    if one.point and one.point.square == square:
        return True
    x, y = beside(*middle_of(values["column"], values["row"]), _taken(dusun))
    try:
        _place(dusun, one, x, y, version=values["version"], by=by)
    except StaleVersion as stale:
        form.add_error(
            None,
            f"Orang lain memindahkannya ke kotak {stale.saved.square} sejak Anda "
            "membuka halaman ini. Buka lagi dari peta bila tetap ingin memindahkan.",
        )
        return False
    return True


def _taken(dusun):
    here = sketch_of(dusun)
    if here.pk is None:
        return []
    houses = here.houses.values_list("x", "y")
    return [*houses, *here.facilities.values_list("x", "y")]


# --- the sheet -----------------------------------------------------------------------


@requires(Permission.EDIT_REGISTER)
def sketch_sheet(request, village, dusun_id):
    """Lay a photo under the points, or a blank sheet; say where north is."""
    dusun = _dusun(village, dusun_id)
    here = sketch_of(dusun)
    form = SheetForm(
        request.POST or None,
        request.FILES or None,
        has_photo=here.photo is not None,
        initial={"north": here.north},
    )
    if form.is_valid():
        values = form.cleaned_data
        acts.change_sheet(
            dusun,
            photo=values["picture"],
            without_photo=values.get("without_photo", False),
            north=values["north"],
            by=request.user,
        )
        messages.success(request, f"Lembar dusun {dusun} tersimpan.")
        return redirect("scorecard:sketch", village.code, dusun.pk)
    context = {
        "form": form,
        "dusun": dusun,
        "crumbs": _crumbs(village, dusun),
        "back_url": reverse("scorecard:sketch", args=[village.code, dusun.pk]),
    }
    status = 422 if form.is_bound else 200
    return render(request, "scorecard/sketch_sheet.html", context, status=status)


@requires(Permission.VIEW_REGISTER)
def sketch_photo(request, village, dusun_id):
    here = sketch_of(_dusun(village, dusun_id))
    if here.photo is None:
        raise Http404
    response = FileResponse(here.photo.file.open("rb"), content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=3600"
    return response


@requires(Permission.VIEW_REGISTER)
def sketch_print(request, village, dusun_id, paper):
    """The sketch on A4 or A3; ?nama=tidak leaves the families' names out."""
    if paper not in PAPERS:
        raise Http404
    dusun = _dusun(village, dusun_id)
    with_names = request.GET.get("nama") != "tidak"
    quarter = Triwulan.of(village.today())
    document = peta_sosial(village, dusun, quarter, paper=paper, with_names=with_names)
    content = document.render("pdf")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{document.stem}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
