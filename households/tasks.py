"""What the worker does for the register: workbooks, and clearing up at night."""

from celery import shared_task
from django.utils import timezone

from households import actions
from households.workbook import uploads, working
from villages.models import Village


@shared_task
def throw_away_uploads():
    """Delete handed in workbooks after 30 days, also where nobody uploads any more."""
    uploads.throw_away_old(timezone.now())


@shared_task
def import_workbooks():
    """Read, look through or save the workbooks that wait; woken, and by the sweep."""
    working.work_all()


@shared_task
def find_doubles():
    """Bring every village's list of possible doubles up to date, village by village."""
    for village in Village.objects.filter(households__isnull=False).distinct():
        actions.find_doubles(village)
