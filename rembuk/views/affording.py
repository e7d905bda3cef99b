"""Uji anggaran: how many targets gain which service for how much money."""

from django import forms
from django.shortcuts import render

from rembuk.affording import Purse
from rembuk.forms.lists import MOST_RUPIAH, TOO_MUCH
from rembuk.pages import address_of, crumbs_of, meeting_in
from villages.access import Permission, requires
from villages.forms.realisation import WHOLE_RUPIAH
from villages.widgets import RupiahInput

STEPS = 200  # of the slider
SMALLEST_STEP = 50_000


class AmountForm(forms.Form):
    """An amount of whole rupiah."""

    rupiah = forms.IntegerField(
        label="Uang yang ada",
        min_value=0,
        max_value=MOST_RUPIAH,
        widget=RupiahInput(),
        error_messages=WHOLE_RUPIAH
        | {"required": "Tulis jumlah uangnya.", "max_value": TOO_MUCH},
    )


@requires(Permission.VIEW_MEETING)
def affording(request, village, year, meeting_id):
    """The amount asked about, or half of what everything costs to begin with."""
    meeting = meeting_in(village, year, meeting_id)
    purse = Purse(meeting)
    step = max(SMALLEST_STEP, purse.total // STEPS // SMALLEST_STEP * SMALLEST_STEP)
    begin = purse.total // 2 // step * step
    form = AmountForm(
        request.GET if "rupiah" in request.GET else {"rupiah": str(begin)}
    )
    told = purse.afford(form.cleaned_data["rupiah"]) if form.is_valid() else None
    context = {
        "meeting": meeting,
        "form": form,
        "told": told,
        "total": purse.total,
        "highest": -(-purse.total // step) * step,
        "step": step,
        "is_empty": not purse.wanted,
        "crumbs": crumbs_of(meeting),
        "back_url": address_of(meeting, "usulan"),
    }
    return render(request, "rembuk/affording.html", context)
