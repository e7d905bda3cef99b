"""Merging two rows after a preview of everything, and taking it back."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from households import actions
from households.actions.unmerge import hindrance, key_of, later_rows
from households.forms.doubles import MergeForm, SeparateForm
from households.merge_wording import (
    agreed_of,
    asked_of,
    fact_of,
    kind_of_row,
    label_of,
    record_of,
    title_of,
)
from households.merging import Pair, household_of
from households.models import Merge, Person, PossibleDouble, Pregnancy
from households.models.merge import MODELS, Kind
from households.views.doubles import doubles_crumb, list_crumb, told_of
from villages.access import Permission, requires
from villages.models.entry import StaleVersion

PAGE = 25
RELATED = {
    Kind.HOUSEHOLD: ("village", "dusun"),
    Kind.PERSON: ("household__village", "household__dusun", "mother"),
    Kind.PREGNANCY: ("woman__household__village", "woman__household__dusun"),
}


@requires(Permission.EDIT_REGISTER)
def merge_preview(request, village, double_kind, first_id, second_id):
    """Both side by side; the first stays. Nothing is merged before it is pressed."""
    pair = Pair(*(_fetch(village, double_kind, pk) for pk in (first_id, second_id)))
    if pair.survivor.pk == pair.loser.pk:
        raise Http404
    saved = _saved(request, village)
    if saved:
        return _to_survivor(village, saved)
    first = {"uuid": uuid.uuid4(), "seal": pair.seal}
    form = MergeForm(request.POST or None, asked=asked_of(pair), initial=first)
    if form.is_valid() and (merge := _merge(request, form, pair)):
        messages.success(
            request,
            f"{title_of(pair.survivor)} sekarang satu. Keliru? Buka riwayat "
            "penggabungan untuk memisahkannya lagi.",
        )
        return _to_next(request, village, merge)
    return render(
        request,
        "households/merge_preview.html",
        _context(village, pair, form),
        status=409 if getattr(form, "is_stale", False) else 200,
    )


def _fetch(village, kind, pk):
    """A row of the village by its kind and number, or 404."""
    if kind not in MODELS:
        raise Http404
    where = {
        Kind.HOUSEHOLD: "village",
        Kind.PERSON: "household__village",
        Kind.PREGNANCY: "woman__household__village",
    }[Kind(kind)]
    rows = MODELS[Kind(kind)].objects.select_related(*RELATED[Kind(kind)])
    return get_object_or_404(rows, pk=pk, merged_into=None, **{where: village})


def _saved(request, village):
    """The merge that this form made before: a double press makes no second."""
    form_uuid = request.POST.get("uuid", "")
    try:
        return village.merges.filter(uuid=uuid.UUID(form_uuid)).first()
    except ValueError:
        return None


def _merge(request, form, pair):
    data = form.cleaned_data
    try:
        return actions.merge(
            pair.survivor,
            pair.loser,
            by=request.user,
            choices=form.choices(),
            seal=data["seal"],
            note=data["note"],
            uuid=data["uuid"],
        )
    except actions.Implausible as refusal:
        for problem in refusal.problems:
            field = problem.field if problem.field in form.fields else None
            form.add_error(field, str(problem))
    except StaleVersion:
        form.is_stale = True
        form.add_error(
            None,
            "Salah satunya baru saja diubah orang lain. Periksa sekali lagi di bawah, "
            "lalu gabungkan.",
        )
        form.data = form.data.copy()
        form.data["seal"] = Pair(pair.survivor, pair.loser).seal
    return None


def _context(village, pair, form):
    today = village.today()
    names = [title_of(row) for row in (pair.survivor, pair.loser)]
    swapped = [village.code, pair.kind, pair.loser.pk, pair.survivor.pk]
    return {
        "form": form,
        "pair": pair,
        "what": kind_of_row(pair.survivor),
        "names": names,
        "told": [told_of(row, today) for row in (pair.survivor, pair.loser)],
        "agreed": agreed_of(pair),
        "lone_months": [record_of(row) for row in pair.lone_months()],
        "lone_facts": [
            (one.get_column_display(), fact_of(one)) for one in pair.lone_facts
        ],
        "followers": [label_of(row) for row in pair.followers],
        "missed_visits": pair.missed_visits,
        "swap_url": reverse("households:merge_preview", args=swapped),
        "double": _double_of(village, pair),
        "crumbs": [list_crumb(village), doubles_crumb(village)],
    }


def _double_of(village, pair):
    first, second = sorted((pair.survivor.pk, pair.loser.pk))
    found = PossibleDouble.objects.filter(village=village, kind=pair.kind)
    return found.open().filter(first_id=first, second_id=second).first()


def _to_next(request, village, merge):
    """Whoever was two often has two of the rest: that pair is shown at once."""
    survivor = merge.survivor
    home = household_of(survivor).pk
    women = Pregnancy.objects.filter(woman__household=home).values_list("pk", flat=True)
    people = Person.objects.filter(household=home).values_list("pk", flat=True)
    ids = {Kind.PREGNANCY: set(women), Kind.PERSON: set(people)}
    for pair in PossibleDouble.objects.filter(village=village).open().order_by("-kind"):
        mine = ids.get(pair.kind, ())
        if pair.first_id in mine and pair.second_id in mine:
            messages.info(request, "Periksa juga kedua data ini: mungkin satu.")
            both = (pair.first_id, pair.second_id)
            return redirect("households:merge_preview", village.code, pair.kind, *both)
    return _to_survivor(village, merge)


def _to_survivor(village, merge):
    row = merge.survivor
    if isinstance(row, Pregnancy):
        return redirect("households:pregnancy", village.code, row.pk)
    if isinstance(row, Person) and row.is_child:
        return redirect("households:child", village.code, row.pk)
    return redirect("households:household", village.code, household_of(row).pk)


@requires(Permission.EDIT_REGISTER)
def merge_list(request, village):
    """What was merged, the newest first."""
    merges = village.merges.select_related("merged_by", "undone_by").defer("journal")
    last = request.GET.get("sebelum", "")
    if last.isascii() and last.isdecimal():
        merges = merges.filter(pk__lt=int(last))
    found = list(merges.order_by("-pk")[: PAGE + 1])
    return render(
        request,
        "households/merge_list.html",
        {
            "merges": found[:PAGE],
            "following": found[PAGE - 1].pk if len(found) > PAGE else None,
            "crumbs": [list_crumb(village), doubles_crumb(village)],
        },
    )


@requires(Permission.EDIT_REGISTER)
def merge_undo(request, village, merge_id):
    """Both as they were, and where what came later goes; done when it is pressed."""
    merge = get_object_or_404(
        Merge.objects.select_related("merged_by", "undone_by", "village"),
        pk=merge_id,
        village=village,
    )
    refusal = hindrance(merge)
    form, names = None, [merge.title, merge.title]
    if not refusal:
        names = [title_of(merge.survivor), f"{title_of(merge.loser)} (yang digabung)"]
        later = [(key_of(f, row), label_of(row)) for f, row in later_rows(merge)]
        form = SeparateForm(request.POST or None, later=later, names=names)
        if request.method == "POST" and (not later or form.is_valid()):
            return _separate(request, village, merge, form)
    return render(
        request,
        "households/merge_undo.html",
        {
            "merge": merge,
            "refusal": refusal,
            "form": form,
            "steps": steps_of(merge),
            "crumbs": [list_crumb(village), doubles_crumb(village)],
        },
    )


def steps_of(merge):
    """How many rows were moved and set aside, for the page."""
    count = {"change": 0, "set aside": 0, "make": 0}
    for step in merge.journal["steps"]:
        count[step["step"]] += len(step["rows"])
    return {"moved": count["change"], "aside": count["set aside"]}


def _separate(request, village, merge, form):
    to_loser = form.to_loser() if form.later else set()
    try:
        lost = actions.unmerge(merge, by=request.user, to_loser=to_loser)
    except actions.NotSeparable as refusal:
        messages.error(request, str(refusal))
        return redirect("households:merge_undo", village.code, merge.pk)
    messages.success(request, "Dipisahkan lagi: keduanya kembali seperti semula.")
    if lost:
        messages.warning(
            request,
            f"{len(lost)} catatan lama tidak dikembalikan karena tempatnya sudah "
            "terisi catatan yang lebih baru.",
        )
    return redirect("households:double_list", village.code)
