"""Penomoran: the village's own format for each kind of document, with examples."""

from datetime import date

from django.contrib import messages
from django.shortcuts import redirect, render

from villages.access import Permission, requires
from villages.actions.number_formats import set_formats
from villages.forms.number_formats import NumberFormatsForm
from villages.models import NumberFormat
from villages.numbering import InvalidFormat, parse_format

SEQUENCES = (1, 2, 12)


@requires(Permission.EDIT_VILLAGE)
def number_formats(request, village):
    form = NumberFormatsForm(request.POST or None, village=village)
    if form.is_valid() and "lihat" not in request.POST:
        set_formats(village, form.changes, by=request.user)
        messages.success(
            request, "Format nomor tersimpan. Nomor yang sudah diberikan tidak berubah."
        )
        return redirect("villages:number_formats", village.code)
    today = village.today()
    examples = [
        (kind.label, _examples(form[kind.value].value(), today))
        for kind in NumberFormat.Kind
    ]
    context = {"form": form, "examples": examples, "is_preview": request.POST}
    return render(request, "villages/number_formats.html", context)


def _examples(text, today):
    """What the next numbers would look like; [] where there are none to show."""
    try:
        pattern = parse_format(text or "")
    except InvalidFormat:
        return []
    day = date(today.year, today.month, 1)
    return [pattern.number(sequence, day, day.year) for sequence in SEQUENCES]
