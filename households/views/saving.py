"""What every page that saves does with a refusal: show it, and keep what was typed."""

from uuid import UUID

from django.utils.functional import Promise

from households.actions import Implausible, MonthRecorded
from households.models import QuarterFinal
from households.models.entry import StaleVersion
from villages.templatetags.kpm import decimal, yes_no
from villages.wording import NOTHING, long_date


def attempt(form, act):
    """Run an action for a valid form. Returns its result, or None when it was refused.

    A refusal stands in the form afterwards; of two people who saved the same row the
    second finds `form.conflict`, and nothing was overwritten.
    """
    try:
        return act()
    except Implausible as refusal:
        form.refuse(refusal.problems)
    except QuarterFinal as refusal:
        form.refuse_final(refusal)
    except (StaleVersion, MonthRecorded) as refusal:
        form.conflict = refusal.saved
    return None


def already_saved(request, rows):
    """The row a form posted before made, so that a double press makes no second."""
    uuid = request.POST.get("uuid", "")
    return rows.filter(uuid=uuid).first() if is_uuid(uuid) else None


def is_uuid(text):
    """Whether the text of an address or form can be a key at all."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


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
