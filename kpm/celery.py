"""The worker's application: it works rows off, the broker only wakes it up."""

import os

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kpm.settings")
app = Celery("kpm")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def catch_up(sender, **_):
    """Midnight may have passed while the machine was off."""
    sender.app.send_task("scorecard.tasks.midnight")
