"""What every page that saves does with a refusal: show it, and keep what was typed."""

from uuid import UUID

from households.actions import Implausible, MonthRecorded
from households.models import QuarterFinal
from villages.models.entry import StaleVersion


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
