"""Pilihan kegiatan of a problem: with its arithmetic, and one press to propose it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rembuk import actions
from rembuk.forms.lists import MOST_RUPIAH
from rembuk.models import Proposal
from rembuk.options import Offer
from rembuk.pages import acted, address_of, crumbs_of, meeting_in
from scorecard.actions.unit_costs import set_cost
from scorecard.forms.need import UnitCostForm
from scorecard.need import PRICED
from villages.access import Permission, requires
from villages.models import UnitCost
from villages.models.entry import StaleVersion


@requires(Permission.VIEW_MEETING)
def option_list(request, village, year, meeting_id, problem_id):
    """What the village can do about a problem, and what it would cost."""
    meeting = meeting_in(village, year, meeting_id)
    problem = get_object_or_404(meeting.problems, pk=problem_id)
    return _page(request, meeting, problem)


def _page(request, meeting, problem, form=None, status=200):
    options = Offer(meeting).of(problem)
    unpriced = dict.fromkeys(one.service for one in options if not one.cost)
    may_price = request.access.may(Permission.EDIT_BUDGET)
    taken = set(problem.proposals.values_list("activity", flat=True))
    context = {
        "meeting": meeting,
        "village": meeting.village,
        "problem": problem,
        "rows": [(one, one.activity.text in taken, Proposal().uuid) for one in options],
        "editable": meeting.is_open and request.access.may(Permission.EDIT_MEETING),
        "price_forms": [
            (PRICED[code], _price_form(meeting, code, form))
            for code in unpriced
            if may_price and code in PRICED
        ],
        "crumbs": crumbs_of(meeting),
        "back_url": address_of(meeting, "masalah"),
    }
    return render(request, "rembuk/option_list.html", context, status=status)


def _price_form(meeting, code, form):
    if form and form.instance.service == code:
        return form
    year = meeting.quarter.year
    blank = UnitCost(village=meeting.village, year=year, service=code)
    return UnitCostForm(instance=blank, auto_id=f"id_{code}_%s")


@requires(Permission.EDIT_MEETING)
@require_POST
def option_take(request, village, year, meeting_id, problem_id, option_key):
    """Make an option a proposal as it stands."""
    meeting = meeting_in(village, year, meeting_id)
    problem = get_object_or_404(meeting.problems, pk=problem_id)
    options = {one.key: one for one in Offer(meeting).of(problem)}
    if option_key not in options:
        raise Http404
    option = options[option_key]
    keys = [village.code, year, meeting_id, problem_id]
    if option.rupiah is None:
        form = reverse("rembuk:proposal_add", args=keys)
        return redirect(f"{form}?pilihan={option_key}")
    if option.rupiah > MOST_RUPIAH:
        messages.error(
            request, "Biayanya lebih dari Rp999.999.999.999. Periksa biaya satuan."
        )
        return redirect("rembuk:option_list", *keys)

    def take():
        values = option.values | {"problem": problem}
        actions.add(meeting.proposals, values, uuid=_identity(request), by=request.user)

    done = "Usulan tersimpan. Buka usulannya bila ada yang perlu diubah."
    return acted(request, meeting, take, done=done, part="usulan")


def _identity(request):
    """The uuid that the button was made with; None makes a new one."""
    field = Proposal._meta.get_field("uuid").formfield()
    try:
        return field.clean(request.POST.get("uuid") or None)
    except field.ValidationError:
        return None


@requires(Permission.EDIT_BUDGET)
@require_POST
def option_price(request, village, year, meeting_id, problem_id, code):
    """The village's unit cost of a service, asked for where it is missing."""
    if code not in PRICED:
        raise Http404
    meeting = meeting_in(village, year, meeting_id)
    problem = get_object_or_404(meeting.problems, pk=problem_id)
    blank = UnitCost(village=village, year=meeting.quarter.year, service=code)
    form = UnitCostForm(request.POST, instance=blank, auto_id=f"id_{code}_%s")
    if not form.is_valid():
        return _page(request, meeting, problem, form)
    identity = {"uuid": form.cleaned_data["uuid"], "version": None}
    try:
        year_of = meeting.quarter.year
        set_cost(village, year_of, code, form.values, **identity, by=request.user)
    except StaleVersion:
        messages.warning(
            request,
            "Biaya satuan ini baru saja diisi orang lain; yang tersimpan dipakai.",
        )
    else:
        messages.success(request, f"Biaya {PRICED[code].label} tersimpan.")
    return redirect("rembuk:option_list", village.code, year, meeting_id, problem_id)
