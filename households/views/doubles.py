"""Possible doubles: asked while typing, listed, told apart."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from households import actions
from households.duplicates import WORDING
from households.forms.doubles import (
    ReasonForm,
    TypedForm,
    doubles_of_household,
    doubles_of_person,
)
from households.merge_wording import title_of
from households.merging import household_of
from households.models import Household, Person, PossibleDouble, Pregnancy
from households.models.merge import MODELS, Kind
from households.people import age_of, stage_of
from households.views.saving import is_uuid
from villages.access import Permission, requires

PAGE = 25


@requires(Permission.EDIT_REGISTER)
@require_POST
def doubles_check(request, village, double_kind):
    """Who is there already, while the form is being typed."""
    kind = double_kind
    data = TypedForm(request.POST, village=village).read()
    row = _corrected(request, village, kind)
    if kind == "rumah-tangga":
        found = doubles_of_household(village, data, household=row)
    elif kind in ("anak", "ibu"):
        is_known = data.get("woman") is not None
        is_child = kind == "anak"
        found = (
            []
            if is_known
            else doubles_of_person(village, data, is_child=is_child, person=row)
        )
    else:
        raise Http404
    told = set(request.POST.get("not_double", "").split())
    keys = [one.key for one in found]
    return render(
        request,
        "households/possible_doubles.html",
        {
            "doubles": found,
            "doubles_key": " ".join(keys),
            "is_told_apart": bool(keys) and told.issuperset(keys),
        },
    )


def _corrected(request, village, kind):
    """The stored row that the form corrects, or None for a new one."""
    uuid = request.POST.get("uuid", "")
    if not is_uuid(uuid):
        return None
    if kind == "rumah-tangga":
        return village.households.filter(uuid=uuid).first()
    if kind == "anak":
        return Person.objects.in_village(village).filter(uuid=uuid).first()
    mine = Pregnancy.objects.in_village(village).filter(uuid=uuid)
    pregnancy = mine.select_related("woman").first()
    return pregnancy.woman if pregnancy else None


@requires(Permission.EDIT_REGISTER)
def double_list(request, village):
    """The pairs nobody has told apart, as the night found them; found anew by POST."""
    if request.method == "POST":
        count = actions.find_doubles(village)
        messages.success(request, _counted(count))
        return redirect("households:double_list", village.code)
    pairs = PossibleDouble.objects.filter(village=village)
    shown = list(pairs.open().order_by("-pk")[: PAGE + 1])
    apart = list(
        pairs.exclude(dismissed_at=None)
        .select_related("dismissed_by")
        .order_by("-dismissed_at")[:PAGE]
    )
    rows = _rows([*shown[:PAGE], *apart])
    today = village.today()
    return render(
        request,
        "households/double_list.html",
        {
            "pairs": [line for p in shown[:PAGE] if (line := _line(p, rows, today))],
            "apart": [line for p in apart if (line := _line(p, rows, today))],
            "has_more": len(shown) > PAGE,
            "total": pairs.open().count(),
            "merged": village.merges.standing().count(),
            "found_at": max((pair.found_at for pair in shown), default=None),
            "crumbs": [list_crumb(village)],
        },
    )


def _counted(count):
    if count:
        return f"Sudah diperiksa: {count} pasang mungkin ganda."
    return "Sudah diperiksa: tidak ada yang tampak ganda."


def list_crumb(village):
    """The way back to the list of households."""
    url = reverse("households:household_list", args=[village.code])
    return {"label": "Sasaran", "url": url}


def doubles_crumb(village):
    """The way back to the possible doubles."""
    url = reverse("households:double_list", args=[village.code])
    return {"label": "Mungkin ganda", "url": url}


def _rows(pairs):
    """{(kind, number): row} of both sides of all pairs, a query per kind."""
    related = {
        Kind.HOUSEHOLD: ("dusun",),
        Kind.PERSON: ("household__dusun",),
        Kind.PREGNANCY: ("woman__household__dusun",),
    }
    found = {}
    for kind, model in MODELS.items():
        mine = [pair for pair in pairs if pair.kind == kind]
        ids = {pk for pair in mine for pk in (pair.first_id, pair.second_id)}
        for row in model.objects.filter(pk__in=ids).select_related(*related[kind]):
            found[kind.value, row.pk] = row
    return found


def _line(pair, rows, today):
    """A pair as the list shows it; None when one of the two was deleted since."""
    both = [rows.get((pair.kind, pk)) for pk in (pair.first_id, pair.second_id)]
    if None in both:
        return None
    return {
        "pair": pair,
        "both": [(title_of(row), told_of(row, today)) for row in both],
        "reasons": "; ".join(WORDING[one] for one in pair.reasons.split(",")),
        "ids": (pair.first_id, pair.second_id),
    }


def told_of(row, today):
    """Who a row is about, where, and since when."""
    dusun = f"Dusun {household_of(row).dusun}"
    if isinstance(row, Household):
        return dusun
    if isinstance(row, Pregnancy):
        return f"{stage_of(row, today)}, {dusun}"
    what = f"anak {age_of(row, today)}" if row.is_child else "ibu"
    return f"{what}, {row.household}, {dusun}"


@requires(Permission.EDIT_REGISTER)
def double_dismiss(request, village, pair_id):
    """Say why two are not one; or ask again."""
    pair = get_object_or_404(PossibleDouble, village=village, pk=pair_id)
    if "again" in request.POST:
        actions.ask_again(pair, by=request.user)
        messages.success(request, "Pasangan ini kembali ke daftar.")
        return redirect("households:double_list", village.code)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.tell_apart(pair, by=request.user, reason=reason)
        messages.success(request, "Tercatat: keduanya berbeda. Tidak ditanyakan lagi.")
        return redirect("households:double_list", village.code)
    line = _line(pair, _rows([pair]), village.today())
    if line is None:
        raise Http404
    crumbs = [list_crumb(village), doubles_crumb(village)]
    return render(
        request,
        "households/double_dismiss.html",
        {"form": form, "line": line, "crumbs": crumbs},
    )
