"""The worker's application: it works rows off, the broker only wakes it up."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kpm.settings")
app = Celery("kpm")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
