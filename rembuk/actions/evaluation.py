"""An evaluation is opened for a quarter, and finished with all it looked at kept."""

from django.db import transaction

from villages import audit
from villages.actions.saving import given_uuid, note_creation, saved_with
from villages.fingerprints import fingerprint
from villages.models import AuditEntry

from ..evaluation import content_of, evaluations_of
from ..evaluation_readiness import lacking_from
from ..models import Evaluation, Meeting
from ..readiness import MeetingIncomplete


class SecondEvaluation(Exception):
    """The quarter has an evaluation already: a second one needs a reason."""

    def __init__(self):
        super().__init__(
            "Evaluasi triwulan ini sudah ada. Buka yang sudah ada, atau tulis alasan "
            "mengapa diadakan sekali lagi."
        )


@transaction.atomic
def open_evaluation(village, quarter, *, second_reason="", uuid=None, by):
    """Open the evaluation of a quarter. Raises SecondEvaluation."""
    if saved := saved_with(village.meetings, uuid):
        return saved
    type(village).objects.select_for_update(no_key=True).get(pk=village.pk)
    if evaluations_of(village).filter(quarter=quarter).exists() and not second_reason:
        raise SecondEvaluation
    meeting = Meeting.objects.create(
        village=village,
        kind=Meeting.Kind.EVALUATION,
        quarter=quarter,
        year=quarter.year,
        second_reason=second_reason,
        recorded_by=by,
        **given_uuid(Meeting, uuid),
    )
    Evaluation.objects.create(meeting=meeting)
    note_creation(meeting, ["kind", "year", "second_reason"], village=village, by=by)
    return meeting


@transaction.atomic
def finish_evaluation(meeting, *, by):
    """Keep what it looked at; nothing of it changes from now on.

    Raises MeetingSettled, MeetingIncomplete.
    """
    held = Meeting.objects.hold(meeting.pk)
    held.village, held.quarter = meeting.village, meeting.quarter
    held.refuse_if_settled()
    if lacking := lacking_from(held):
        raise MeetingIncomplete(lacking)
    content = content_of(held)
    Evaluation.objects.filter(meeting=held).update(
        content=content, content_sha256=fingerprint(content)
    )
    held.finished_on = held.village.today()
    held.version += 1
    held.save(update_fields=["finished_on", "version"])
    changes = {"finished_on": [None, held.finished_on.isoformat()]}
    act = AuditEntry.Act.CHANGE
    audit.wrote(act, held, village=held.village, by=by, changes=changes)
    return held
