"""From running to final: the quality list, and the acts of KPM and admin desa."""

from collections import defaultdict
from itertools import pairwise

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from households.models import Quarter
from households.models.quarter import NoReason, QuarterFinal, WrongState
from scorecard import actions
from scorecard.checks import ChecksOpen, checks_of
from scorecard.differences import differences, people_differing
from scorecard.forms.quarters import ExplanationForm, ReopenForm
from scorecard.reading import letters_in, scorecard_of
from scorecard.views.choice import asked, choices, url_of
from scorecard.views.matrix import crumbs
from scorecard.views.village import state_context
from villages.access import Permission, requires

REFUSALS = (ChecksOpen, NoReason, QuarterFinal, WrongState)


@requires(Permission.VIEW_REGISTER)
def check_list(request, village, year, number):
    return _check_list(request, village, asked(year, number))


def _check_list(request, village, quarter, *, reopen_form=None, forms=None, status=200):
    row = village.quarters.of(quarter).first()
    found = [] if row is None or row.is_final else checks_of(row)
    told = choices("check_list", village, quarter, village.today())
    context = told | {
        "row": row,
        "checks": _with_people(village, quarter, found, forms or {}),
        "open_count": sum(check.is_open for check in found),
        "reopen_form": reopen_form or ReopenForm(),
        "snapshots": _snapshots(row) if row else [],
        "crumbs": crumbs(village, quarter),
        **state_context(scorecard_of(village, quarter), told),
    }
    return render(request, "scorecard/check_list.html", context, status=status)


def _snapshots(row) -> list[tuple]:
    """Every snapshot with the figures and people that differ from the one before."""
    kept = list(row.snapshots.select_related("taken_by", "reopened_by"))
    changed = [([], []), *(_changed(*pair) for pair in pairwise(kept))]
    return [(one, *both) for one, both in zip(kept, changed, strict=False)]


def _changed(before, after) -> tuple[list, list]:
    return differences(before, after), people_differing(before, after)


def _with_people(village, quarter, found, forms) -> list[dict]:
    """Each check with its people, named together in two queries."""
    named = _named(village, quarter, {u for check in found for u in check.uuids})
    return [
        {
            "check": check,
            "people": [named[uuid] for uuid in check.uuids if uuid in named],
            "form": forms.get(check.code)
            or ExplanationForm(initial={"text": check.explanation}, prefix=check.code),
        }
        for check in found
    ]


def _named(village, quarter, uuids) -> dict[str, dict]:
    rows = letters_in(village, quarter).values_list(
        "pregnancy__uuid",
        "pregnancy__woman__name",
        "child__uuid",
        "child__name",
        "dusun__name",
        "kind",
    )
    found = defaultdict(dict)
    for mother, woman, child, name, dusun, kind in rows:
        uuid = str(mother or child)
        if uuid in uuids:
            found[uuid] = {"name": woman or name, "dusun": dusun}
            if kind != "paud":
                url = url_of("person", village, quarter, kind=kind, target=uuid)
                found[uuid]["url"] = url
    return found


@requires(Permission.VERIFY_QUARTER)
@require_POST
def check_explain(request, village, year, number, check_code):
    quarter = asked(year, number)
    form = ExplanationForm(request.POST, prefix=check_code)
    if not form.is_valid():
        forms = {check_code: form}
        return _check_list(request, village, quarter, forms=forms, status=422)
    row = _row_of(village, quarter)
    _refuse_unexplainable(row, check_code)
    text = form.cleaned_data["text"]
    try:
        actions.explain_check(row, check_code, text, by=request.user)
    except QuarterFinal as refusal:
        return _refused(request, village, quarter, refusal)
    messages.success(request, "Penjelasan tersimpan.")
    return redirect(url_of("check_list", village, quarter))


def _refuse_unexplainable(row, check_code):
    """What was not found needs no words; what must be mended takes none."""
    found = checks_of(row)
    if not any(one.code == check_code and not one.must_mend for one in found):
        raise Http404


def _row_of(village, quarter) -> Quarter:
    return get_object_or_404(village.quarters.of(quarter))


def _refused(request, village, quarter, refusal):
    messages.error(request, str(refusal))
    return redirect(url_of("check_list", village, quarter))


# --- verifying, validating, final ----------------------------------------------------


@requires(Permission.VERIFY_QUARTER)
@require_POST
def quarter_verify(request, village, year, number):
    done = "{} diverifikasi. Berikutnya admin desa memvalidasi."
    return _act(request, village, asked(year, number), actions.verify, done)


VALIDATOR_ACTS = {
    "validasi": (actions.validate, "{} divalidasi. Sekarang dapat dijadikan final."),
    "final": (actions.finalise, "{} final. Angkanya tidak berubah lagi."),
}


@requires(Permission.VALIDATE_QUARTER)
@require_POST
def quarter_act(request, village, year, number):
    """Validate or make final, as the button says; reopening asks for a reason."""
    quarter = asked(year, number)
    name = request.POST.get("langkah")
    if name == "buka":
        return _reopen(request, village, quarter)
    if name not in VALIDATOR_ACTS:
        raise Http404
    return _act(request, village, quarter, *VALIDATOR_ACTS[name])


def _act(request, village, quarter, act, done):
    try:
        act(_row_of(village, quarter), by=request.user)
    except REFUSALS as refusal:
        return _refused(request, village, quarter, refusal)
    messages.success(request, done.format(quarter))
    return redirect(url_of("check_list", village, quarter))


def _reopen(request, village, quarter):
    form = ReopenForm(request.POST)
    if not form.is_valid():
        return _check_list(request, village, quarter, reopen_form=form, status=422)
    reason = form.cleaned_data["reason"]
    try:
        actions.reopen(_row_of(village, quarter), by=request.user, reason=reason)
    except REFUSALS as refusal:
        return _refused(request, village, quarter, refusal)
    messages.success(
        request, f"{quarter} dibuka kembali. Salinan lama tetap tersimpan."
    )
    return redirect(url_of("check_list", village, quarter))
