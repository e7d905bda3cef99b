"""What somebody typed beside what somebody else saved meanwhile."""

from django.utils.functional import Promise

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
