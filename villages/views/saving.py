"""What somebody typed beside what somebody else saved meanwhile."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from villages.models.entry import StaleVersion
from villages.templatetags.kpm import decimal, yes_no
from villages.wording import NOTHING, long_date


def differences(form, saved):
    """[{label, mine, theirs}] of the fields in which the form and the row differ."""
    rows = []
    for name, mine in form.cleaned_data.items():
        if name in ("uuid", "version", "confirmed") or not hasattr(saved, name):
            continue
        theirs = getattr(saved, name)
        if mine != theirs:
            row = {"label": form.fields[name].label}
            row |= {
                "mine": _said(form, name, mine),
                "theirs": _said(form, name, theirs),
            }
            rows.append(row)
    return rows


def _said(form, name, value):
    """A value as people read it."""
    choices = dict(getattr(form.fields[name], "choices", ()) or ())
    if value in ("v", "x"):
        return yes_no(value)
    if value in ("", None):
        return NOTHING
    if isinstance(choices.get(value), (str, Promise)):
        return choices[value]
    if hasattr(value, "year"):
        return long_date(value)
    return decimal(value) if hasattr(value, "as_tuple") else str(value)


def form_page(request, form, save, *, template, done, url, **context):
    """A form of a typed row: shown, refused with both versions, or saved.

    `done` and `url` are given the saved row.
    """
    context |= {"form": form}
    if not form.is_valid():
        return render(request, template, context)
    try:
        row = save()
    except StaleVersion as stale:
        return both_versions(request, form, stale.saved, template, context)
    messages.success(request, done(row))
    return redirect(url(row))


def both_versions(request, form, saved, template, context):
    """What was typed and what somebody else saved; saving again is a decision."""
    form.data = form.data.copy()
    form.data[form.add_prefix("version")] = saved.version
    context |= {"saved": saved, "differences": differences(form, saved)}
    return render(request, template, context, status=409)
