"""What the worker does for the register at night."""

from celery import shared_task
from django.utils import timezone

from households.workbook import uploads


@shared_task
def throw_away_uploads():
    """Delete handed in workbooks after 30 days, also where nobody uploads any more."""
    uploads.throw_away_old(timezone.now())
