"""The APB Desa from a file: kept until somebody decides, then saved all at once."""

from django.db import transaction
from django.utils import timezone

from households import budget_sheet
from households.budget_changes import Plan, plan_of
from households.budget_sheet import Line
from villages import audit
from villages.models import AuditEntry, BudgetLine, Job, Village

KIND = "anggaran"


class PlanChanged(Exception):
    """The stored budget is no longer what the preview compared with."""


@transaction.atomic
def receive(village, year, sheet: budget_sheet.Sheet, *, by) -> Job:
    """Keep what a file says until somebody decides; nothing of it is saved yet."""
    village.jobs.filter(kind=KIND, state=Job.State.READY).delete()
    return Job.objects.create(
        kind=KIND,
        village=village,
        state=Job.State.READY,
        options={"year": year},
        result=sheet.as_json(),
        created_by=by,
    )


def planned(job: Job) -> Plan:
    """What saving would do now."""
    lines = [Line(**one) for one in job.result["lines"]]
    return plan_of(job.village, job.options["year"], lines)


@transaction.atomic
def save(job: Job, fingerprint: str, stunting: set[int], *, by) -> Plan | None:
    """Save what the preview showed; None when that was done before.

    `stunting` are the rows of new lines that prevent stunting. Raises PlanChanged.
    """
    Village.objects.select_for_update(no_key=True).get(pk=job.village_id)
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.state != Job.State.READY:
        return None
    held = job.village.budget_lines.filter(year=job.options["year"])
    list(held.select_for_update())  # no realisation comes in between
    plan = planned(job)
    if plan.fingerprint != fingerprint:
        raise PlanChanged
    _write(job, plan, stunting, by)
    job.state, job.finished_at = Job.State.DONE, timezone.now()
    job.result |= {"saved": [len(plan.new), len(plan.changed)]}
    job.save(update_fields=["state", "finished_at", "result"])
    return plan


def _write(job, plan, stunting, by):
    rows = [_new(job, one.line, one.line.row in stunting) for one in plan.new]
    fields = ("year", "activity_code", "name", "source", "amount_rupiah", "is_stunting")
    notes = []
    for row in BudgetLine.objects.bulk_create(rows):
        values = audit.values_of(row, fields)
        changes = {name: [None, value] for name, value in values.items()}
        notes.append((AuditEntry.Act.CREATE, row, changes))
    for one in plan.changed:
        changes = _changed(one)
        notes.append((AuditEntry.Act.CHANGE, one.stored, changes))
    BudgetLine.objects.bulk_update(
        [one.stored for one in plan.changed], ["name", "amount_rupiah"]
    )
    AuditEntry.objects.bulk_create(
        audit.line(act, row, village=job.village, by=by, changes=changes)
        for act, row, changes in notes
    )


def _new(job, line, is_stunting):
    return BudgetLine(
        village=job.village,
        year=job.options["year"],
        activity_code=line.code,
        name=line.name,
        source=line.source,
        amount_rupiah=line.amount,
        is_stunting=is_stunting,
    )


def _changed(change):
    fields = ("name", "amount_rupiah")
    before = audit.values_of(change.stored, fields)
    change.stored.name = change.line.name
    change.stored.amount_rupiah = change.line.amount
    return audit.difference(before, audit.values_of(change.stored, fields))
